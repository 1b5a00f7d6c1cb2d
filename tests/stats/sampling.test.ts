import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawBinomial } from "../../src/stats/binomial.ts";
import { binomialDeviation, expectedTotalVariation } from "../../src/stats/binomial-deviation.ts";
import { aliasTable, drawCounts } from "../../src/stats/discrete.ts";
import { logChoose, logGamma } from "../../src/stats/log-gamma.ts";
import { drawMultinomial } from "../../src/stats/multinomial.ts";
import { seeded } from "../../src/stats/random.ts";
import { systematicSample } from "../../src/stats/systematic.ts";
import { totalVariation } from "../../src/stats/total-variation.ts";

const SHARES = [0.5, 0.3, 0.15, 0.04, 0.01, 0];

describe("log gamma", () => {
  it("is the logarithm of a factorial, and of √π at one half", () => {
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 11);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(logGamma(0.25)).toBeCloseTo(Math.log(3.625609908221908), 12);
    expect(Math.exp(logChoose(10, 3))).toBeCloseTo(120, 9);
    expect(logChoose(3, 4)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("De Moivre's mean absolute deviation", () => {
  it("agrees with the sum over the distribution in R", () => {
    // n <- 1586; sum(dbinom(0:n, n, p) * abs(0:n - n * p))
    expect(binomialDeviation(1586, 0.001)).toBeCloseTo(1.02958281104579, 9);
    expect(binomialDeviation(1586, 0.01)).toBeCloseTo(3.15722000442613, 9);
    expect(binomialDeviation(1586, 0.3)).toBeCloseTo(14.5619583830203, 8);
    expect(binomialDeviation(1586, 0.5)).toBeCloseTo(15.8852187526609, 8);
    expect(binomialDeviation(1586, 0.97)).toBeCloseTo(5.4252974054354, 8);
    expect(binomialDeviation(7, 0)).toBe(0);
    expect(binomialDeviation(7, 1)).toBe(0);
  });

  it("equals the definition for any small n and p", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, p) => {
          let sum = 0;
          for (let k = 0; k <= n; k++) {
            const probability = Math.exp(logChoose(n, k)) * p ** k * (1 - p) ** (n - k);
            sum += probability * Math.abs(k - n * p);
          }
          expect(binomialDeviation(n, p)).toBeCloseTo(sum, 9);
        },
      ),
    );
  });

  it("gives the expected total variation of a simple random sample", () => {
    const random = seeded(3);
    const table = aliasTable(SHARES);
    let mean = 0;
    for (let draw = 0; draw < 400; draw++) {
      mean += totalVariation(drawCounts(table, 500, random), SHARES) / 400;
    }
    const expected = expectedTotalVariation(SHARES, 500);
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.05);
  });
});

describe("drawing", () => {
  it("never draws an impossible outcome, and keeps n", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.nat({ max: 500 }),
        fc.integer(),
        (weights, n, seed) => {
          fc.pre(weights.some((weight) => weight > 0));
          const counts = [
            drawCounts(aliasTable(weights), n, seeded(seed)),
            drawMultinomial(weights, n, seeded(seed)),
          ];
          for (const drawn of counts) {
            expect(drawn.reduce((a, b) => a + b)).toBe(n);
            weights.forEach((weight, i) => {
              if (weight === 0) expect(drawn[i]).toBe(0);
            });
          }
        },
      ),
    );
    expect(() => aliasTable([0, 0])).toThrow("no outcome has a positive weight");
    expect(() => aliasTable([2, -1])).toThrow("weight 1 is -1");
    expect(() => drawMultinomial([0], 3, seeded(1))).toThrow("cannot be sampled");
  });

  it("has the binomial's mean, variance and mean absolute deviation on both algorithms", () => {
    // Inversion (np = 3), rejection (np = 40, 900), and the mirrored side (p = .9).
    for (const [n, p] of [
      [100, 0.03],
      [400, 0.1],
      [3000, 0.3],
      [200, 0.9],
    ]) {
      const random = seeded(5, n);
      const draws = 20_000;
      const counts = Array.from({ length: draws }, () => drawBinomial(n, p, random));
      const mean = counts.reduce((a, b) => a + b) / draws;
      const variance = counts.reduce((sum, k) => sum + (k - mean) ** 2, 0) / draws;
      const deviation = counts.reduce((sum, k) => sum + Math.abs(k - n * p), 0) / draws;
      const sd = Math.sqrt(n * p * (1 - p));
      expect(Math.abs(mean - n * p)).toBeLessThan((4 * sd) / Math.sqrt(draws));
      expect(Math.abs(variance / sd ** 2 - 1)).toBeLessThan(0.05);
      expect(Math.abs(deviation / binomialDeviation(n, p) - 1)).toBeLessThan(0.03);
      expect(counts.every((k) => Number.isInteger(k) && k >= 0 && k <= n)).toBe(true);
    }
  });
});

describe("systematic sample", () => {
  it("takes every item ⌊n w / Σw⌋ or ⌈n w / Σw⌉ times", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 60 }), fc.integer(), (of, n, seed) => {
        const sum = of.reduce((a, b) => a + b);
        fc.pre(sum > 0);
        const taken = new Array(of.length).fill(0);
        const chosen = systematicSample(of, n, seeded(seed));
        for (const i of chosen) taken[i]++;
        expect(chosen.length).toBe(n);
        of.forEach((weight, i) => {
          const expected = (n * weight) / sum;
          expect(taken[i]).toBeGreaterThanOrEqual(Math.floor(expected - 1e-9));
          expect(taken[i]).toBeLessThanOrEqual(Math.ceil(expected + 1e-9));
        });
      }),
    );
  });
});
