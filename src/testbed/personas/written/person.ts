/** What the written attributes need to know about a person, and the classes they are chosen by. */

import * as levels from "../../../schema/levels.ts";
import { EMPLOYMENT, FAMILY_PRESENCE, HOUSEHOLD_TYPE, MARITAL } from "../../../schema/levels.ts";
import { FACTS, type Fact, type Household, type Work } from "./vocabulary.ts";

/** A person as level indices of the attributes of the same keys (src/schema/attributes.ts). */
export interface WrittenContext {
  /** Years. */
  readonly age: number;
  readonly sex: number;
  readonly employment_status: number;
  readonly class_of_worker: number;
  readonly industry_category: number;
  readonly occupation_category: number;
  /** Titles as `readableTitle` makes them. */
  readonly industry: string;
  readonly occupation: string;
  readonly education: number;
  readonly household_type: number;
  readonly family_presence_and_age: number;
  readonly marital_status: number;
  readonly veteran_status: number;
  readonly disability: number;
  readonly cognitive_difficulty: number;
  readonly vision_difficulty: number;
  readonly hearing_difficulty: number;
  readonly openness: number;
  readonly conscientiousness: number;
  readonly extraversion: number;
  readonly agreeableness: number;
  readonly neuroticism: number;
}

/** Age from which someone outside the labor force counts as retired. */
const RETIREMENT = 62;

/** Index of a declared level. @throws RangeError for a level that is not declared. */
export function level(declared: readonly string[], name: string): number {
  const index = declared.indexOf(name);
  if (index < 0) throw new RangeError(`"${name}" is not a level`);
  return index;
}

const WORK_OF_STATUS: readonly (Work | null)[] = EMPLOYMENT.map((status) => {
  if (status.startsWith("Employed")) return "employed";
  if (status === "Unemployed") return "unemployed";
  return status === "Armed forces" ? "armed forces" : null;
});

/** What a person does. Outside the labor force it goes by age alone: the census does not ask more. */
export function workOf(age: number, employmentStatus: number): Work {
  const work = WORK_OF_STATUS[employmentStatus];
  if (work) return work;
  if (age < 5) return "too young";
  if (age < 18) return "student";
  return age < RETIREMENT ? "not working" : "retired";
}

const HOUSEHOLD_OF_TYPE: readonly Household[] = HOUSEHOLD_TYPE.map((type) => {
  if (type.includes("living alone")) return "alone";
  if (type.includes("with children")) return "with children";
  if (type.startsWith("Married")) return "couple";
  if (type.endsWith("with relatives")) return "with family";
  return type.endsWith("nonrelatives only") ? "with others" : "group quarters";
});

/** Whom a person lives with. */
export function householdOf(householdType: number): Household {
  return HOUSEHOLD_OF_TYPE[householdType];
}

const bit = (fact: Fact) => 1 << FACTS.indexOf(fact);
const SPOUSE = bit("spouse at home");
const YOUNG = bit("young children at home");
const SCHOOL = bit("school-age children at home");
const VETERAN = bit("veteran");
const WORKED = bit("worked recently");
const SELF_EMPLOYED = bit("self-employed");
const DISABILITY = bit("disability");
const VISION = bit("vision difficulty");
const HEARING = bit("hearing difficulty");
const COGNITIVE = bit("cognitive difficulty");

const MARRIED = level(MARITAL, "Married");
const MARRIED_COUPLE = HOUSEHOLD_TYPE.map((type) => type.startsWith("Married couple"));
const CHILDREN = FAMILY_PRESENCE.map(
  (presence) => (/under 5/.test(presence) ? YOUNG : 0) | (/5 to 17/.test(presence) ? SCHOOL : 0),
);
const SERVED = level(levels.VETERAN, "On active duty in the past");
const DISABLED = level(levels.DISABILITY, "With a disability");
const YES = level(levels.YES_NO, "Yes");
const WORKED_CLASSES = level(levels.CLASS_OF_WORKER, "Unpaid family worker");

const SELF_CLASSES = levels.CLASS_OF_WORKER.map((name) => name.startsWith("Self-employed"));

/** Bit mask of the facts that hold. */
export function factsOf(person: WrittenContext): number {
  const couple = person.marital_status === MARRIED && MARRIED_COUPLE[person.household_type];
  return (
    (couple ? SPOUSE : 0) |
    CHILDREN[person.family_presence_and_age] |
    (person.veteran_status === SERVED ? VETERAN : 0) |
    (person.class_of_worker <= WORKED_CLASSES ? WORKED : 0) |
    (SELF_CLASSES[person.class_of_worker] ? SELF_EMPLOYED : 0) |
    (person.disability === DISABLED ? DISABILITY : 0) |
    (person.vision_difficulty === YES ? VISION : 0) |
    (person.hearing_difficulty === YES ? HEARING : 0) |
    (person.cognitive_difficulty === YES ? COGNITIVE : 0)
  );
}
