import { expect, test } from "vitest";
import { tilted, tiltedParents, varianceBetween } from "../../../src/testbed/survey/tilt.ts";

test("variance between groups beyond sampling", () => {
  // Distances ±3, sampling variance 1: q = 18, less 2 groups, over a precision of 2: 8 = 9 - 1.
  expect(varianceBetween([3, -3], [1, 1])).toBe(8);
  expect(varianceBetween([0.1, -0.1], [1, 1])).toBe(0);
});

test("tilting sets the mean and keeps the shape", () => {
  const row = tilted(Float64Array.of(0.2, 0.5, 0.3), 1.4);
  expect(row[1] + 2 * row[2]).toBeCloseTo(1.4, 10);
  expect(row[0] + row[1] + row[2]).toBeCloseTo(1, 12);
  // Odds are multiplied by equal steps: (p1² / (p0 p2)) does not change.
  expect(row[1] ** 2 / (row[0] * row[2])).toBeCloseTo(0.25 / 0.06, 8);
});

test("large groups go to their own mean, and without variance none moves", () => {
  const counts = Float64Array.of(90000, 10000, 10000, 90000);
  const parents = Float64Array.of(0.5, 0.5, 0.5, 0.5);
  expect(tiltedParents(counts, parents, 2).parents[0]).toBeCloseTo(0.9, 4);
  const even = tiltedParents(Float64Array.of(50, 50, 51, 49), parents, 2);
  expect(even.between).toBe(0);
  expect(even.parents[2]).toBeCloseTo(0.5, 10);
});
