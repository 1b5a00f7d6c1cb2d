import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passAtK } from "../../src/stats/pass-at-k.ts";
import { wilson } from "../../src/stats/wilson.ts";
import { winRate } from "../../src/stats/win-rate.ts";

describe("pass@k", () => {
  it("gives 1 − C(12, k) / C(16, k) for 4 of 16", () => {
    // C(12, 4) / C(16, 4) = 495 / 1820; C(12, 8) / C(16, 8) = 495 / 12870.
    expect(passAtK(16, 4, 1)).toBeCloseTo(0.25, 12);
    expect(passAtK(16, 4, 4)).toBeCloseTo(1 - 495 / 1820, 12);
    expect(passAtK(16, 4, 8)).toBeCloseTo(1 - 495 / 12870, 12);
    expect(passAtK(16, 0, 8)).toBe(0);
    expect(passAtK(16, 9, 8)).toBe(1);
  });

  it("is the mean over all choices of k attempts: it never falls with k or c", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), fc.nat(), fc.nat(), (n, a, b) => {
        const c = a % (n + 1);
        const k = 1 + (b % n);
        const rate = passAtK(n, c, k);
        expect(passAtK(n, c, 1)).toBeCloseTo(c / n, 12);
        if (k < n) expect(passAtK(n, c, k + 1)).toBeGreaterThanOrEqual(rate);
        if (c < n) expect(passAtK(n, c + 1, k)).toBeGreaterThanOrEqual(rate);
      }),
    );
  });

  it("refuses more attempts than there are", () => {
    expect(() => passAtK(4, 1, 5)).toThrow("pass@5 of 1 passed in 4");
    expect(() => passAtK(4, 5, 1)).toThrow("not defined");
  });
});

describe("win rate", () => {
  it("counts a tie as half", () => {
    // (6 + 4 / 2) / 10 = .8, with the Wilson interval of 8 of 10.
    expect(winRate(6, 4, 0)).toEqual({ rate: 0.8, n: 10, ...wilson(8, 10) });
    expect(winRate(0, 0, 0).rate).toBeNaN();
    expect(winRate(0, 0, 0).low).toBeNaN();
    expect(() => winRate(1, -1, 0)).toThrow("not counts");
  });

  it("adds up to 1 over the two sides", () => {
    const count = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(count, count, count, (wins, ties, losses) => {
        const one = winRate(wins, ties, losses);
        const other = winRate(losses, ties, wins);
        expect(one.rate + other.rate).toBeCloseTo(1, 12);
        expect(one.low).toBeCloseTo(1 - other.high, 10);
      }),
    );
  });
});
