import { describe, expect, it } from "vitest";
import { kappaError, kappaWidth, simulateWidth, unitChances } from "../../src/stats/kappa-power.ts";
import { seeded } from "../../src/stats/random.ts";

describe("kappaError", () => {
  it.each([
    [0, 0.5],
    [0.3, 0.2],
    [0.6, 0.5],
    [0.8, 0.35],
  ])("of two raters is that of Bloch and Kraemer (1989): kappa %d, share %d", (kappa, share) => {
    // var = (1 − κ) ((1 − κ)(1 − 2κ) + κ (2 − κ) / (2 P Q)) / n.
    const odds = 2 * share * (1 - share);
    const variance = (1 - kappa) * ((1 - kappa) * (1 - 2 * kappa) + (kappa * (2 - kappa)) / odds);
    const error = kappaError(50, { raters: 2, kappa, share });
    expect(error).toBeCloseTo(Math.sqrt(variance / 50), 12);
  });

  it("of many raters without agreement is that of Fleiss, Nee and Landis (1979)", () => {
    // Under κ = 0 and two values: var = 2 / (n k (k − 1)).
    for (const raters of [2, 3, 7]) {
      const error = kappaError(40, { raters, kappa: 0, share: 0.3 });
      expect(error).toBeCloseTo(Math.sqrt(2 / (40 * raters * (raters - 1))), 12);
    }
  });

  it("falls with units and raters, to nothing at full agreement", () => {
    const width = (units: number, raters: number) =>
      kappaWidth(units, { raters, kappa: 0.6, share: 0.5 });
    expect(width(20, 2)).toBeGreaterThan(width(40, 2));
    expect(width(20, 2)).toBeGreaterThan(width(20, 3));
    expect(kappaError(20, { raters: 3, kappa: 1, share: 0.5 })).toBeCloseTo(0, 12);
    expect(width(1, 2)).toBe(2);
  });
});

describe("unitChances", () => {
  it("add up to one, with the share and the correlation asked for", () => {
    for (const kappa of [0, 0.25, 0.9, 1]) {
      const chances = [...unitChances({ raters: 4, kappa, share: 0.3 })];
      expect(chances.reduce((sum, chance) => sum + chance)).toBeCloseTo(1, 12);
      const mean = chances.reduce((sum, chance, m) => sum + chance * m, 0) / 4;
      const both = chances.reduce((sum, chance, m) => sum + (chance * m * (m - 1)) / 12, 0);
      expect(mean).toBeCloseTo(0.3, 12);
      expect((both - 0.09) / 0.21).toBeCloseTo(kappa, 12);
    }
  });
});

describe("simulateWidth", () => {
  it("comes to the formula's width, and covers the truth", () => {
    const assumed = { raters: 3, kappa: 0.6, share: 0.5 };
    const { width, coverage, undefinedShare } = simulateWidth(160, assumed, seeded(7), 600);
    expect(width / kappaWidth(160, assumed)).toBeCloseTo(1, 1);
    expect(coverage).toBeGreaterThan(0.92);
    expect(coverage).toBeLessThan(0.98);
    expect(undefinedShare).toBe(0);
  });

  it("counts repetitions of one value only", () => {
    const { undefinedShare } = simulateWidth(3, { raters: 2, kappa: 0.8, share: 0.9 }, seeded(1));
    expect(undefinedShare).toBeGreaterThan(0.5);
  });
});
