import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquare } from "../../src/stats/chi-square.ts";
import { countLevels, histogram } from "../../src/stats/counts.ts";
import { cramersV } from "../../src/stats/cramers-v.ts";
import { type Crosstab, crosstab, crosstabTotals } from "../../src/stats/crosstab.ts";
import { seeded } from "../../src/stats/random.ts";
import { standardisedResiduals } from "../../src/stats/residuals.ts";

// Gender by party in the 1991 General Social Survey: Agresti (2007), An Introduction to
// Categorical Data Analysis, table 2.5; R's chisq.test gives X² 30.0701490958 and these residuals.
const PARTY: Crosstab = {
  rows: 2,
  columns: 3,
  counts: Float64Array.of(762, 327, 468, 484, 239, 477),
};

const people = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 4 })), { maxLength: 80 });
const columnsOf = (pairs: [number, number][]) =>
  [0, 1].map((side) => Uint8Array.from(pairs, (pair) => pair[side]));

describe("crosstab", () => {
  it("counts everyone, or the rows given, or their weights", () => {
    const a = Uint8Array.of(0, 0, 1, 1);
    const b = Uint8Array.of(0, 2, 2, 2);
    expect([...crosstab(a, 2, b, 3).counts]).toEqual([1, 0, 1, 0, 0, 2]);
    expect([...crosstab(a, 2, b, 3, Int32Array.of(1, 3)).counts]).toEqual([0, 0, 1, 0, 0, 1]);
    const weights = Float64Array.of(2, 3, 4, 5);
    expect([...crosstab(a, 2, b, 3, undefined, weights).counts]).toEqual([2, 0, 3, 0, 0, 9]);
    expect([...crosstab(a, 2, b, 3, [2], weights).counts]).toEqual([0, 0, 0, 0, 0, 4]);
    expect(() => crosstab(a, 2, b.subarray(1), 3)).toThrow("4 people against 3");
  });

  it("has the attributes' own counts as its margins, and transposes", () => {
    fc.assert(
      fc.property(people, (pairs) => {
        const [a, b] = columnsOf(pairs);
        const table = crosstab(a, 4, b, 5);
        const { byRow, byColumn, all } = crosstabTotals(table);
        expect(byRow).toEqual(countLevels(a, 4));
        expect(byColumn).toEqual(countLevels(b, 5));
        expect(all).toBe(pairs.length);
        const turned = crosstab(b, 5, a, 4).counts;
        table.counts.forEach((count, cell) => {
          expect(turned[(cell % 5) * 4 + Math.floor(cell / 5)]).toBe(count);
        });
      }),
    );
  });

  it("with weights of 1 and all rows equals the plain count", () => {
    fc.assert(
      fc.property(people, (pairs) => {
        const [a, b] = columnsOf(pairs);
        const ones = new Float64Array(a.length).fill(1);
        const rows = Int32Array.from(a, (_, i) => i);
        expect(crosstab(a, 4, b, 5, rows, ones)).toEqual(crosstab(a, 4, b, 5));
        expect(countLevels(a, 4, rows, ones)).toEqual(countLevels(a, 4));
        expect(countLevels(a, 4, undefined, ones)).toEqual(countLevels(a, 4));
      }),
    );
  });
});

describe("histogram", () => {
  it("puts a number on an edge into the bin that starts there, and skips the missing", () => {
    const ages = Int32Array.of(-5, 0, 17, 18, 64, 65, 101, -999);
    expect([...histogram(ages, [0, 18, 65], undefined, -999)]).toEqual([2, 2, 2]);
    expect([...histogram(ages, [0, 18, 65], [3, 4])]).toEqual([0, 2, 0]);
  });
});

describe("association", () => {
  it("gives R's chi-square, V and standardised residuals", () => {
    expect(chiSquare(PARTY).statistic).toBeCloseTo(30.0701490958, 9);
    expect(chiSquare(PARTY).degrees).toBe(2);
    // √(30.0701490958 / 2757 / (2 − 1))
    expect(cramersV(PARTY)).toBeCloseTo(0.104435802356, 11);
    const expected = [4.502053521, 0.699451733, -5.315945543];
    const residuals = standardisedResiduals(PARTY);
    expected.forEach((value, j) => {
      expect(residuals[j]).toBeCloseTo(value, 8);
      expect(residuals[j + 3]).toBeCloseTo(-value, 8);
    });
  });

  it("corrects the bias by Bergsma's formula", () => {
    // φ² = .0109068 − 2/2756 = .0101811; rows 2 − 1/2756, columns 3 − 4/2756; √(.0101811 / .9996372).
    expect(cramersV(PARTY, { corrected: true })).toBeCloseTo(0.10092, 5);
  });

  it("is 1 for a one-to-one table, 0 for an exact product, undefined for one row", () => {
    expect(cramersV({ rows: 2, columns: 2, counts: Float64Array.of(7, 0, 0, 3) })).toBe(1);
    expect(cramersV({ rows: 2, columns: 2, counts: Float64Array.of(6, 4, 3, 2) })).toBe(0);
    expect(cramersV({ rows: 2, columns: 2, counts: Float64Array.of(7, 3, 0, 0) })).toBeNaN();
  });

  it("corrected, is near 0 for independent attributes where the plain V is not", () => {
    const random = seeded(11);
    let plain = 0;
    let corrected = 0;
    for (let draw = 0; draw < 200; draw++) {
      const a = Uint8Array.from({ length: 60 }, () => random.below(5));
      const b = Uint8Array.from({ length: 60 }, () => random.below(5));
      plain += cramersV(crosstab(a, 5, b, 5)) / 200;
      corrected += cramersV(crosstab(a, 5, b, 5), { corrected: true }) / 200;
    }
    expect(plain).toBeGreaterThan(0.2);
    expect(corrected).toBeLessThan(0.1);
  });
});
