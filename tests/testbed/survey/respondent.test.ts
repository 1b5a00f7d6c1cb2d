import { expect, test } from "vitest";
import { EDUCATION, RACE } from "../../../src/schema/levels.ts";
import {
  AGE_BANDS,
  ageBandOf,
  CELLS,
  cellOf,
  classesOfCell,
  DEGREES,
  degreeOf,
  ORIGINS,
  originOf,
} from "../../../src/testbed/survey/respondent.ts";

test("age bands begin where their names say", () => {
  const bands = [15, 18, 24, 25, 34, 35, 64, 65, 74, 75, 99].map(
    (age) => AGE_BANDS[ageBandOf(age)],
  );
  expect(bands).toEqual([
    "18-24",
    "18-24",
    "18-24",
    "25-34",
    "25-34",
    "35-44",
    "55-64",
    "65-74",
    "65-74",
    "75+",
    "75+",
  ]);
});

test("every race and Hispanic origin has an origin", () => {
  expect(RACE.map((_, race) => ORIGINS[originOf(race, 0)])).toEqual([
    "White, not Hispanic",
    "Black",
    "Indigenous",
    "Asian",
    "Indigenous",
    "Mixed or other",
    "Mixed or other",
  ]);
  expect(ORIGINS[originOf(0, 3)]).toBe("Hispanic");
  expect(ORIGINS[originOf(1, 3)]).toBe("Black");
});

test("educations have the GSS's degrees; nobody under 18 has left school without one", () => {
  const degree = (level: string, age: number) => DEGREES[degreeOf(EDUCATION.indexOf(level), age)];
  expect(degree("Grades 9 to 12, no diploma", 40)).toBe("Less than high school");
  expect(degree("Grades 9 to 12, no diploma", 17)).toBe("High school");
  expect(degree("GED or alternative credential", 40)).toBe("High school");
  expect(degree("Some college, no degree", 40)).toBe("High school");
  expect(degree("Associate's degree", 40)).toBe("Associate");
  expect(degree("Bachelor's degree", 40)).toBe("Bachelor");
  expect(degree("Doctorate", 40)).toBe("Graduate");
});

test("a cell's classes make the cell", () => {
  for (let cell = 0; cell < CELLS; cell++) {
    const { ageBand, sex, origin, degree } = classesOfCell(cell);
    expect(cellOf(ageBand, sex, origin, degree)).toBe(cell);
  }
});
