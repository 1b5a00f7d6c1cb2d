/** The declared rules of consistency: what no persona may be. */
import { NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { BIRTHPLACE_LEVELS, ISLANDS } from "../../schema/birthplaces.ts";
import type { RuleCount } from "../../schema/manifest.ts";
import { STATES } from "../../schema/places.ts";
import { NO_NUMBER } from "../../schema/tables.ts";
import { age, is, level, type Rule, type RuleColumns, under, universe } from "./rule.ts";

export type { Rule, RuleColumns } from "./rule.ts";

const groupQuarters = is("household_type", NOT_APPLICABLE);
const noFamily = is(
  "household_type",
  "Man living alone",
  "Woman living alone",
  "Male householder with nonrelatives only",
  "Female householder with nonrelatives only",
  NOT_APPLICABLE,
);
const withChildren = is(
  "household_type",
  "Married couple with children under 18",
  "Male householder, no spouse, with children under 18",
  "Female householder, no spouse, with children under 18",
);
const alone = is("household_type", "Man living alone", "Woman living alone");
const noWork = is("class_of_worker", NOT_APPLICABLE);
const longUnemployed = is("class_of_worker", "Unemployed, no work in 5 years");
const employed = is("employment_status", "Employed, at work", "Employed, not at work");
const armedForces = is("employment_status", "Armed forces");

/** Youngest plausible age for each level of education; the census has nobody far below. */
const YOUNGEST: readonly (readonly [string, number])[] = [
  ["Grades 1 to 5", 5],
  ["Grades 6 to 8", 9],
  ["Grades 9 to 12, no diploma", 12],
  ["High school diploma", 15],
  ["GED or alternative credential", 15],
  ["Some college, under one year", 15],
  ["Some college, no degree", 15],
  ["Associate's degree", 16],
  ["Bachelor's degree", 18],
  ["Master's degree", 20],
  ["Professional degree", 20],
  ["Doctorate", 22],
];
const youngestByLevel = attributeOf("education").levels.map(
  (name) => YOUNGEST.find(([known]) => known === name)?.[1] ?? 0,
);

const birthplaceKind = BIRTHPLACE_LEVELS.map((_, place) => {
  if (place < STATES.length) return 0;
  return place < STATES.length + Object.keys(ISLANDS).length ? 1 : 2;
});

const under5 = under(5);
const noAbilityToSpeakEnglish = is("ability_to_speak_english", NOT_APPLICABLE);
const isMale = is("sex", "Male");
const outsideFertileAges = age((own) => own < 15 || own > 50);
const under16 = under(16);
const noRecentIndustry = is("industry_category", "Unemployed, no recent work");
const noRecentOccupation = is("occupation_category", "Unemployed, no recent work");
const isUnemployed = is("employment_status", "Unemployed");
const isOnActiveDutyNow = is("veteran_status", "On active duty now");
const isFederalGovernmentEmployee = is("class_of_worker", "Federal government employee");
const isMilitary = is("occupation_category", "Military");
const isPreschoolOrKindergarten = is("education", "Preschool or kindergarten");
const ofSchoolAge = age((own) => own > 9 && own < 18);
const under15 = under(15);
const isNeverMarried = is("marital_status", "Never married");
const under18 = under(18);
const isWidowedOrDivorced = is("marital_status", "Widowed", "Divorced");
const isManLivingAlone = is("household_type", "Man living alone");
const isWomanLivingAlone = is("household_type", "Woman living alone");
const isFemale = is("sex", "Female");
const isNoRelatedChildren = is("family_presence_and_age", "No related children");
const isWithoutADisability = is("disability", "Without a disability");
const hasCognitive = is("cognitive_difficulty", "Yes");
const hasVision = is("vision_difficulty", "Yes");
const hasHearing = is("hearing_difficulty", "Yes");
const isEnglishOnly = is("household_language", "English only");
const over70 = age((own) => own > 70);

/** Every rule, in the order in which they are reported. */
export const RULES: readonly Rule[] = [
  {
    name: "adulthood",
    sentence: "Adults are 18 and over.",
    breaks: ({ codes, numbers }, row) => (codes.is_adult[row] === 1) !== numbers.age[row] >= 18,
  },
  universe("education", "people 3 and over", under(3)),
  universe(
    "ability_to_speak_english",
    "people 5 and over who speak another language at home",
    // Whether another language is spoken is not stored: only the age bounds it here.
    (columns, row) => under5(columns, row) || noAbilityToSpeakEnglish(columns, row),
  ),
  universe("cognitive_difficulty", "people 5 and over", under(5)),
  universe("income", "people 15 and over", under(15)),
  universe("employment_status", "people 16 and over", under(16)),
  universe("veteran_status", "people 17 and over", under(17)),
  universe(
    "fertility",
    "women 15 to 50",
    (columns, row) => isMale(columns, row) || outsideFertileAges(columns, row),
  ),
  universe("household_language", "people in households", groupQuarters),
  universe("household_income", "people in households", groupQuarters),
  universe("family_presence_and_age", "people in family households", noFamily),
  universe("industry_category", "people with work in the last five years", noWork),
  universe("occupation_category", "people with work in the last five years", noWork),
  universe("religion", "people 15 and over", under(15)),
  universe("political_views", "adults", under(18)),
  universe("ideology", "adults", under(18)),
  {
    name: "work-under-16",
    sentence: "Nobody under 16 has a class of worker.",
    breaks: (columns, row) => under16(columns, row) && !noWork(columns, row),
  },
  {
    name: "job-of-the-employed",
    sentence: "Everyone employed or in the armed forces has a class of worker and a recent job.",
    breaks: (columns, row) =>
      (employed(columns, row) || armedForces(columns, row)) &&
      (noWork(columns, row) || longUnemployed(columns, row)),
  },
  {
    name: "long-unemployment",
    sentence: "Class, industry and occupation agree on who has had no work in five years.",
    breaks: (columns, row) => {
      const first = longUnemployed(columns, row);
      return (
        first !== noRecentIndustry(columns, row) ||
        first !== noRecentOccupation(columns, row) ||
        (first && !isUnemployed(columns, row))
      );
    },
  },
  {
    name: "active-duty",
    sentence: "Those on active duty, and only they, are employed by the armed forces.",
    breaks: (columns, row) => armedForces(columns, row) !== isOnActiveDutyNow(columns, row),
  },
  {
    name: "armed-forces-employer",
    sentence: "The armed forces are a federal employer.",
    breaks: (columns, row) =>
      armedForces(columns, row) && !isFederalGovernmentEmployee(columns, row),
  },
  {
    name: "military-occupation",
    sentence: "Civilians at work have civilian occupations.",
    breaks: (columns, row) => employed(columns, row) && isMilitary(columns, row),
  },
  {
    name: "schooling-by-age",
    sentence: "Nobody has a degree or grade years before the usual age.",
    breaks: ({ codes, numbers }, row) => numbers.age[row] < youngestByLevel[codes.education[row]],
  },
  {
    name: "preschool-by-age",
    sentence: "Preschool is the highest level of children, and of adults who had no more.",
    breaks: (columns, row) => isPreschoolOrKindergarten(columns, row) && ofSchoolAge(columns, row),
  },
  {
    name: "marriage-by-age",
    sentence: "Nobody under 15 has been married.",
    breaks: (columns, row) => under15(columns, row) && !isNeverMarried(columns, row),
  },
  {
    name: "bereavement-by-age",
    sentence: "Nobody under 18 is widowed or divorced.",
    breaks: (columns, row) => under18(columns, row) && isWidowedOrDivorced(columns, row),
  },
  {
    name: "living-alone-by-age",
    sentence: "Nobody under 16 lives alone.",
    breaks: (columns, row) => under16(columns, row) && alone(columns, row),
  },
  {
    name: "living-alone-by-sex",
    sentence: "A man living alone is a man, a woman living alone a woman.",
    breaks: (columns, row) =>
      (isManLivingAlone(columns, row) && !isMale(columns, row)) ||
      (isWomanLivingAlone(columns, row) && !isFemale(columns, row)),
  },
  {
    name: "living-alone-income",
    sentence: "Who lives alone has the household's income.",
    breaks: (columns, row) =>
      alone(columns, row) && columns.numbers.income[row] !== columns.numbers.household_income[row],
  },
  {
    name: "income-within-household",
    sentence:
      "A person's income is not above the household's, nor above zero where the household lost money.",
    breaks: ({ numbers }, row) =>
      numbers.household_income[row] !== NO_NUMBER &&
      numbers.income[row] !== NO_NUMBER &&
      numbers.income[row] > Math.max(numbers.household_income[row], 0),
  },
  {
    name: "children-of-the-household",
    sentence: "Where the householder has children under 18, the family has related children.",
    breaks: (columns, row) => withChildren(columns, row) && isNoRelatedChildren(columns, row),
  },
  {
    name: "child-in-the-family",
    sentence: "A child under 15 in a family household is counted among the related children.",
    breaks: (columns, row) => {
      if (!under15(columns, row) || noFamily(columns, row)) return false;
      const presence = columns.codes.family_presence_and_age[row];
      const small = level("family_presence_and_age", "Related children under 5 only");
      const large = level("family_presence_and_age", "Related children 5 to 17 only");
      const both = level("family_presence_and_age", "Related children under 5 and 5 to 17");
      const own = columns.numbers.age[row] < 5 ? small : large;
      return presence !== own && presence !== both;
    },
  },
  {
    name: "difficulty-is-disability",
    sentence: "A cognitive, vision or hearing difficulty is a disability.",
    breaks: (columns, row) =>
      isWithoutADisability(columns, row) &&
      (hasCognitive(columns, row) || hasVision(columns, row) || hasHearing(columns, row)),
  },
  {
    name: "birthplace-and-citizenship",
    sentence: "Birthplace and citizenship agree: a state, an island area, or abroad.",
    breaks: ({ codes }, row) =>
      Math.min(codes.citizenship[row], 2) !== birthplaceKind[codes.place_of_birth[row]],
  },
  {
    name: "language-of-the-household",
    sentence: "Who speaks another language at home does not live in an English-only household.",
    breaks: (columns, row) => isEnglishOnly(columns, row) && !noAbilityToSpeakEnglish(columns, row),
  },
  {
    name: "military-age",
    sentence: "Nobody over 70 is on active duty.",
    breaks: (columns, row) => isOnActiveDutyNow(columns, row) && over70(columns, row),
  },
];

/**
 * Marks the rows that break a rule and counts the breaches by rule; a row may break several.
 * Cost: rows x rules.
 */
export function applyRules(columns: RuleColumns): {
  readonly passes: Uint8Array;
  readonly counts: Int32Array;
} {
  const passes = new Uint8Array(columns.n).fill(1);
  const counts = new Int32Array(RULES.length);
  RULES.forEach((rule, r) => {
    for (let row = 0; row < columns.n; row++) {
      if (rule.breaks(columns, row)) {
        passes[row] = 0;
        counts[r]++;
      }
    }
  });
  return { passes, counts };
}

/** Counts by rule as the manifest holds them. */
export function ruleCounts(counts: ArrayLike<number>): RuleCount[] {
  return RULES.map(({ name, sentence }, i) => ({ rule: name, sentence, rejected: counts[i] }));
}
