import { describe, expect, test } from "vitest";
import { applyRules, RULES, ruleCounts } from "../../../src/testbed/personas/rules.ts";
import {
  ADULT,
  ALONE,
  CHILD,
  columnsOf,
  type Person,
  SOLDIER,
  TODDLER,
  YOUTH,
} from "./rule-cases.ts";

const brokenBy = (person: Person) => {
  const columns = columnsOf(person);
  return RULES.filter((rule) => rule.breaks(columns, 0)).map(({ name }) => name);
};

const NA = "Not applicable";
const quarters = {
  household_type: NA,
  household_language: NA,
  household_income: null,
  family_presence_and_age: NA,
};
const lookingLong = {
  employment_status: "Unemployed",
  class_of_worker: "Unemployed, no work in 5 years",
  industry_category: "Unemployed, no recent work",
  occupation_category: "Unemployed, no recent work",
};

/** For each rule a person who breaks it alone, and what would mend it. */
const CASES: Readonly<Record<string, readonly [person: Person, change: Person][]>> = {
  adulthood: [
    [ADULT, { is_adult: 0 }],
    [CHILD, { is_adult: 1 }],
  ],
  "universe-education": [
    [ADULT, { education: NA }],
    [{ ...TODDLER, age: 2, education: NA }, { education: "No schooling" }],
  ],
  "universe-ability-to-speak-english": [
    [{ ...TODDLER, household_language: "Spanish" }, { ability_to_speak_english: "Well" }],
  ],
  "universe-cognitive-difficulty": [
    [ADULT, { cognitive_difficulty: NA }],
    [TODDLER, { cognitive_difficulty: "No" }],
  ],
  "universe-income": [
    [ADULT, { income: null }],
    [CHILD, { income: 100 }],
  ],
  "universe-employment-status": [
    [
      {
        ...ADULT,
        class_of_worker: NA,
        industry_category: NA,
        occupation_category: NA,
        employment_status: "Not in labor force",
      },
      { employment_status: NA },
    ],
    [YOUTH, { employment_status: "Not in labor force" }],
  ],
  "universe-veteran-status": [
    [ADULT, { veteran_status: NA }],
    [YOUTH, { veteran_status: "Never served" }],
  ],
  "universe-fertility": [
    [ALONE, { fertility: NA }],
    [ADULT, { fertility: "No" }],
    [{ ...ALONE, age: 51, fertility: NA }, { fertility: "No" }],
    [CHILD, { fertility: "No" }],
  ],
  "universe-household-language": [
    [ADULT, { household_language: NA }],
    [{ ...ADULT, ...quarters }, { household_language: "Spanish" }],
  ],
  "universe-household-income": [
    [ADULT, { household_income: null }],
    [{ ...ADULT, ...quarters }, { household_income: 60_000 }],
  ],
  "universe-family-presence-and-age": [
    [ADULT, { family_presence_and_age: NA }],
    [ALONE, { family_presence_and_age: "No related children" }],
  ],
  "universe-industry-category": [[ADULT, { industry_category: NA }]],
  "universe-occupation-category": [[ADULT, { occupation_category: NA }]],
  "universe-religion": [
    [YOUTH, { religion: NA }],
    [CHILD, { religion: "Catholic" }],
  ],
  "universe-political-views": [
    [ADULT, { political_views: NA }],
    [YOUTH, { political_views: "Independent" }],
  ],
  "universe-ideology": [
    [ADULT, { ideology: NA }],
    [YOUTH, { ideology: "Moderate" }],
  ],
  "work-under-16": [
    [
      YOUTH,
      {
        class_of_worker: "Unpaid family worker",
        industry_category: "Retail trade",
        occupation_category: "Sales",
      },
    ],
  ],
  "job-of-the-employed": [
    [ADULT, { class_of_worker: NA, industry_category: NA, occupation_category: NA }],
  ],
  "long-unemployment": [
    [{ ...ADULT, ...lookingLong }, { industry_category: "Retail trade" }],
    [{ ...ADULT, ...lookingLong }, { occupation_category: "Sales" }],
    [{ ...ADULT, ...lookingLong }, { employment_status: "Not in labor force" }],
  ],
  "active-duty": [
    [SOLDIER, { veteran_status: "Never served" }],
    [ADULT, { veteran_status: "On active duty now" }],
  ],
  "armed-forces-employer": [[SOLDIER, { class_of_worker: "State government employee" }]],
  "military-occupation": [[ADULT, { occupation_category: "Military" }]],
  "schooling-by-age": [
    [
      {
        ...YOUTH,
        age: 17,
        employment_status: "Not in labor force",
        veteran_status: "Never served",
      },
      { education: "Bachelor's degree" },
    ],
    [CHILD, { education: "High school diploma" }],
    [CHILD, { education: "Grades 9 to 12, no diploma" }],
    [{ ...ADULT, age: 21 }, { education: "Doctorate" }],
  ],
  "preschool-by-age": [[CHILD, { education: "Preschool or kindergarten" }]],
  "marriage-by-age": [[CHILD, { marital_status: "Married" }]],
  "bereavement-by-age": [
    [YOUTH, { marital_status: "Widowed" }],
    [YOUTH, { marital_status: "Divorced" }],
  ],
  "living-alone-by-age": [
    [
      {
        ...YOUTH,
        household_income: 0,
        family_presence_and_age: NA,
        household_type: "Male householder with nonrelatives only",
      },
      { household_type: "Man living alone" },
    ],
  ],
  "living-alone-by-sex": [
    [ALONE, { household_type: "Man living alone" }],
    [ALONE, { sex: "Male", fertility: NA }],
  ],
  "living-alone-income": [[ALONE, { household_income: 50_100 }]],
  "income-within-household": [
    [ADULT, { income: 80_100 }],
    [{ ...ADULT, income: 0, household_income: -500 }, { income: 10 }],
  ],
  "children-of-the-household": [[ADULT, { family_presence_and_age: "No related children" }]],
  "child-in-the-family": [
    [CHILD, { family_presence_and_age: "Related children under 5 only" }],
    [TODDLER, { family_presence_and_age: "Related children 5 to 17 only" }],
    [
      { ...CHILD, household_type: "Married couple, no children under 18" },
      { family_presence_and_age: "No related children" },
    ],
  ],
  "difficulty-is-disability": [
    [ADULT, { cognitive_difficulty: "Yes" }],
    [ADULT, { vision_difficulty: "Yes" }],
    [ADULT, { hearing_difficulty: "Yes" }],
  ],
  "birthplace-and-citizenship": [
    [ADULT, { place_of_birth: "Puerto Rico" }],
    [ADULT, { place_of_birth: "Mexico" }],
    [ADULT, { citizenship: "Born in Puerto Rico or a US island area" }],
    [ADULT, { citizenship: "Naturalized citizen" }],
    [
      { ...ADULT, citizenship: "Born abroad of American parents", place_of_birth: "Germany" },
      { place_of_birth: "Ohio" },
    ],
  ],
  "language-of-the-household": [[ADULT, { ability_to_speak_english: "Well" }]],
  "military-age": [[{ ...SOLDIER, age: 70 }, { age: 71 }]],
};

