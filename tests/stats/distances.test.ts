import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entropy } from "../../src/stats/entropy.ts";
import { jensenShannon, jensenShannonDistance } from "../../src/stats/jensen-shannon.ts";
import { largestLevelError } from "../../src/stats/level-error.ts";
import { totalVariation } from "../../src/stats/total-variation.ts";

/** Counts over the same five levels, not all zero. */
const counts = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 })
  .filter((levels) => levels.some((count) => count > 0));

describe("total variation distance", () => {
  it("is half the sum of absolute differences of shares", () => {
    // Shares .5 .3 .2 against .4 .4 .2: (.1 + .1 + 0) / 2.
    expect(totalVariation([5, 3, 2], [40, 40, 20])).toBeCloseTo(0.1, 12);
    expect(totalVariation([1, 0], [0, 7])).toBe(1);
  });

  it("has no value for an empty distribution, and refuses different levels", () => {
    expect(totalVariation([0, 0], [1, 1])).toBeNaN();
    expect(() => totalVariation([1], [1, 1])).toThrow("1 levels cannot be compared with 2");
  });

  it("is a metric on [0, 1]", () => {
    fc.assert(
      fc.property(counts, counts, counts, (p, q, r) => {
        const pq = totalVariation(p, q);
        expect(pq).toBeGreaterThanOrEqual(0);
        expect(pq).toBeLessThanOrEqual(1);
        expect(totalVariation(q, p)).toBe(pq);
        expect(totalVariation(p, p)).toBe(0);
        expect(pq).toBeLessThanOrEqual(totalVariation(p, r) + totalVariation(r, q) + 1e-12);
      }),
    );
  });
});

describe("largest level error", () => {
  it("names the level and the sign in percentage points", () => {
    // Shares .5 .3 .2 against .45 .45 .1: errors 5, -15, 10 points.
    const error = largestLevelError([5, 3, 2], [45, 45, 10]);
    expect(error.level).toBe(1);
    expect(error.points).toBeCloseTo(-15, 10);
  });

  it("is at most 100 times the total variation, and at least the mean error of a level", () => {
    fc.assert(
      fc.property(counts, counts, (p, q) => {
        const points = Math.abs(largestLevelError(p, q).points);
        const distance = 100 * totalVariation(p, q);
        expect(points).toBeLessThanOrEqual(distance + 1e-9);
        expect(points).toBeGreaterThanOrEqual((2 * distance) / 5 - 1e-9);
      }),
    );
  });
});

describe("entropy", () => {
  it("is log2 of the number of equally common levels", () => {
    expect(entropy([3, 3, 3, 3])).toBeCloseTo(2, 12);
    expect(entropy([0, 9])).toBe(0);
    expect(entropy([0])).toBeNaN();
  });
});

describe("Jensen-Shannon", () => {
  it("gives scipy's values for [1, 0] against [.5, .5]", () => {
    // Mixture (.75, .25) has .811278 bits; minus half of the 1 bit of (.5, .5): .311278.
    // scipy.spatial.distance.jensenshannon([1, 0], [.5, .5]) = 0.46450140402245893.
    expect(jensenShannon([1, 0], [0.5, 0.5])).toBeCloseTo(0.3112781244591328, 12);
    expect(jensenShannonDistance([1, 0], [0.5, 0.5])).toBeCloseTo(0.46450140402245893, 12);
  });

  it("is symmetric, at most 1 bit, and at most the total variation", () => {
    fc.assert(
      fc.property(counts, counts, (p, q) => {
        const divergence = jensenShannon(p, q);
        expect(divergence).toBeCloseTo(jensenShannon(q, p), 12);
        expect(divergence).toBeLessThanOrEqual(1);
        // Lin (1991), theorem 3: the divergence in bits is bounded by the variational distance / 2.
        expect(divergence).toBeLessThanOrEqual(totalVariation(p, q) + 1e-12);
      }),
    );
  });
});
