import { expect, it } from "vitest";
import { dummyCode } from "../../src/stats/dummies.ts";

it("gives a column to each level but the most frequent, and one to the unknown", () => {
  const { width, column } = dummyCode({ codes: [[1, 1, 1, 0, 2, -1]], levels: [3] }, 6, 1);
  expect(width).toBe(3);
  expect([...column[0]]).toEqual([-1, -1, -1, 0, 1, 2]);
});

it("joins rare levels, and to the reference where they are too few together", () => {
  // Levels 1 and 2 have one persona each: together two, enough for a column.
  const joined = dummyCode({ codes: [[0, 0, 0, 1, 2, 3, 3]], levels: [4] }, 7, 2);
  expect([...joined.column[0]]).toEqual([-1, -1, -1, 0, 0, 1, 1]);
  const lost = dummyCode({ codes: [[0, 0, 0, 1, 3, 3, 3]], levels: [4] }, 7, 2);
  expect([...lost.column[0]]).toEqual([-1, -1, -1, -1, 0, 0, 0]);
});

it("numbers columns on from attribute to attribute", () => {
  const { width, column } = dummyCode(
    {
      codes: [
        [0, 0, 1],
        [1, 0, 1],
      ],
      levels: [2, 2],
    },
    3,
    1,
  );
  expect(width).toBe(2);
  expect(column.map((of) => [...of])).toEqual([
    [-1, -1, 0],
    [-1, 1, -1],
  ]);
});
