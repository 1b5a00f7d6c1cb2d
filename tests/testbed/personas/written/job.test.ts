import { describe, expect, test } from "vitest";
import { CLASS_OF_WORKER, EDUCATION, EMPLOYMENT } from "../../../../src/schema/levels.ts";
import { seeded } from "../../../../src/stats/random.ts";
import { jobDescription } from "../../../../src/testbed/personas/written/job.ts";
import { level, type WrittenContext } from "../../../../src/testbed/personas/written/person.ts";
import { JOBLESS, NURSE } from "./people.ts";

/** Every wording for a person, sorted. */
function wordings(person: WrittenContext): string[] {
  const random = seeded(1);
  return [...new Set(Array.from({ length: 200 }, () => jobDescription(person, random)))].sort();
}

const status = (name: string) => level(EMPLOYMENT, name);
const worker = (name: string) => level(CLASS_OF_WORKER, name);
const CHILD = { ...JOBLESS, employment_status: EMPLOYMENT.length - 1 };

test("an employee", () => {
  expect(wordings(NURSE)).toEqual([
    "Employed by a nonprofit as a registered nurse at a hospital",
    "Registered nurse at a hospital, employed by a nonprofit",
    "Registered nurse at a hospital, on the payroll of a nonprofit",
    "Works at a hospital as a registered nurse, employed by a nonprofit",
    "Works for a nonprofit as a registered nurse at a hospital",
  ]);
});

const CASES: readonly (readonly [string, WrittenContext, string])[] = [
  [
    "someone absent from work",
    { ...NURSE, employment_status: status("Employed, not at work") },
    "Registered nurse at a hospital, employed by a nonprofit; away from work for now",
  ],
  [
    "the self-employed",
    {
      ...NURSE,
      class_of_worker: worker("Self-employed, not incorporated"),
      occupation: "Landscaping and groundskeeping workers",
      industry: "Landscaping services",
    },
    "Self-employed landscaping and groundskeeping worker in landscaping services",
  ],
  [
    "owners of a corporation",
    {
      ...NURSE,
      class_of_worker: worker("Self-employed, incorporated"),
      occupation: "Electricians",
      industry: "Construction",
    },
    "Owner of an incorporated business; works as an electrician in construction",
  ],
  [
    "unpaid family workers",
    {
      ...NURSE,
      class_of_worker: worker("Unpaid family worker"),
      occupation: "Other agricultural workers",
      industry: "Crop production",
    },
    "Unpaid farm worker in crop farming, in a family business",
  ],
  [
    "domestic workers",
    {
      ...NURSE,
      class_of_worker: worker("Private for-profit employee"),
      occupation: "Maids and housekeeping cleaners",
      industry: "Private households",
    },
    "Housekeeping cleaner in private households, employed by a private employer",
  ],
  [
    "the armed forces",
    {
      ...NURSE,
      employment_status: status("Armed forces"),
      class_of_worker: worker("Federal government employee"),
      occupation: "Military, rank not specified",
      industry: "U.S. Coast Guard",
    },
    "On active duty in the U.S. Coast Guard, as a service member",
  ],
  [
    "the unemployed with a last job",
    { ...NURSE, employment_status: status("Unemployed") },
    "Looking for work; last worked as a registered nurse at a hospital, for a nonprofit",
  ],
  [
    "the unemployed without one",
    {
      ...JOBLESS,
      employment_status: status("Unemployed"),
      class_of_worker: worker("Unemployed, no work in 5 years"),
    },
    "Looking for work, with no job in the past five years",
  ],
  [
    "seekers of a first job",
    {
      ...JOBLESS,
      age: 17,
      employment_status: status("Unemployed"),
      class_of_worker: worker("Unemployed, no work in 5 years"),
    },
    "Looking for a first job",
  ],
  [
    "people who left the labor force",
    { ...NURSE, employment_status: status("Not in labor force") },
    "Not in the labor force; last worked as a registered nurse at a hospital",
  ],
  [
    "retirees",
    { ...NURSE, age: 70, employment_status: status("Not in labor force") },
    "Retired; last worked as a registered nurse at a hospital",
  ],
  ["people long without a job", JOBLESS, "Outside the labor force for at least five years"],
  ["the old", { ...JOBLESS, age: 88 }, "Of retirement age; no job in the past five years"],
  ["youths", { ...JOBLESS, age: 19 }, "No job yet, and none wanted at present"],
  ["pupils of 16", { ...JOBLESS, age: 16 }, "Of high school age, with no job so far"],
  ["babies", { ...CHILD, age: 0 }, "An infant; no school and no job"],
  ["toddlers", { ...CHILD, age: 2 }, "Too young for school or work"],
  ["children of 4", { ...CHILD, age: 4 }, "Of preschool age; too young to work"],
  [
    "children of 5",
    { ...CHILD, age: 5, education: level(EDUCATION, "Preschool or kindergarten") },
    "Of kindergarten age; too young to work",
  ],
  [
    "children of 9",
    { ...CHILD, age: 9, education: level(EDUCATION, "Grades 1 to 5") },
    "Of elementary school age; no job",
  ],
  [
    "children without schooling",
    { ...CHILD, age: 9, education: level(EDUCATION, "No schooling") },
    "No job, and no grade of school completed yet",
  ],
  [
    "children of 12",
    { ...CHILD, age: 12, education: level(EDUCATION, "Grades 6 to 8") },
    "Of middle school age; too young to work",
  ],
  ["children of 15", { ...CHILD, age: 15 }, "Of high school age, and not yet of working age"],
];

describe("jobDescription", () => {
  test.each(CASES)("of %s", (_, person, example) => {
    const all = wordings(person);
    expect(all).toContain(example);
    expect(all.length).toBeGreaterThanOrEqual(4);
    for (const text of all) expect(text).toMatch(/^[A-Z](?!.*(undefined|Not applicable|, ,|\.$))/);
  });
});
