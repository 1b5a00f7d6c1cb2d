import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alphaBootstrap } from "../../src/stats/alpha-bootstrap.ts";
import { krippendorffAlpha, type Metric } from "../../src/stats/krippendorff-alpha.ts";
import { seeded } from "../../src/stats/random.ts";
import { countRatings } from "../../src/stats/rating-counts.ts";
import {
  countsOf,
  FOUR_RATERS,
  FOUR_RATERS_CODED,
  type Sheet,
  sheets,
  THREE_CODERS,
} from "./ratings.ts";

const METRICS: readonly Metric[] = ["nominal", "ordinal", "interval", "ratio"];

/**
 * Alpha by its definition: δ² over all ordered pairs of ratings, within units and of all, with the
 * ordinal δ² as a sum over the values between.
 */
function alphaByPairs(sheet: Sheet, metric: Metric): number {
  const units = sheet[0].map((_, u) => sheet.map((rater) => rater[u]).filter((of) => of >= 0));
  const pairable = units.filter((unit) => unit.length > 1);
  const all = pairable.flat();
  const distance = (c: number, k: number): number => {
    if (c === k) return 0;
    if (metric === "nominal") return 1;
    if (metric === "interval") return (c - k) ** 2;
    if (metric === "ratio") return ((c - k) / (c + k)) ** 2;
    const [low, high] = [Math.min(c, k), Math.max(c, k)];
    const times = (value: number) => all.filter((of) => of === value).length;
    const between = all.filter((of) => of >= low && of <= high).length;
    return (between - (times(low) + times(high)) / 2) ** 2;
  };
  const pairs = (of: readonly number[]) =>
    of.flatMap((c) => of.map((k) => distance(c, k))).reduce((sum, d) => sum + d, 0);
  const observed = pairable.reduce((sum, unit) => sum + pairs(unit) / (unit.length - 1), 0);
  return 1 - ((all.length - 1) * observed) / pairs(all);
}

describe("Krippendorff's alpha", () => {
  it.each([
    // Krippendorff (2011) prints .743, .815, .849 and .797.
    ["nominal", 0.743421],
    ["ordinal", 0.815388],
    ["interval", 0.849107],
    ["ratio", 0.797403],
  ] as const)("gives Krippendorff's own example, %s", (metric, expected) => {
    const alpha = krippendorffAlpha(countsOf(FOUR_RATERS, 6), metric);
    expect(alpha.value).toBeCloseTo(expected, 6);
    expect(alpha).toMatchObject({ reason: null, units: 11, ratings: 40 });
    expect(alpha.skipped).toEqual([
      { reason: "no value", count: 7 },
      { reason: "the only rating of its unit", count: 1 },
    ]);
  });

  it("gives Wikipedia's example", () => {
    // n = 26 pairable ratings, of the values 7 4 10 5: Σ n_c (n_c − 1) = 164; diagonal of the
    // coincidence matrix 6 + 4 + 7 + 3 = 20: (25 · 20 − 164) / (26 · 25 − 164) = 336 / 486.
    const counts = countsOf(THREE_CODERS, 5);
    expect(krippendorffAlpha(counts, "nominal").value).toBeCloseTo(336 / 486, 12);
    expect(krippendorffAlpha(counts, "interval").value).toBeCloseTo(0.810845, 6);
  });

  it("takes the numbers behind the codes", () => {
    const numbers = [1, 2, 3, 4, 5];
    const counts = countsOf(FOUR_RATERS_CODED, 5);
    expect(krippendorffAlpha(counts, "ratio", numbers).value).toBeCloseTo(0.797403, 6);
    // Years: a large number with a small spread must not cost digits.
    const years = numbers.map((number) => 1e9 + number);
    expect(krippendorffAlpha(counts, "interval", years).value).toBeCloseTo(
      krippendorffAlpha(counts, "interval", numbers).value,
      12,
    );
  });

  it.each(METRICS)("equals its definition over pairs of ratings, %s", (metric) => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const { value } = krippendorffAlpha(countsOf(sheet, 4), metric);
        const expected = alphaByPairs(sheet, metric);
        if (Number.isNaN(expected)) expect(value).toBeNaN();
        else expect(value).toBeCloseTo(expected, 9);
      }),
    );
  });

  it.each(METRICS)("does not depend on the order of raters and units, %s", (metric) => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const turned = [...sheet].reverse().map((rater) => [...rater].reverse());
        const { value } = krippendorffAlpha(countsOf(turned, 4), metric);
        const former = krippendorffAlpha(countsOf(sheet, 4), metric).value;
        if (Number.isNaN(former)) expect(value).toBeNaN();
        else expect(value).toBeCloseTo(former, 12);
      }),
    );
  });

  it("does not depend on labels, nor interval alpha on origin and unit", () => {
    const relabel = [2, 0, 3, 1];
    fc.assert(
      fc.property(sheets, fc.integer({ min: -50, max: 50 }), (sheet, origin) => {
        const counts = countsOf(sheet, 4);
        const { value, reason } = krippendorffAlpha(counts, "nominal");
        fc.pre(reason === null);
        const labelled = sheet.map((rater) => rater.map((of) => (of < 0 ? -1 : relabel[of])));
        expect(krippendorffAlpha(countsOf(labelled, 4), "nominal").value).toBeCloseTo(value, 12);
        const scaled = [0, 1, 2, 3].map((number) => origin + 7 * number);
        expect(krippendorffAlpha(counts, "interval", scaled).value).toBeCloseTo(
          krippendorffAlpha(counts, "interval").value,
          10,
        );
      }),
    );
  });

  it.each(METRICS)(
    "is 1 on unanimity, and undefined with a reason on a single value, %s",
    (metric) => {
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 9 }),
          (unit) => {
            const alpha = krippendorffAlpha(countsOf([unit, unit, unit], 4), metric);
            if (new Set(unit).size > 1) expect(alpha.value).toBeCloseTo(1, 12);
            else {
              expect(alpha.value).toBeNaN();
              expect(alpha.reason).toContain("only one value occurs");
            }
          },
        ),
      );
    },
  );

  it("says where there is nothing to compare", () => {
    const alpha = krippendorffAlpha(countsOf([[0, 1, -1]], 2), "nominal");
    expect(alpha.value).toBeNaN();
    expect(alpha.reason).toBe("no unit has two ratings");
    expect(alpha).toMatchObject({ units: 0, ratings: 0 });
  });

  it("counts alike with few values and with many", () => {
    // Codes spread over 5,000 possible values take the sorted way, not the table.
    const spread = [17, 400, 3999, 4800];
    fc.assert(
      fc.property(sheets, (sheet) => {
        const few = countsOf(sheet, 4);
        const many = countsOf(
          sheet.map((rater) => rater.map((of) => (of < 0 ? -1 : spread[of]))),
          5000,
        );
        expect(many).toEqual({ ...few, values: 5000, code: few.code.map((of) => spread[of]) });
      }),
    );
  });

  it("refuses ratings out of range", () => {
    expect(() => countRatings([0, 1], [0, 2], 2, 2)).toThrow("rating 1: unit 1 of 2, value 2 of 2");
    expect(() => countRatings([0], [0, 0], 1, 1)).toThrow("not of the same ratings");
  });
});

