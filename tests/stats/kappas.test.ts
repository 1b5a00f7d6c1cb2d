import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brennanPrediger } from "../../src/stats/brennan-prediger.ts";
import { cohenKappa } from "../../src/stats/cohen-kappa.ts";
import { fleissKappa } from "../../src/stats/fleiss-kappa.ts";
import { gwetAC1 } from "../../src/stats/gwet-ac1.ts";
import { krippendorffAlpha } from "../../src/stats/krippendorff-alpha.ts";
import { percentAgreement } from "../../src/stats/percent-agreement.ts";
import { countsOf, countsOfTable, FLEISS_TABLE, FOUR_RATERS_CODED, sheets } from "./ratings.ts";

const MEASURES = { fleissKappa, gwetAC1, brennanPrediger, percentAgreement };
const named = Object.entries(MEASURES);

describe("Gwet's raw4raters", () => {
  const counts = countsOf(FOUR_RATERS_CODED, 5);

  it("gives the coefficients of the Handbook", () => {
    // Gwet (2014), 4th edition; mean over 11 units of pairs in agreement 9 / 11 = .8181818.
    expect(percentAgreement(counts).value).toBeCloseTo(9 / 11, 12);
    expect(gwetAC1(counts).value).toBeCloseTo(0.77544, 5);
    expect(fleissKappa(counts).value).toBeCloseTo(0.76117, 5);
    expect(brennanPrediger(counts).value).toBeCloseTo(0.77273, 5);
  });

  it.each([
    // As irrCAC's documentation prints for cac.raw4raters; t(.975, 11) = 2.200985, cut at 1.
    [gwetAC1, 0.14295, 0.461],
    [fleissKappa, 0.15302, 0.424],
    [brennanPrediger, 0.14472, 0.454],
    [percentAgreement, 0.12561, 0.542],
  ])("gives irrCAC's standard error and interval", (measure, error, lower) => {
    const { se, low, high } = measure(counts);
    expect(se).toBeCloseTo(error, 5);
    expect(low).toBeCloseTo(lower, 3);
    expect(high).toBe(1);
  });

  it.each([
    // As irrCAC's vignette prints for cont3x3abstractors; with two raters Fleiss' kappa is Scott's
    // pi. Its variances of tables are over n = 100 units, those of raw ratings over n − 1.
    [gwetAC1, 0.8493305, 0.04321747],
    [fleissKappa, 0.7962397, 0.05905473],
    [brennanPrediger, 0.835, 0.04693346],
    [percentAgreement, 0.89, 0.03128898],
  ])("gives irrCAC's values for two raters", (measure, coefficient, error) => {
    const table = [13, 0, 0, 0, 20, 7, 0, 4, 56];
    const rater = (of: (cell: number) => number) =>
      table.flatMap((count, cell) => new Array<number>(count).fill(of(cell)));
    const sheet = [rater((cell) => Math.floor(cell / 3)), rater((cell) => cell % 3)];
    const { value, se } = measure(countsOf(sheet, 3));
    expect(value).toBeCloseTo(coefficient, 6);
    expect(se * Math.sqrt(99 / 100)).toBeCloseTo(error, 7);
  });

  it("counts what it leaves out, and uses a lone rating for the shares", () => {
    expect(gwetAC1(counts)).toMatchObject({
      units: 12,
      ratings: 41,
      skipped: [{ reason: "no value", count: 7 }],
    });
  });
});

describe("Fleiss' kappa", () => {
  it("gives Wikipedia's example, and Randolph's free-marginal kappa", () => {
    // P̄ = .378022, P̄e = .212755: (P̄ − P̄e) / (1 − P̄e). Free: (.378022 − .2) / .8.
    const counts = countsOfTable(FLEISS_TABLE);
    expect(fleissKappa(counts).value).toBeCloseTo(0.2099307, 7);
    expect(brennanPrediger(counts).value).toBeCloseTo(0.2225275, 7);
  });

  it("is alpha without its correction for small samples", () => {
    const counts = countsOfTable(Array.from({ length: 200 }, () => FLEISS_TABLE).flat());
    const kappa = fleissKappa(counts).value;
    // With as many ratings for each unit D_o = 1 − p_a and D_e = (1 − p_e) n / (n − 1), so
    // alpha = kappa + (1 − kappa) / n, n = 200 · 10 · 14.
    expect(krippendorffAlpha(counts, "nominal").value).toBeCloseTo(kappa + (1 - kappa) / 28_000, 9);
  });
});

