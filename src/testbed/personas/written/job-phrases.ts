/** Wordings of job descriptions, by a person's situation. */

export interface Job {
  /** `registered nurse` */
  readonly one: string;
  /** `a registered nurse` */
  readonly aOne: string;
  /** `Registered nurse` */
  readonly One: string;
  /** `at a hospital` */
  readonly at: string;
  /** `a nonprofit`; empty for the self-employed and unpaid. */
  readonly employer: string;
  /** `for a nonprofit`, `self-employed` */
  readonly basis: string;
}

type Wording = (job: Job) => string;

export const EMPLOYEE: readonly Wording[] = [
  (job) => `${job.One} ${job.at}, employed by ${job.employer}`,
  (job) => `Works ${job.at} as ${job.aOne}, employed by ${job.employer}`,
  (job) => `Employed by ${job.employer} as ${job.aOne} ${job.at}`,
  (job) => `Works for ${job.employer} as ${job.aOne} ${job.at}`,
  (job) => `${job.One} ${job.at}, on the payroll of ${job.employer}`,
];

export const UNINCORPORATED: readonly Wording[] = [
  (job) => `Self-employed ${job.one} ${job.at}`,
  (job) => `${job.One} ${job.at}, self-employed and not incorporated`,
  (job) => `Works ${job.at} as ${job.aOne}, self-employed`,
  (job) => `Owner of an unincorporated business; works as ${job.aOne} ${job.at}`,
];

export const INCORPORATED: readonly Wording[] = [
  (job) => `${job.One} ${job.at}, self-employed in an incorporated business`,
  (job) => `Owner of an incorporated business; works as ${job.aOne} ${job.at}`,
  (job) => `Works ${job.at} as ${job.aOne}, and owns the incorporated business`,
  (job) => `Self-employed through a corporation, as ${job.aOne} ${job.at}`,
];

export const UNPAID: readonly Wording[] = [
  (job) => `Unpaid ${job.one} ${job.at}, in a family business`,
  (job) => `${job.One} ${job.at}, without pay, for a family business or farm`,
  (job) => `Works without pay for relatives, as ${job.aOne} ${job.at}`,
  (job) => `Helps in a family business as ${job.aOne} ${job.at}, unpaid`,
];

/** Added for people with a job who were absent from it. */
export const ABSENT: readonly string[] = [
  "away from work for now",
  "has the job but is absent from it at present",
  "on leave or otherwise off work at the moment",
  "not at work this week",
];

export const ACTIVE_DUTY: readonly Wording[] = [
  (job) => `On active duty ${job.at}, as ${job.aOne}`,
  (job) => `${job.One} ${job.at}, on active duty`,
  (job) => `Serves ${job.at} as ${job.aOne}, on active duty`,
  (job) => `Active-duty ${job.one} ${job.at}`,
];

export const SEEKING: readonly Wording[] = [
  (job) => `Looking for work; last job: ${job.one} ${job.at}`,
  (job) => `Looking for work; last worked as ${job.aOne} ${job.at}, ${job.basis}`,
  (job) => `Out of a job and looking; the last one was as ${job.aOne} ${job.at}`,
  (job) => `Between jobs and searching; most recently ${job.aOne} ${job.at}, ${job.basis}`,
];

export const LAST_JOB: readonly Wording[] = [
  (job) => `Not in the labor force; last worked as ${job.aOne} ${job.at}`,
  (job) => `Not working or looking for work; last job: ${job.one} ${job.at}, ${job.basis}`,
  (job) => `Outside the labor force; was ${job.aOne} ${job.at} within the past five years`,
  (job) => `Not in a job at present; the last one was as ${job.aOne} ${job.at}`,
];

export const RETIRED: readonly Wording[] = [
  (job) => `Retired; last worked as ${job.aOne} ${job.at}`,
  (job) => `Retired in the past five years from work as ${job.aOne} ${job.at}`,
  (job) => `No longer working; last job: ${job.one} ${job.at}, ${job.basis}`,
  (job) => `Retired ${job.one}, most recently ${job.at}`,
];

export const FIRST_JOB: readonly string[] = [
  "Looking for a first job",
  "Looking for work, without a job so far",
  "Has not had a job yet and is looking for one",
  "In search of a first job",
];

export const SEEKING_AFTER_YEARS: readonly string[] = [
  "Looking for work, with no job in the past five years",
  "Looking for work; no job in at least five years, if ever",
  "In search of work, after five years or more without a job",
  "Out of work for at least five years and looking",
];

export const STUDENT: readonly string[] = [
  "High school age; no job and not looking for one",
  "Of high school age, with no job so far",
  "No job yet; of an age for high school",
  "Not working and not looking, at high school age",
];

export const NO_JOB_YET: readonly string[] = [
  "Has not held a job so far and is not looking for one",
  "No job yet, and none wanted at present",
  "Outside the labor force, without a first job so far",
  "Not working or looking for work; no job so far",
];

export const NO_JOB: readonly string[] = [
  "Not working or looking for work; no job in the past five years",
  "Outside the labor force for at least five years",
  "Not in the labor force; has held no job in at least five years",
  "Has no job, has had none for five years or more, and is not looking for one",
];

export const NO_JOB_LATE: readonly string[] = [
  "Of retirement age; no job in the past five years",
  "Not working, with no job in at least five years",
  "Outside the labor force for five years or more",
  "Past the usual working years; has held no job in at least five years",
];

export const INFANT: readonly string[] = [
  "A baby, years away from school or work",
  "An infant; no school and no job",
  "Under a year old and in nobody's employ",
  "Too young for school, let alone work",
];

export const TODDLER: readonly string[] = [
  "Too young for school or work",
  "A toddler; no school and no job",
  "No job and no school yet",
  "Years away from school and work",
];

export const PRESCHOOL_AGE: readonly string[] = [
  "Of preschool age; too young to work",
  "Too young for a job or for grade school",
  "A preschool-age child, with no job",
  "Not yet of an age for grade school; no job",
];

export const KINDERGARTEN_AGE: readonly string[] = [
  "Of kindergarten age; too young to work",
  "At the very start of school; no job",
  "A kindergarten-age child, with no job",
  "Too young to work; at kindergarten age",
];

export const ELEMENTARY: readonly string[] = [
  "A child in the elementary school years; too young to work",
  "Of elementary school age; no job",
  "Too young for a job; school comes first, in the elementary grades",
  "A grade school child, too young to work",
];

export const MIDDLE: readonly string[] = [
  "Of middle school age; too young to work",
  "A child in the middle school years, with no job",
  "Too young for a job; of an age for middle school",
  "In the middle school years; school is the only job",
];

export const HIGH_SCHOOL: readonly string[] = [
  "Of high school age, and not yet of working age",
  "In the first years of high school age; no job",
  "A teenager of high school age, under working age",
  "Of an age for high school; too young for a job on the books",
];

export const UNSCHOOLED: readonly string[] = [
  "Too young to work; no schooling completed so far",
  "A child with no job and no grade completed",
  "No job, and no grade of school completed yet",
  "Under working age; has not completed a grade of school",
];
