/** Made-up people for tests of the rules: each keeps them all until something is changed. */
import { binOf } from "../../../src/schema/attribute.ts";
import { attributeOf, COUNTABLE } from "../../../src/schema/attributes.ts";
import { NO_NUMBER } from "../../../src/schema/tables.ts";
import type { RuleColumns } from "../../../src/testbed/personas/rules.ts";

/** Level names by key; age and dollars as numbers, null where not applicable. */
export type Person = Readonly<Record<string, string | number | null>>;

const NA = "Not applicable";

/** A man of 40, married with children of 5 to 17, at work, born in Ohio. */
export const ADULT: Person = {
  age: 40,
  sex: "Male",
  race: "White",
  hispanic_origin: "Not Hispanic",
  state: "Ohio",
  ancestry: "German",
  place_of_birth: "Ohio",
  citizenship: "Born in the United States",
  household_language: "English only",
  ability_to_speak_english: NA,
  education: "Bachelor's degree",
  employment_status: "Employed, at work",
  class_of_worker: "Private for-profit employee",
  industry_category: "Retail trade",
  occupation_category: "Sales",
  income: 50_000,
  household_income: 80_000,
  health_insurance: "Insured",
  marital_status: "Married",
  household_type: "Married couple with children under 18",
  family_presence_and_age: "Related children 5 to 17 only",
  fertility: NA,
  veteran_status: "Never served",
  disability: "Without a disability",
  cognitive_difficulty: "No",
  vision_difficulty: "No",
  hearing_difficulty: "No",
  religion: "Catholic",
  political_views: "Independent",
  ideology: "Moderate",
};

const NO_WORK: Person = {
  employment_status: NA,
  class_of_worker: NA,
  industry_category: NA,
  occupation_category: NA,
};

/** A girl of 10 in the same household. */
export const CHILD: Person = {
  ...ADULT,
  ...NO_WORK,
  age: 10,
  sex: "Female",
  education: "Grades 1 to 5",
  income: null,
  marital_status: "Never married",
  veteran_status: NA,
  religion: NA,
  political_views: NA,
  ideology: NA,
};

/** A girl of 3 there, with her sister. */
export const TODDLER: Person = {
  ...CHILD,
  age: 3,
  education: "No schooling",
  family_presence_and_age: "Related children under 5 and 5 to 17",
  cognitive_difficulty: NA,
};

/** A boy of 15 there. */
export const YOUTH: Person = {
  ...CHILD,
  age: 15,
  sex: "Male",
  education: "Grades 9 to 12, no diploma",
  income: 0,
  religion: "Catholic",
};

/** A woman of 40 who lives alone. */
export const ALONE: Person = {
  ...ADULT,
  sex: "Female",
  fertility: "No",
  marital_status: "Divorced",
  household_type: "Woman living alone",
  family_presence_and_age: NA,
  household_income: 50_000,
};

/** A man of 40 in the armed forces. */
export const SOLDIER: Person = {
  ...ADULT,
  employment_status: "Armed forces",
  veteran_status: "On active duty now",
  class_of_worker: "Federal government employee",
  industry_category: "Military",
  occupation_category: "Military",
};

/** The person as a table of one row. @throws RangeError for a level that is not declared. */
export function columnsOf(person: Person): RuleColumns {
  const codes: Record<string, Uint8Array> = {};
  const numbers: Record<string, Int32Array> = {};
  for (const attribute of COUNTABLE) {
    const { key, kind, levels } = attribute;
    if (key === "is_adult") {
      const isAdult = person.is_adult === undefined ? Number(person.age) >= 18 : person.is_adult;
      codes[key] = Uint8Array.of(Number(isAdult));
    } else if (kind === "number") {
      const value = person[key] as number | null;
      numbers[key] = Int32Array.of(value ?? NO_NUMBER);
      codes[key] = Uint8Array.of(binOf(attributeOf(key), value));
    } else if (person[key] !== undefined) {
      const level = levels.indexOf(String(person[key]));
      if (level < 0) throw new RangeError(`"${person[key]}" is not a level of ${key}`);
      codes[key] = Uint8Array.of(level);
    }
  }
  return { n: 1, codes, numbers: numbers as RuleColumns["numbers"] };
}