describe("coefficients of many raters", () => {
  it.each(named)("%s does not depend on raters' order or labels", (_, measure) => {
    const relabel = [3, 1, 0, 2];
    fc.assert(
      fc.property(sheets, (sheet) => {
        const before = measure(countsOf(sheet, 4));
        const other = [...sheet]
          .reverse()
          .map((rater) => rater.map((of) => (of < 0 ? -1 : relabel[of])));
        const after = measure(countsOf(other, 4));
        expect(after.reason).toBe(before.reason);
        fc.pre(before.reason === null);
        expect(after.value).toBeCloseTo(before.value, 10);
        if (before.units > 1) expect(after.se).toBeCloseTo(before.se, 8);
        else expect(after.se).toBeNaN();
      }),
    );
  });

  it.each(named)("%s is 1 with no error on unanimity", (_, measure) => {
    const { value, se } = measure(
      countsOf(
        [
          [0, 1, 2, 1],
          [0, 1, 2, 1],
        ],
        3,
      ),
    );
    expect(value).toBeCloseTo(1, 12);
    expect(se).toBeCloseTo(0, 12);
  });

  it.each(named)("%s has no value where no unit has two ratings", (_, measure) => {
    const { value, reason, low } = measure(
      countsOf(
        [
          [0, -1],
          [-1, 1],
        ],
        2,
      ),
    );
    expect(value).toBeNaN();
    expect(low).toBeNaN();
    expect(reason).toBe("no unit has two ratings");
  });

  it("tells a single value from chance only if others were possible", () => {
    // Ten units: a tenth added ten times is not 1.
    const zeros = new Array<number>(10).fill(0);
    const single = (values: number) => countsOf([zeros, zeros], values);
    expect(fleissKappa(single(2)).reason).toContain("only one value occurs");
    expect(gwetAC1(single(2)).value).toBe(1);
    expect(brennanPrediger(single(2)).value).toBe(1);
    expect(gwetAC1(single(1)).reason).toContain("only one value occurs");
    expect(brennanPrediger(single(1)).reason).toContain("only one value occurs");
  });

  it("stays near the observed agreement where kappa falls", () => {
    // Two raters, 118 of 125 agreeing on "no", 5 on one side, 2 on the other: kappa below zero.
    const first = Array.from({ length: 125 }, (_, i) => (i < 5 ? 1 : 0));
    const second = Array.from({ length: 125 }, (_, i) => (i >= 5 && i < 7 ? 1 : 0));
    const counts = countsOf([first, second], 2);
    // p_a = 118 / 125; π = 7 / 250, p_e = 2 π (1 − π).
    const chance = 2 * (7 / 250) * (243 / 250);
    expect(gwetAC1(counts).value).toBeCloseTo((118 / 125 - chance) / (1 - chance), 12);
    expect(fleissKappa(counts).value).toBeLessThan(0);
  });
});

describe("Cohen's kappa", () => {
  it("gives .4 for [[20, 5], [10, 15]], with its standard error", () => {
    // p_o = .7, p_e = .5. Fleiss, Cohen and Everitt (1969): .126996.
    const kappa = cohenKappa([20, 5, 10, 15], 2);
    expect(kappa.value).toBeCloseTo(0.4, 12);
    expect(kappa.se).toBeCloseTo(0.126996, 6);
    expect(kappa.low).toBeCloseTo(0.151092, 6);
    expect(kappa.high).toBeCloseTo(0.648908, 6);
    expect(kappa).toMatchObject({ units: 50, ratings: 100 });
  });

  const tables = fc
    .array(fc.nat({ max: 30 }), { minLength: 9, maxLength: 9 })
    .filter((table) => table.some((count) => count > 0));

  it("does not depend on which rater is first, nor on labels", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const kappa = cohenKappa(table, 3);
        const at = (i: number, j: number) => table[3 * i + j];
        const cells = (order: readonly number[], swapped: boolean) =>
          order.flatMap((i) => order.map((j) => (swapped ? at(j, i) : at(i, j))));
        const other = cohenKappa(cells([2, 0, 1], true), 3);
        expect(other.reason).toBe(kappa.reason);
        fc.pre(kappa.reason === null);
        expect(other.value).toBeCloseTo(kappa.value, 10);
        expect(other.se).toBeCloseTo(kappa.se, 10);
      }),
    );
  });

  it("weighted by distance: equals kappa on two values, and R's psych on four", () => {
    for (const weights of ["linear", "quadratic"] as const) {
      expect(cohenKappa([20, 5, 10, 15], 2, { weights }).value).toBeCloseTo(0.4, 12);
    }
    // R: psych::cohen.kappa, kappa and weighted.kappa with w = 1 − |i − j| / 3, 1 − (i − j)² / 9.
    const four = [11, 3, 1, 0, 4, 9, 5, 2, 1, 3, 12, 6, 0, 1, 4, 8];
    expect(cohenKappa(four, 4).value).toBeCloseTo(0.42434210526, 10);
    expect(cohenKappa(four, 4).se).toBeCloseTo(0.07994961604, 10);
    const linear = cohenKappa(four, 4, { weights: "linear" });
    expect(linear.value).toBeCloseTo(0.57420924574, 10);
    const quadratic = cohenKappa(four, 4, { weights: "quadratic" });
    expect(quadratic.value).toBeCloseTo(0.70999815872, 10);
  });

  it.each(["identity", "linear", "quadratic"] as const)(
    "has the standard error of the delta method, %s weights",
    (weights) => {
      // n var = Σ p (∂κ/∂p)² − (Σ p ∂κ/∂p)², by numerical derivatives at the shares p.
      const table = [11, 3, 1, 0, 4, 9, 5, 2, 1, 3, 12, 6, 0, 1, 4, 8];
      const n = table.reduce((sum, count) => sum + count, 0);
      const at = (cell: number, change: number) =>
        cohenKappa(
          table.map((count, i) => (i === cell ? count + change : count)),
          4,
          { weights },
        ).value;
      const slope = table.map((_, cell) => (n * (at(cell, 1e-4) - at(cell, -1e-4))) / 2e-4);
      const mean = slope.reduce((sum, of, i) => sum + (table[i] / n) * of, 0);
      const squares = slope.reduce((sum, of, i) => sum + (table[i] / n) * of * of, 0);
      expect(cohenKappa(table, 4, { weights }).se).toBeCloseTo(
        Math.sqrt((squares - mean * mean) / n),
        6,
      );
    },
  );

  it("has no value without units or with one value, and refuses another shape", () => {
    expect(cohenKappa([0, 0, 0, 0], 2).reason).toBe("no unit has two ratings");
    expect(cohenKappa([9, 0, 0, 0], 2)).toMatchObject({ value: Number.NaN, low: Number.NaN });
    expect(cohenKappa([9, 0, 0, 0], 2).reason).toContain("only one value occurs");
    expect(() => cohenKappa([1, 2, 3], 2)).toThrow("3 cells are no table of 2 by 2");
  });
});
