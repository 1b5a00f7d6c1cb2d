import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { marginMisses, rake } from "../../../src/testbed/census/donors.ts";

const sumOf = (weights: Float64Array, rows: Int32Array) =>
  rows.reduce((sum, row) => sum + weights[row], 0);

describe("rake", () => {
  test("meets margins that do not overlap, exactly", () => {
    // Ten rows of weight 1 for a population of 100; rows 0-2 are to be 60, rows 3-4 are to be 10.
    // The rest is 30 over five rows; within a margin weights stay equal.
    const weights = new Float64Array(10).fill(1);
    const margins = [
      { rows: Int32Array.of(0, 1, 2), total: 60 },
      { rows: Int32Array.of(3, 4), total: 10 },
    ];
    rake(weights, margins, 100);
    const expected = [20, 20, 20, 5, 5, 6, 6, 6, 6, 6];
    for (const row of expected.keys()) expect(weights[row]).toBeCloseTo(expected[row], 6);
  });

  test("meets margins that overlap", () => {
    // Men 40 of 100 and the young 30 of 100, from four equal rows: independent before, so after:
    // young men 12, old men 28, young women 18, old women 42.
    const weights = new Float64Array(4).fill(1);
    rake(
      weights,
      [
        { rows: Int32Array.of(0, 1), total: 40 },
        { rows: Int32Array.of(0, 2), total: 30 },
      ],
      100,
    );
    const expected = [12, 28, 18, 42];
    for (const row of expected.keys()) expect(weights[row]).toBeCloseTo(expected[row], 6);
  });

  test("keeps weights within the bound of their first ones", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 12 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (first, share) => {
          const weights = Float64Array.from(first);
          const scale = 100 / first.reduce((a, b) => a + b, 0);
          rake(weights, [{ rows: Int32Array.of(0), total: 100 * share }], 100, 60, 3);
          weights.forEach((weight, row) => {
            expect(weight).toBeLessThanOrEqual(first[row] * scale * 3 * (1 + 1e-12));
            expect(weight).toBeGreaterThanOrEqual((first[row] * scale * (1 - 1e-12)) / 3);
          });
        },
      ),
    );
  });

  test("leaves a margin alone that holds nobody or everybody", () => {
    const weights = Float64Array.of(1, 3);
    rake(
      weights,
      [
        { rows: new Int32Array(0), total: 50 },
        { rows: Int32Array.of(0, 1), total: 50 },
      ],
      8,
    );
    expect([...weights]).toEqual([2, 6]);
  });

  test("meets what it can of a margin when weights are unequal", () => {
    const weights = Float64Array.of(1, 2, 3, 4);
    const margin = { rows: Int32Array.of(1, 3), total: 7 };
    rake(weights, [margin], 10);
    expect(sumOf(weights, margin.rows)).toBeCloseTo(7, 9);
    expect(weights[3] / weights[1]).toBeCloseTo(2, 9);
    expect(weights[2] / weights[0]).toBeCloseTo(3, 9);
  });
});

test("what is missed is a share of the population, either way", () => {
  // 30 of 40 wanted and 60 of 50 wanted, of a population of 100.
  const margins = [
    { rows: Int32Array.of(0), total: 40 },
    { rows: Int32Array.of(1), total: 50 },
  ];
  expect([...marginMisses(Float64Array.of(30, 60), margins, 100)]).toEqual([0.1, 0.1]);
});
