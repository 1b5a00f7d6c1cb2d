/** The words in which a corpus entry says whom it fits. */
import type { TRAITS } from "../../../schema/levels.ts";

/** What a person does, from age and employment status; see `workOf`. */
export const WORK = [
  "too young",
  "student",
  "employed",
  "unemployed",
  "armed forces",
  "not working",
  "retired",
] as const;
export type Work = (typeof WORK)[number];

/** Whom a person lives with, from household type; see `householdOf`. */
export const HOUSEHOLDS = [
  "alone",
  "couple",
  "with children",
  "with family",
  "with others",
  "group quarters",
] as const;
export type Household = (typeof HOUSEHOLDS)[number];

/** Facts that an entry may need or rule out; fact i is bit i of a person's facts. */
export const FACTS = [
  "spouse at home",
  "young children at home",
  "school-age children at home",
  "veteran",
  "worked recently",
  "self-employed",
  "disability",
  "vision difficulty",
  "hearing difficulty",
  "cognitive difficulty",
] as const;
export type Fact = (typeof FACTS)[number];

export type Trait = (typeof TRAITS)[number];

/** Subjects of which a persona's text treats each only once, so that it neither repeats nor contradicts itself. */
export const TOPICS = [
  "clothes",
  "collecting",
  "company",
  "craft",
  "exercise",
  "eyes",
  "food",
  "games",
  "garden",
  "hands",
  "home",
  "laughter",
  "learning",
  "lists",
  "money",
  "music",
  "outdoors",
  "pets",
  "phone",
  "reading",
  "screens",
  "sleep",
  "talk",
  "tidiness",
  "time",
  "travel",
  "water",
  "weather",
  "work",
  "worry",
] as const;
export type Topic = (typeof TOPICS)[number];

/** Bit mask of some members of a list of at most 32 words. */
export function maskOf<T extends string>(words: readonly T[], members: readonly T[]): number {
  return members.reduce((mask, member) => mask | (1 << words.indexOf(member)), 0);
}
