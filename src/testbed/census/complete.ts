/** Completes the microdata: columns two states lack, then ancestry and place of birth. */
import { attributeOf } from "../../schema/attributes.ts";
import { NO_NUMBER } from "../../schema/tables.ts";
import type { Random } from "../../stats/random.ts";
import { AGE_BAND_OF, COARSE_AGE_BANDS, COARSE_OF_AGE_BAND } from "./age-bands.ts";
import { type BirthStates, drawBirthState } from "./birth-state.ts";
import type { Donors } from "./donors.ts";
import { hotDeck, type MatchColumn } from "./hot-deck.ts";
import { type CodedPopulation, derivedCodes, LACKING_KEYS } from "./population.ts";

/** How the missing answers were filled: rows filled, and how many at each back-off step. */
export interface Completion {
  readonly rows: number;
  readonly servedAt: readonly number[];
}

const indices = (flags: Uint8Array, wanted: number): Int32Array => {
  const rows: number[] = [];
  for (let row = 0; row < flags.length; row++) if (flags[row] === wanted) rows.push(row);
  return Int32Array.from(rows);
};

const same = (column: ArrayLike<number>, levels: number): MatchColumn => ({
  donor: column,
  recipient: column,
  levels,
});

const regroup = (codes: Uint8Array, of: readonly number[]) =>
  Uint8Array.from(codes, (code) => of[code]);

/** Hispanic, White, Black, Asian, Native or Pacific, other. */
export function ethnicity(race: Uint8Array, hispanic: Uint8Array): Uint8Array {
  const ofRace = [1, 2, 4, 3, 4, 5, 5];
  return Uint8Array.from(race, (code, row) => (hispanic[row] > 0 ? 0 : ofRace[code]));
}

/**
 * Fills work, family and health answers where the files lack them, from persons elsewhere in the
 * nation who are alike in age, sex, ethnicity, citizenship, schooling, disability, household type,
 * language, income and position. Changes `population` in place.
 */
export function completeAnswers(population: CodedPopulation, random: Random): Completion {
  const { codes, numbers, titles, weights, lacking, role } = population;
  const recipients = indices(lacking, 1);
  if (recipients.length === 0) return { rows: 0, servedAt: [] };
  const ages = Uint8Array.from(numbers.age, (age) => COARSE_OF_AGE_BAND[AGE_BAND_OF[age]]);
  const age = same(ages, COARSE_AGE_BANDS.length);
  const sex = same(codes.sex, 2);
  const disability = same(codes.disability, 2);
  const place = same(role, 4);
  const origin = same(ethnicity(codes.race, codes.hispanic_origin), 6);
  const citizen = same(regroup(codes.citizenship, [0, 0, 0, 1, 2]), 3);
  const language = same(codes.household_language, 6);
  const schooling = regroup(codes.education, [0, 0, 0, 0, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 0]);
  const school = same(schooling, 6);
  const school3 = same(regroup(schooling, [0, 0, 1, 1, 2, 2]), 3);
  const household = same(codes.household_type, attributeOf("household_type").levels.length);
  const household5 = same(regroup(codes.household_type, [0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4]), 5);
  const money = regroup(codes.household_income, [0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 5]);
  const income = same(money, 6);
  const income3 = same(regroup(money, [0, 0, 1, 2, 2, 0]), 3);
  const { donorOf, servedAt } = hotDeck(
    [
      [age, sex, disability, place, origin, citizen, language, school, household, income],
      [age, sex, disability, place, origin, citizen, language, school3, household5, income3],
      [age, sex, disability, place, origin, language, school3, household5],
      [age, sex, disability, place, language, household5],
      [age, sex, disability, place],
      [age, sex, disability],
    ],
    indices(lacking, 0),
    weights,
    recipients,
    random,
  );
  recipients.forEach((row, i) => {
    const donor = donorOf[i];
    for (const key of LACKING_KEYS) codes[key][row] = codes[key][donor];
    numbers.income[row] = withinHousehold(numbers.income[donor], row, population);
    titles.industry[row] = titles.industry[donor];
    titles.occupation[row] = titles.occupation[donor];
  });
  Object.assign(codes, derivedCodes(numbers.age, numbers.income, numbers.household_income));
  return { rows: recipients.length, servedAt };
}

const ALONE = ["Man living alone", "Woman living alone"].map((level) =>
  attributeOf("household_type").levels.indexOf(level),
);

/** A donor's income, made the household's for who lives alone and kept below it for others. */
function withinHousehold(income: number, row: number, { codes, numbers }: CodedPopulation): number {
  const household = numbers.household_income[row];
  if (income === NO_NUMBER || household === NO_NUMBER) return income;
  if (ALONE.includes(codes.household_type[row])) return household;
  return Math.min(income, Math.max(household, 0));
}

/** Language group of each person: the household's where another language is spoken, else English. */
function languageOf(population: CodedPopulation): Uint8Array {
  const { ability_to_speak_english: english, household_language } = population.codes;
  return Uint8Array.from(english, (level, row) => {
    if (level > 3) return 0;
    const household = household_language[row];
    return household >= 1 && household <= 4 ? household : 4;
  });
}

/**
 * Adds ancestry and place of birth to every person, together, from the 2018 donors who are alike in
 * race, Hispanic origin, citizenship, language and age. Birth states follow `birth`, since the donors
 * live in fourteen small states. Adds columns to `population.codes`.
 */
export function completeOrigins(
  population: CodedPopulation,
  donors: Donors,
  birth: BirthStates,
  random: Random,
): Completion {
  const { codes, numbers, n } = population;
  const fourAges = (age: number) => (age < 18 ? 0 : age < 40 ? 1 : age < 65 ? 2 : 3);
  const group = (race: number, hispanic: number) => (hispanic > 0 ? 6 + hispanic : race);
  const groups = {
    donor: Uint8Array.from(donors.codes.race, (race, row) =>
      group(race, donors.codes.hispanic_origin[row]),
    ),
    recipient: Uint8Array.from(codes.race, (race, row) => group(race, codes.hispanic_origin[row])),
    levels: 17,
  };
  const match = (key: string): MatchColumn => ({
    donor: donors.codes[key],
    recipient: codes[key],
    levels: attributeOf(key).levels.length,
  });
  const citizenship = match("citizenship");
  const language = { donor: donors.language, recipient: languageOf(population), levels: 5 };
  const ages = {
    donor: Uint8Array.from(donors.age, fourAges),
    recipient: Uint8Array.from(numbers.age, fourAges),
    levels: 4,
  };
  const everyone = Int32Array.from({ length: n }, (_, row) => row);
  const { donorOf, servedAt } = hotDeck(
    [
      [match("race"), match("hispanic_origin"), citizenship, language, ages],
      [match("race"), match("hispanic_origin"), citizenship, language],
      [groups, citizenship, language],
      [groups, citizenship],
      [citizenship],
    ],
    Int32Array.from({ length: donors.n }, (_, row) => row),
    donors.weights,
    everyone,
    random,
    8,
  );
  const ancestry = new Uint8Array(n);
  const birthplace = new Uint8Array(n);
  for (let row = 0; row < n; row++) {
    ancestry[row] = donors.codes.ancestry[donorOf[row]];
    birthplace[row] =
      codes.citizenship[row] === 0
        ? drawBirthState(birth, codes.state[row], AGE_BAND_OF[numbers.age[row]], random)
        : donors.codes.place_of_birth[donorOf[row]];
  }
  codes.ancestry = ancestry;
  codes.place_of_birth = birthplace;
  return { rows: n, servedAt };
}
