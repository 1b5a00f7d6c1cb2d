import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusteredMean } from "../../src/stats/clustered-mean.ts";
import { cohenKappa } from "../../src/stats/cohen-kappa.ts";
import { type AskedChoices, retest } from "../../src/stats/retest.ts";

const columns = (rows: readonly (readonly [number, number, number])[]): AskedChoices => ({
  persona: rows.map(([who]) => who),
  prompt: rows.map(([, what]) => what),
  choice: rows.map(([, , picked]) => picked),
});

describe("choices asked again", () => {
  it("gives an answer worked by hand", () => {
    const first = columns([
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 0],
      [1, 1, 0],
      [2, 1, -1],
    ]);
    const again = columns([
      [0, 1, 1],
      [0, 0, 0],
      [1, 1, 1],
      [1, 0, 0],
      [2, 1, 0],
      [2, 0, 0],
      [9, 9, 1],
    ]);
    const { share, kappa, skipped } = retest(first, again);
    // Pairs 1 1, 0 0, 0 1, 0 0: three of four equal. Kappa: shares of 0 are 3/4 and 1/2, so that
    // chance gives 3/8 + 1/8 = 1/2, and (3/4 − 1/2) / (1/2) = 1/2.
    expect(share.mean).toBe(0.75);
    expect(kappa.value).toBeCloseTo(0.5, 12);
    expect(kappa).toMatchObject({ units: 4, reason: null });
    expect(skipped).toEqual([
      { reason: "not asked before", count: 2 },
      { reason: "no answer, the first time or again", count: 1 },
    ]);
    const expected = clusteredMean(
      [1, 1, 0, 1],
      [
        [0, 0, 1, 1],
        [1, 0, 1, 0],
      ],
    );
    expect(share).toEqual(expected);
  });

  it("compares with the earliest of several first choices, and each of several later ones", () => {
    const first = columns([
      [3, 5, 0],
      [3, 5, 1],
    ]);
    const again = columns([
      [3, 5, 0],
      [3, 5, 0],
      [3, 5, 1],
      [3, 5, 2],
    ]);
    const { share, kappa } = retest(first, again);
    expect(share).toMatchObject({ mean: 0.5, n: 4 });
    expect(kappa).toEqual(cohenKappa([2, 1, 1, 0, 0, 0, 0, 0, 0], 3));
  });

  it("is undefined without pairs, and kappa where one value only occurs", () => {
    const none = retest(columns([]), columns([[0, 0, 1]]));
    expect(none.share).toMatchObject({ mean: Number.NaN, n: 0 });
    expect(none.kappa).toMatchObject({ value: Number.NaN, reason: "no unit has two ratings" });
    expect(retest(columns([]), columns([])).skipped).toEqual([]);
    const all = columns([
      [0, 0, 1],
      [1, 0, 1],
    ]);
    const agreed = retest(all, all);
    expect(agreed.share.mean).toBe(1);
    expect(agreed.kappa.value).toBeNaN();
    expect(retest(columns([[0, 0, 1]]), columns([[0, 0, Number.NaN]])).share.n).toBe(0);
  });

  it("refuses a value out of range", () => {
    const rows = columns([[0, 0, 3]]);
    expect(() => retest(rows, rows)).toThrow("choice 0 asked again: 3 and 3, of 3 values");
    expect(retest(rows, rows, 4).share.mean).toBe(1);
  });

  it("counts every choice asked again once, in any order of either table", () => {
    const rows = fc.uniqueArray(
      fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }), fc.integer({ min: -1, max: 2 })),
      { selector: ([who, what]) => 10 * who + what, maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, rows, (first, again) => {
        const { share, kappa, skipped } = retest(columns(first), columns(again));
        const left = skipped.reduce((sum, { count }) => sum + count, 0);
        expect(share.n + left).toBe(again.length);
        expect(kappa.units).toBe(share.n);
        const turned = retest(columns([...first].reverse()), columns([...again].reverse()));
        if (share.n === 0) expect(turned.share.mean).toBeNaN();
        else expect(turned.share.mean).toBeCloseTo(share.mean, 12);
        // Asked again in the other order, agreement is the same.
        const other = retest(columns(again), columns(first));
        if (share.n > 0) expect(other.share.mean).toBeCloseTo(share.mean, 12);
        if (!Number.isNaN(kappa.value)) expect(other.kappa.value).toBeCloseTo(kappa.value, 12);
      }),
    );
  });
});
