import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { division } from "../../src/stats/divisiveness.ts";
import { wilson } from "../../src/stats/wilson.ts";

describe("division of a prompt", () => {
  it("gives answers worked by hand", () => {
    // 3 of 4: entropy 2 − (3/4) log₂ 3; pairs that disagree 3 · 1 of 6, times two.
    const three = division(3, 4);
    expect(three.share).toBe(0.75);
    expect(three.entropy).toBeCloseTo(2 - 0.75 * Math.log2(3), 12);
    expect(three.polarisation).toBeCloseTo(1, 12);
    expect(three).toMatchObject(wilson(3, 4));
    // Half of 10: 25 of 45 pairs disagree, times two, n / (n − 1).
    expect(division(5, 10)).toMatchObject({ share: 0.5, entropy: 1 });
    expect(division(5, 10).polarisation).toBeCloseTo(10 / 9, 12);
  });

  it("is zero where all agree, and undefined where nobody or one judged", () => {
    expect(division(8, 8)).toMatchObject({ entropy: 0, polarisation: 0, high: 1 });
    expect(division(0, 8)).toMatchObject({ entropy: 0, polarisation: 0, low: 0 });
    const none = division(0, 0);
    for (const key of ["share", "low", "high", "entropy", "polarisation"] as const) {
      expect(none[key]).toBeNaN();
    }
    expect(division(1, 1)).toMatchObject({ n: 1, entropy: 0 });
    expect(division(1, 1).polarisation).toBeNaN();
  });

  it("is the same for the other position, and largest where half choose it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99 }), fc.nat(), (n, at) => {
        const zero = at % (n + 1);
        const [one, other] = [division(zero, n), division(n - zero, n)];
        expect(other.entropy).toBeCloseTo(one.entropy, 12);
        expect(other.polarisation).toBeCloseTo(one.polarisation, 12);
        expect(other.low).toBeCloseTo(1 - one.high, 10);
        const nearer = division(zero + Math.sign(n - 2 * zero), n);
        if (Math.abs(n - 2 * zero) > 1) {
          expect(nearer.entropy).toBeGreaterThan(one.entropy);
          expect(nearer.polarisation).toBeGreaterThan(one.polarisation);
        }
      }),
    );
  });

  it("estimates 4 p (1 − p) without bias, however few judge", () => {
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(shares, fc.integer({ min: 2, max: 12 }), (p, n) => {
        // The mean over the binomial distribution of n judges.
        let expected = 0;
        let ways = 1;
        for (let zero = 0; zero <= n; zero++) {
          expected += ways * p ** zero * (1 - p) ** (n - zero) * division(zero, n).polarisation;
          ways *= (n - zero) / (zero + 1);
        }
        expect(expected).toBeCloseTo(4 * p * (1 - p), 10);
      }),
    );
  });
});
