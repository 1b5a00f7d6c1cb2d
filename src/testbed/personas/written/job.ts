/** A sentence about a person's job, or about why there is none. */

import { CLASS_OF_WORKER, EDUCATION, EMPLOYMENT } from "../../../schema/levels.ts";
import type { Random } from "../../../stats/random.ts";
import { personTitle } from "../../census/person-titles.ts";
import { withArticle } from "../../census/titles.ts";
import { workplace } from "../../census/workplaces.ts";
import * as phrases from "./job-phrases.ts";
import { level, type WrittenContext } from "./person.ts";

/**
 * What the census says of the job: at present, or the last one within five years of people
 * who have none now. No hours, employer's name or wage: the census figures do not say.
 */
export function jobDescription(person: WrittenContext, random: Random): string {
  const { age, employment_status: status, class_of_worker: workerClass } = person;
  if (status === NEVER_ASKED) return oneOf(schoolPhrases(age, person.education), random);
  const hasJob = workerClass <= UNPAID;
  if (!hasJob) return oneOf(joblessPhrases(age, status === SEEKING), random);
  const job = jobOf(person);
  if (status === FORCES) return oneOf(phrases.ACTIVE_DUTY, random)(job);
  if (status === AT_WORK || status === ABSENT) {
    const sentence = oneOf(EMPLOYED[workerClass], random)(job);
    return status === ABSENT ? `${sentence}; ${oneOf(phrases.ABSENT, random)}` : sentence;
  }
  if (status === SEEKING) return oneOf(phrases.SEEKING, random)(job);
  return oneOf(age < RETIRED ? phrases.LAST_JOB : phrases.RETIRED, random)(job);
}

/** Age from which people who have left a job are called retired. */
const RETIRED = 65;
/** At this age or under, no job within five years means no job ever. */
const NEVER_WORKED = 19;

const AT_WORK = level(EMPLOYMENT, "Employed, at work");
const ABSENT = level(EMPLOYMENT, "Employed, not at work");
const SEEKING = level(EMPLOYMENT, "Unemployed");
const FORCES = level(EMPLOYMENT, "Armed forces");
const NEVER_ASKED = EMPLOYMENT.length - 1;
const UNPAID = level(CLASS_OF_WORKER, "Unpaid family worker");
const EMPLOYED = CLASS_OF_WORKER.slice(0, UNPAID + 1).map((name) => {
  if (name === "Self-employed, not incorporated") return phrases.UNINCORPORATED;
  if (name === "Self-employed, incorporated") return phrases.INCORPORATED;
  return name === "Unpaid family worker" ? phrases.UNPAID : phrases.EMPLOYEE;
});
const EMPLOYERS: readonly string[] = [
  "a private company",
  "a nonprofit",
  "local government",
  "state government",
  "the federal government",
  "",
  "",
  "",
];

function oneOf<T>(list: readonly T[], random: Random): T {
  return list[random.below(list.length)];
}

function jobOf(person: WrittenContext): phrases.Job {
  const one = personTitle(person.occupation);
  const at = workplace(person.industry);
  const workerClass = person.class_of_worker;
  const employer =
    at === HOUSEHOLD_WORK && workerClass === 0 ? "a private employer" : EMPLOYERS[workerClass];
  return {
    one,
    aOne: withArticle(one),
    One: one.charAt(0).toUpperCase() + one.slice(1),
    at,
    employer,
    basis: employer ? `for ${employer}` : workerClass === UNPAID ? "unpaid" : "self-employed",
  };
}

const HOUSEHOLD_WORK = workplace("Private households");
const NO_SCHOOLING = level(EDUCATION, "No schooling");
const KINDERGARTEN = level(EDUCATION, "Preschool or kindergarten");

function schoolPhrases(age: number, education: number): readonly string[] {
  if (age < 1) return phrases.INFANT;
  if (age < 3) return phrases.TODDLER;
  if (age < 5) return phrases.PRESCHOOL_AGE;
  if (education === NO_SCHOOLING) return phrases.UNSCHOOLED;
  if (age < 7 && education === KINDERGARTEN) return phrases.KINDERGARTEN_AGE;
  if (age < 11) return phrases.ELEMENTARY;
  return age < 14 ? phrases.MIDDLE : phrases.HIGH_SCHOOL;
}

function joblessPhrases(age: number, seeking: boolean): readonly string[] {
  if (seeking) return age <= NEVER_WORKED ? phrases.FIRST_JOB : phrases.SEEKING_AFTER_YEARS;
  if (age < 18) return phrases.STUDENT;
  if (age <= NEVER_WORKED) return phrases.NO_JOB_YET;
  return age < RETIRED ? phrases.NO_JOB : phrases.NO_JOB_LATE;
}
