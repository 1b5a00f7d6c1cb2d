import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderedWasserstein, wasserstein } from "../../src/stats/wasserstein.ts";

describe("1-Wasserstein distance", () => {
  it("gives scipy's documented values", () => {
    // A shift by 5; half a unit of mass moved by .25 of the weight; scipy.stats.wasserstein_distance.
    expect(wasserstein([0, 1, 3], [5, 6, 8])).toBeCloseTo(5, 12);
    expect(wasserstein([0, 1], [0, 1], [3, 1], [2, 2])).toBeCloseTo(0.25, 12);
    const [u, v] = [
      [3.4, 3.9, 7.5, 7.8],
      [4.5, 1.4],
    ];
    expect(wasserstein(u, v, [1.4, 0.9, 3.1, 7.2], [3.2, 3.5])).toBeCloseTo(4.078133143804786, 12);
  });

  const sample = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 12 });

  it("is a metric, and moves with a shift", () => {
    fc.assert(
      fc.property(sample, sample, sample, fc.integer({ min: -9, max: 9 }), (u, v, w, shift) => {
        const uv = wasserstein(u, v);
        expect(uv).toBeCloseTo(wasserstein(v, u), 12);
        expect(wasserstein(u, u)).toBe(0);
        expect(uv).toBeLessThanOrEqual(wasserstein(u, w) + wasserstein(w, v) + 1e-9);
        const moved = u.map((x) => x + shift);
        expect(wasserstein(u, moved)).toBeCloseTo(Math.abs(shift), 9);
      }),
    );
  });

  it("equals the unweighted distance where all weights are equal", () => {
    fc.assert(
      fc.property(sample, sample, fc.double({ min: 0.1, max: 9, noNaN: true }), (u, v, weight) => {
        const equal = (of: number[]) => of.map(() => weight);
        expect(wasserstein(u, v, equal(u), equal(v))).toBeCloseTo(wasserstein(u, v), 9);
      }),
    );
  });

  it("has no value for an empty sample, and refuses weights of another length", () => {
    expect(wasserstein([], [1])).toBeNaN();
    expect(wasserstein([1], [1], [0])).toBeNaN();
    expect(() => wasserstein([1, 2], [1], [1])).toThrow("2 numbers have 1 weights");
  });
});

describe("normalised 1-Wasserstein distance of ordered levels", () => {
  it("is 1/3 for .1 .2 .3 .4 against its reverse", () => {
    // F − G = −.3, −.4, −.3: the sum 1 over the range 3. OpinionQA's representativeness is 2/3.
    const p = [0.1, 0.2, 0.3, 0.4];
    expect(orderedWasserstein(p, [...p].reverse())).toBeCloseTo(1 / 3, 12);
    expect(orderedWasserstein(p, [...p].reverse(), [1, 2, 3, 4])).toBeCloseTo(1 / 3, 12);
  });

  it("is 1 between the ends, and feels the distance of levels", () => {
    expect(orderedWasserstein([5, 0, 0], [0, 0, 2])).toBe(1);
    // All mass moves from code 0 to code 1 of a range of 10.
    expect(orderedWasserstein([1, 0, 0], [0, 1, 0], [0, 1, 10])).toBeCloseTo(0.1, 12);
  });

  const counts = fc
    .array(fc.nat({ max: 50 }), { minLength: 4, maxLength: 4 })
    .filter((levels) => levels.some((count) => count > 0));

  it("is the general distance divided by the range", () => {
    fc.assert(
      fc.property(counts, counts, (p, q) => {
        const codes = [-2, 0, 1, 5];
        expect(orderedWasserstein(p, q, codes)).toBeCloseTo(
          wasserstein(codes, codes, p, q) / 7,
          12,
        );
      }),
    );
  });

  it("has no value for an empty distribution, and refuses codes that do not ascend", () => {
    expect(orderedWasserstein([0, 0], [1, 1])).toBeNaN();
    expect(orderedWasserstein([3], [4])).toBe(0);
    expect(() => orderedWasserstein([1, 1], [1, 1], [2, 2])).toThrow("code 1 is not above code 0");
    expect(() => orderedWasserstein([1, 1], [1, 1, 1])).toThrow("2 levels cannot be compared");
  });
});