describe("bootstrap of alpha", () => {
  const counts = countsOf(FOUR_RATERS, 6);

  it.each(METRICS)(
    "repeats itself by seed, holds the value and narrows with units, %s",
    (metric) => {
      const interval = alphaBootstrap(counts, metric, seeded(7));
      expect(alphaBootstrap(counts, metric, seeded(7))).toEqual(interval);
      expect(alphaBootstrap(counts, metric, seeded(8))).not.toEqual(interval);
      const { value } = krippendorffAlpha(counts, metric);
      expect(interval.low).toBeLessThan(value);
      expect(interval.high).toBeGreaterThan(value);
      const tenfold = countsOf(
        FOUR_RATERS.map((rater) => Array.from({ length: 10 }, () => rater).flat()),
        6,
      );
      const narrow = alphaBootstrap(tenfold, metric, seeded(7));
      expect(narrow.high - narrow.low).toBeLessThan((interval.high - interval.low) / 2);
    },
  );

  it("recomputes alpha from the drawn units", () => {
    // Units (0 0), (0 1), (1 1): every multiset of three has alpha by the definition, so the
    // smallest and largest replicate are among these values.
    const units = [
      [0, 0],
      [0, 1],
      [1, 1],
    ];
    const possible: number[] = [];
    for (const a of units) {
      for (const b of units) {
        for (const c of units) {
          const sheet = [0, 1].map((rater) => [a[rater], b[rater], c[rater]]);
          const value = alphaByPairs(sheet, "nominal");
          if (!Number.isNaN(value)) possible.push(value);
        }
      }
    }
    const small = countsOf(
      [
        [0, 0, 1],
        [0, 1, 1],
      ],
      2,
    );
    const whole = alphaBootstrap(small, "nominal", seeded(1), { confidence: 1, draws: 2000 });
    expect(whole.low).toBeCloseTo(Math.min(...possible), 12);
    expect(whole.high).toBeCloseTo(Math.max(...possible), 12);
    // Two of the 27 draws have one value only.
    expect(whole.undefinedDraws / 2000).toBeCloseTo(2 / 27, 1);
    expect(whole.draws + whole.undefinedDraws).toBe(2000);
  });

  it("has no limits where alpha has no value", () => {
    const { low, high } = alphaBootstrap(
      countsOf(
        [
          [1, 1],
          [1, 1],
        ],
        2,
      ),
      "nominal",
      seeded(1),
    );
    expect(low).toBeNaN();
    expect(high).toBeNaN();
    // One unit would repeat itself in every draw.
    expect(alphaBootstrap(countsOf([[0], [1]], 2), "nominal", seeded(1)).low).toBeNaN();
  });
});
