/** Made-up people of every kind, for the tests of their text; no figure is meant to be true. */
import * as levels from "../../../../src/schema/levels.ts";
import type { Random } from "../../../../src/stats/random.ts";
import { level, type WrittenContext } from "../../../../src/testbed/personas/written/person.ts";

const last = (declared: readonly string[]) => declared.length - 1;

/** A nurse of 40 who lives with a spouse; average in every trait. */
export const NURSE: WrittenContext = {
  age: 40,
  sex: 1,
  employment_status: level(levels.EMPLOYMENT, "Employed, at work"),
  class_of_worker: level(levels.CLASS_OF_WORKER, "Private nonprofit employee"),
  industry_category: level(levels.INDUSTRY, "Health care"),
  occupation_category: level(levels.OCCUPATION, "Health practitioners"),
  industry: "General medical, surgical, and specialty hospitals",
  occupation: "Registered nurses",
  education: level(levels.EDUCATION, "Bachelor's degree"),
  household_type: level(levels.HOUSEHOLD_TYPE, "Married couple, no children under 18"),
  family_presence_and_age: level(levels.FAMILY_PRESENCE, "No related children"),
  marital_status: level(levels.MARITAL, "Married"),
  veteran_status: level(levels.VETERAN, "Never served"),
  disability: level(levels.DISABILITY, "Without a disability"),
  cognitive_difficulty: level(levels.YES_NO_NA, "No"),
  vision_difficulty: level(levels.YES_NO, "No"),
  hearing_difficulty: level(levels.YES_NO, "No"),
  openness: 2,
  conscientiousness: 2,
  extraversion: 2,
  agreeableness: 2,
  neuroticism: 2,
};

/** The same person without a job within five years, or of an age at which none is asked. */
export const JOBLESS: WrittenContext = {
  ...NURSE,
  employment_status: level(levels.EMPLOYMENT, "Not in labor force"),
  class_of_worker: last(levels.CLASS_OF_WORKER),
  industry_category: last(levels.INDUSTRY),
  occupation_category: last(levels.OCCUPATION),
  industry: "Not applicable",
  occupation: "Not applicable",
};

/** Someone of any age from 0 to 95, home and temper. */
export function anyone(random: Random): WrittenContext {
  const age = random.below(96);
  const works = age >= 16 && age < 75 && random.next() < 0.6;
  const child = age < 16;
  const type = age < 15 ? [0, 2, 4, 10][random.below(4)] : random.below(11);
  const traits = Array.from({ length: 5 }, () => random.below(5));
  return {
    ...(works ? NURSE : JOBLESS),
    age,
    ...(child ? { employment_status: last(levels.EMPLOYMENT) } : {}),
    education: child ? Math.min(age >> 2, 3) : 5 + random.below(8),
    household_type: type,
    family_presence_and_age: [0, 2, 4].includes(type) ? random.below(3) : 3,
    marital_status: age < 18 ? last(levels.MARITAL) : random.below(5),
    disability: random.below(2),
    vision_difficulty: random.below(2),
    hearing_difficulty: random.below(2),
    openness: traits[0],
    conscientiousness: traits[1],
    extraversion: traits[2],
    agreeableness: traits[3],
    neuroticism: traits[4],
  };
}
