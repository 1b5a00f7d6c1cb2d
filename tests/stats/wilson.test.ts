import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criticalValue, normalQuantile } from "../../src/stats/normal.ts";
import { weightedShare } from "../../src/stats/weighted-share.ts";
import { wilson } from "../../src/stats/wilson.ts";

describe("normal quantile", () => {
  it("agrees with R's qnorm", () => {
    // qnorm(c(1e-10, .001, .3, .975)) in R 4.2.
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.3613409024040557, 10);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 12);
    expect(normalQuantile(0.3)).toBeCloseTo(-0.52440051270804067, 12);
    expect(criticalValue(0.95)).toBeCloseTo(1.9599639845400536, 12);
  });
});

describe("Wilson interval", () => {
  it("gives .490162 to .943318 for 8 of 10", () => {
    // z = 1.959964, z² = 3.841459: centre (.8 + .192073) / 1.384146 = .716740,
    // half-width 1.959964 √(.016 + .009604) / 1.384146 = .226578.
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.490162, 6);
    expect(high).toBeCloseTo(0.943318, 6);
  });

  it("touches the end where no one or everyone has the level", () => {
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(0, 0).low).toBeNaN();
    expect(() => wilson(5, 4)).toThrow("5 of 4 is not a share");
  });

  it("holds the share, stays in [0, 1], mirrors, and narrows with n", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (n, seed) => {
        const k = seed % (n + 1);
        const { low, high } = wilson(k, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        const mirror = wilson(n - k, n);
        expect(mirror.low).toBeCloseTo(1 - high, 10);
        const tenfold = wilson(10 * k, 10 * n);
        expect(tenfold.high - tenfold.low).toBeLessThan(high - low);
      }),
    );
  });
});

describe("weighted share", () => {
  it("counts weight, and takes the interval at the effective n", () => {
    // Weights 3 1 1 1: the level's people have 3 + 1 of 6; effective n = 36 / 12 = 3.
    const share = weightedShare(Uint8Array.of(0, 0, 1, 1), 0, [3, 1, 1, 1]);
    expect(share.share).toBeCloseTo(4 / 6, 12);
    expect(share.effective).toBeCloseTo(3, 12);
    expect(share.low).toBeCloseTo(wilson(2, 3).low, 12);
    expect(share.n).toBe(4);
  });

  it("equals the unweighted share where all weights are equal", () => {
    const column = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(column, fc.double({ min: 0.1, max: 50, noNaN: true }), (levels, weight) => {
        const codes = Uint8Array.from(levels);
        const plain = weightedShare(codes, 2);
        const equal = weightedShare(codes, 2, new Float64Array(codes.length).fill(weight));
        expect(equal.share).toBeCloseTo(plain.share, 10);
        expect(equal.low).toBeCloseTo(plain.low, 10);
        expect(equal.high).toBeCloseTo(plain.high, 10);
      }),
    );
  });

  it("has no value where no one is counted", () => {
    const none = weightedShare(Uint8Array.of(1), 1, undefined, []);
    expect(none.share).toBeNaN();
    expect(none.low).toBeNaN();
    expect(none.n).toBe(0);
  });
});
