import fc from "fast-check";
import { expect, test } from "vitest";
import { parentShares, priorSize, shrunkShares } from "../../../src/testbed/survey/shrinkage.ts";

test("the prior size of two groups", () => {
  // n = 101 each, p = 0.5, counts 60.6 and 40.4: (10.1)² / 25.25 = 4.04 each, excess 3.04 each;
  // over n - 1 = 100 that is a correlation of 0.0304, so m = 1 / 0.0304 - 1.
  expect(priorSize([60.6, 40.4], [101, 101], [0.5, 0.5])).toBeCloseTo(1 / 0.0304 - 1, 8);
});

test("groups that vary no more than by chance take their parent's shares", () => {
  const counts = Float64Array.of(50, 50, 49, 51);
  const { shares, priorSizes } = shrunkShares(counts, parentShares(counts, [0, 0], 2), 2);
  expect(priorSizes[0]).toBe(Number.POSITIVE_INFINITY);
  expect([...shares]).toEqual([0.495, 0.505, 0.495, 0.505]);
});

test("a group without respondents takes its parent's shares", () => {
  const counts = Float64Array.of(90, 10, 10, 90, 0, 0);
  const { shares } = shrunkShares(counts, parentShares(counts, [0, 0, 0], 2), 2);
  expect(shares[4]).toBeCloseTo(0.5, 12);
});

test("shares sum to 1 and lie between the group's own and its parent's where only two classes are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 })), {
        minLength: 2,
        maxLength: 8,
      }),
      (rows) => {
        const counts = Float64Array.from(rows.flat());
        const parents = parentShares(
          counts,
          rows.map(() => 0),
          2,
        );
        const { shares } = shrunkShares(counts, parents, 2);
        rows.forEach(([a, b], g) => {
          expect(shares[2 * g] + shares[2 * g + 1]).toBeCloseTo(1, 12);
          const own = a / (a + b);
          expect(shares[2 * g]).toBeGreaterThanOrEqual(Math.min(own, parents[0]) - 1e-9);
          expect(shares[2 * g]).toBeLessThanOrEqual(Math.max(own, parents[0]) + 1e-9);
        });
      },
    ),
  );
});