test("every rule has cases here, a name of its own and a sentence", () => {
  const names = RULES.map(({ name }) => name);
  expect(Object.keys(CASES)).toEqual(names);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, sentence } of RULES) {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(sentence).toMatch(/^[A-Z].*[^.]\.$/);
  }
});

describe.each(Object.entries(CASES))("%s", (name, cases) => {
  test.each(cases)("case %#", (person, change) => {
    expect(brokenBy(person)).toEqual([]);
    expect(brokenBy({ ...person, ...change })).toEqual([name]);
  });
});

test.each([
  ["an adult", ADULT],
  ["a child", CHILD],
  ["a toddler", TODDLER],
  ["a youth", YOUTH],
  ["a woman living alone", ALONE],
  ["a soldier", SOLDIER],
  ["someone in group quarters", { ...ADULT, ...quarters }],
  ["someone long without work", { ...ADULT, ...lookingLong }],
  [
    "a Spanish speaker from Mexico",
    {
      ...ADULT,
      household_language: "Spanish",
      ability_to_speak_english: "Not well",
      citizenship: "Not a citizen",
      place_of_birth: "Mexico",
    },
  ],
  ["a loss in the household", { ...ADULT, income: 0, household_income: -4000 }],
  ["an adult with preschool only", { ...ADULT, education: "Preschool or kindergarten" }],
])("%s breaks no rule", (_, person) => {
  expect(brokenBy(person)).toEqual([]);
});

test("applyRules marks rows, and counts every breach of a row", () => {
  const people = [ADULT, { ...CHILD, marital_status: "Married", income: 7 }, YOUTH].map(columnsOf);
  const joined = <T extends Uint8Array | Int32Array>(of: (at: (typeof people)[number]) => T) =>
    Int32Array.from(people.flatMap((columns) => [...of(columns)]));
  const { codes, numbers } = people[0];
  const columns = {
    n: 3,
    codes: Object.fromEntries(
      Object.keys(codes).map((key) => [key, Uint8Array.from(joined((at) => at.codes[key]))]),
    ),
    numbers: {
      age: joined((at) => at.numbers.age),
      income: joined((at) => at.numbers.income),
      household_income: joined((at) => at.numbers.household_income),
    },
  };
  expect(numbers.age[0]).toBe(40);
  const { passes, counts } = applyRules(columns);
  expect([...passes]).toEqual([1, 0, 1]);
  const found = ruleCounts(counts).filter(({ rejected }) => rejected > 0);
  expect(found.map(({ rule, rejected }) => [rule, rejected])).toEqual([
    ["universe-income", 1],
    ["marriage-by-age", 1],
  ]);
  expect(ruleCounts(counts)).toHaveLength(RULES.length);
});
