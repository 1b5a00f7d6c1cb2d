/** Candidate persons drawn from the population model, all attributes but text. */
import { attributeOf } from "../../schema/attributes.ts";
import { TRAITS } from "../../schema/levels.ts";
import { STATES } from "../../schema/places.ts";
import { NO_NUMBER } from "../../schema/tables.ts";
import type { Random } from "../../stats/random.ts";
import { AGE_BANDS } from "../census/age-bands.ts";
import { PLACES_WITHIN } from "../census/details.ts";
import { dollars } from "../census/income-quantiles.ts";
import { derivedCodes } from "../census/population.ts";
import { parentCodes } from "../census/structure.ts";
import { VARIABLES } from "../census/variables.ts";
import { sampleBeliefs, sampleTraits } from "../survey/sample.ts";
import type { SurveyModels } from "../survey/survey-models.ts";
import type { CensusModel } from "./census-model.ts";
import { drawColumn, type Sampler } from "./sampler.ts";

export interface Candidates {
  readonly n: number;
  /** Level index per person, for every countable attribute. */
  readonly codes: Record<string, Uint8Array>;
  readonly numbers: Record<"age" | "income" | "household_income", Int32Array>;
  /** Index in the model's title lists; `NO_TITLE_INDEX` where not applicable. */
  readonly titles: Record<"industry" | "occupation", Uint16Array>;
}

export const NO_TITLE_INDEX = 65535;

const LIVES_ALONE = ["Man living alone", "Woman living alone"].map((level) =>
  attributeOf("household_type").levels.indexOf(level),
);
const NO_INCOME = attributeOf("income").levels.length - 1;

type Columns = Record<string, Uint8Array | Uint16Array>;

/** Draws a detail for some rows only. */
function drawDetail(sampler: Sampler, columns: Columns, rows: Int32Array, random: Random) {
  const parents = sampler.parents.map((name) => {
    const column = name.startsWith("~") ? coarseColumn(name, columns) : columns[name];
    const picked =
      column instanceof Uint16Array ? new Uint16Array(rows.length) : new Uint8Array(rows.length);
    for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]];
    return picked;
  });
  return drawColumn(sampler, parents, rows.length, random);
}

const coarseColumn = (name: string, columns: Columns) =>
  parentCodes(name, VARIABLES, columns as Record<string, Uint8Array>).codes;

/**
 * Draws `count` candidates. Attributes of the census come from the model's tables by systematic
 * sampling within each distribution; beliefs and traits from the survey models person by person.
 * Cost: linear in count, about 5 microseconds a person.
 */
export function drawCandidates(
  model: CensusModel,
  surveys: SurveyModels,
  count: number,
  random: Random,
): Candidates {
  const columns: Record<string, Uint8Array> = {};
  for (const sampler of model.variables) {
    const parents = sampler.parents.map((name) => parentCodes(name, VARIABLES, columns).codes);
    columns[sampler.key] = drawColumn(sampler, parents, count, random);
  }
  const numbers = drawNumbers(model, columns, count, random);
  const titles = drawTitles(model, columns, random);
  const { birthplace, age: _bands, ...codes } = columns;
  codes.place_of_birth = drawPlaces(model, columns, random);
  Object.assign(codes, derivedCodes(numbers.age, numbers.income, numbers.household_income));
  Object.assign(codes, drawPsychology(surveys, numbers.age, codes, random));
  return { n: count, codes, numbers, titles };
}

function drawNumbers(
  model: CensusModel,
  columns: Record<string, Uint8Array>,
  count: number,
  random: Random,
): Candidates["numbers"] {
  const everyone = Int32Array.from({ length: count }, (_, row) => row);
  const years = drawDetail(model.details.age_years, columns, everyone, random);
  const age = Int32Array.from(years, (year, row) => AGE_BANDS[columns.age[row]] + year);
  const income = new Int32Array(count);
  const household = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const own = columns.income[row];
    const shared = columns.household_income[row];
    income[row] = own === NO_INCOME ? NO_NUMBER : dollars(model.incomes.income[own], random.next());
    if (shared === NO_INCOME) household[row] = NO_NUMBER;
    else if (LIVES_ALONE.includes(columns.household_type[row]) && own === shared) {
      household[row] = income[row];
    } else {
      const drawn = dollars(model.incomes.household_income[shared], random.next());
      // The household's income holds the person's own.
      household[row] = own === shared ? Math.max(drawn, income[row]) : drawn;
    }
  }
  return { age, income, household_income: household };
}

function drawPlaces(
  model: CensusModel,
  columns: Record<string, Uint8Array>,
  random: Random,
): Uint8Array {
  const places = Uint8Array.from(columns.state);
  const moved: number[] = [];
  const abroad: number[] = [];
  columns.birthplace.forEach((relative, row) => {
    const within = PLACES_WITHIN[relative];
    if (within.length === 1) places[row] = within[0];
    else if (within.length > 1) (within[0] < STATES.length ? moved : abroad).push(row);
  });
  for (const [name, rows] of [
    ["birth_state", moved],
    ["birth_country", abroad],
  ] as const) {
    const drawn = drawDetail(model.details[name], columns, Int32Array.from(rows), random);
    rows.forEach((row, i) => {
      places[row] = PLACES_WITHIN[columns.birthplace[row]][drawn[i]];
    });
  }
  return places;
}

function drawTitles(
  model: CensusModel,
  columns: Record<string, Uint8Array>,
  random: Random,
): Candidates["titles"] {
  const { industry, occupation } = model.titles;
  const categories = columns.occupation_category;
  const notApplicable = attributeOf("occupation_category").levels.length - 1;
  const workers = Int32Array.from(
    [...categories.keys()].filter((row) => categories[row] !== notApplicable),
  );
  const result = {
    industry: new Uint16Array(categories.length).fill(NO_TITLE_INDEX),
    occupation: new Uint16Array(categories.length).fill(NO_TITLE_INDEX),
  };
  const jobs = drawDetail(model.details.occupation_title, columns, workers, random);
  const occupations = new Uint16Array(categories.length);
  workers.forEach((row, i) => {
    occupations[row] = occupation.start[categories[row]] + jobs[i];
    result.occupation[row] = occupations[row];
  });
  const places = drawDetail(
    model.details.industry_title,
    { ...columns, occupation_title: occupations },
    workers,
    random,
  );
  workers.forEach((row, i) => {
    result.industry[row] = industry.start[columns.industry_category[row]] + places[i];
  });
  return result;
}

/** Religion, party, ideology and the five traits, person by person. */
export function drawPsychology(
  surveys: SurveyModels,
  age: Int32Array,
  codes: Readonly<Record<string, Uint8Array>>,
  random: Random,
): Record<string, Uint8Array> {
  const n = age.length;
  const drawn: Record<string, Uint8Array> = {};
  for (const key of ["religion", "political_views", "ideology", ...TRAITS]) {
    drawn[key] = new Uint8Array(n);
  }
  const traits = new Uint8Array(TRAITS.length);
  for (let row = 0; row < n; row++) {
    const respondent = {
      age: age[row],
      sex: codes.sex[row],
      race: codes.race[row],
      hispanic: codes.hispanic_origin[row],
      education: codes.education[row],
      state: codes.state[row],
    };
    const { religion, party, ideology } = sampleBeliefs(surveys, respondent, random);
    drawn.religion[row] = religion;
    drawn.political_views[row] = party;
    drawn.ideology[row] = ideology;
    sampleTraits(surveys, respondent, ideology, random, traits);
    TRAITS.forEach((trait, i) => {
      drawn[trait][row] = traits[i];
    });
  }
  return drawn;
}
