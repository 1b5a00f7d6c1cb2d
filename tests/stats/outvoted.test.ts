import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEAST_JUDGES, outvoted } from "../../src/stats/outvoted.ts";
import type { PromptCounts } from "../../src/stats/prompt-shares.ts";
import { seeded } from "../../src/stats/random.ts";
import { wilson } from "../../src/stats/wilson.ts";

/** Counts from, by prompt and group, [choices for position 0, choices]. */
function countsOf(...table: readonly (readonly (readonly [number, number])[])[]): PromptCounts {
  return {
    prompts: table.length,
    groups: table[0]?.length ?? 0,
    n: Float64Array.from(table.flat(), ([, n]) => n),
    zero: Float64Array.from(table.flat(), ([zero]) => zero),
  };
}

/** P(X < n / 2 | X ≠ n / 2) of a binomial X, term by term. */
function minorityChance(n: number, p: number): number {
  const terms = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) terms.push((terms[k - 1] * (n - k + 1) * p) / (k * (1 - p)));
  const sum = (of: (k: number) => boolean) =>
    terms.reduce((total, term, k) => total + (of(k) ? term : 0), 0);
  return sum((k) => 2 * k < n) / sum((k) => 2 * k !== n);
}

describe("outvoted", () => {
  it("gives an answer worked by hand", () => {
    const result = outvoted(
      countsOf(
        [
          [8, 10],
          [30, 100],
        ], // against
        [
          [2, 10],
          [30, 100],
        ], // with
        [
          [9, 10],
          [90, 100],
        ], // with
        [
          [5, 10],
          [30, 100],
        ], // the group ties
        [
          [8, 10],
          [50, 100],
        ], // the others tie
        [
          [9, 9],
          [30, 100],
        ], // nine judges
        [
          [10, 10],
          [0, 9],
        ], // nine others
      ),
      0,
    );
    expect(result).toMatchObject({ share: 1 / 3, prompts: 3, ties: 2, fewJudges: 2 });
    expect(result).toMatchObject(wilson(1, 3));
    const chances = [minorityChance(10, 0.3), minorityChance(10, 0.3), minorityChance(10, 0.9)];
    // On the first two the others are for position 1: the group's majority for 0 is the flip.
    const [low, , high] = chances;
    expect(result.byChance).toBeCloseTo((2 * (1 - low) + high) / 3, 12);
  });

  it("leaves out groups under ten judges", () => {
    expect(LEAST_JUDGES).toBe(10);
    const few = outvoted(
      countsOf([
        [9, 9],
        [30, 100],
      ]),
      0,
    );
    expect(few).toMatchObject({ prompts: 0, fewJudges: 1, ties: 0 });
    for (const key of ["share", "low", "high", "byChance"] as const) expect(few[key]).toBeNaN();
  });

  it("has no share without prompts, or with one group only", () => {
    expect(
      outvoted({ prompts: 0, groups: 1, n: new Float64Array(), zero: new Float64Array() }, 0),
    ).toMatchObject({ prompts: 0, fewJudges: 0, share: Number.NaN });
    expect(outvoted(countsOf([[60, 100]]), 0)).toMatchObject({ fewJudges: 1, share: Number.NaN });
  });

  it("finds nobody outvoted where all agree", () => {
    const all = outvoted(
      countsOf(
        [
          [20, 20],
          [80, 80],
        ],
        [
          [0, 20],
          [0, 80],
        ],
      ),
      0,
    );
    expect(all).toMatchObject({ share: 0, byChance: 0, prompts: 2 });
  });

  it("has the chance of a group in the thousands", () => {
    // 5,000 judges with chance 1/2 and one more vote than half: (1 − p)^n underflows long before.
    const even = outvoted(
      countsOf([
        [2400, 5001],
        [50_001, 100_000],
      ]),
      0,
    );
    expect(even.share).toBe(1);
    // z = 5001 (p − 1/2) / sqrt(5001 / 4) = .0014: a half less .00056.
    expect(even.byChance).toBeCloseTo(0.49944, 5);
    const clear = outvoted(
      countsOf([
        [4600, 5000],
        [90_000, 100_000],
      ]),
      0,
    );
    expect(clear.byChance).toBeLessThan(1e-100);
  });

  it("counts every prompt once, and mirrors under the other position", () => {
    const cell = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.nat())
      .map(([n, at]) => [at % (n + 1), n] as const);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 })), (table) => {
        fc.pre(table.length > 0);
        const { share, byChance, prompts, ties, fewJudges } = outvoted(countsOf(...table), 1);
        expect(prompts + ties + fewJudges).toBe(table.length);
        const turned = table.map((row) => row.map(([zero, n]) => [n - zero, n] as const));
        const other = outvoted(countsOf(...turned), 1);
        if (prompts === 0) expect(byChance).toBeNaN();
        else {
          expect(other.share).toBe(share);
          expect(other.byChance).toBeCloseTo(byChance, 12);
          expect(byChance).toBeLessThan(0.5 + 1e-12);
          expect(byChance).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("is what chance says where the group is drawn from the others", () => {
    const random = seeded(5);
    const prompts = Array.from({ length: 4000 }, () => {
      const p = 0.3 + 0.4 * random.next();
      const draw = (n: number) => {
        let zero = 0;
        for (let i = 0; i < n; i++) if (random.next() < p) zero++;
        return [zero, n] as const;
      };
      return [draw(10 + random.below(8)), draw(400)] as const;
    });
    const { share, byChance, prompts: compared } = outvoted(countsOf(...prompts), 0);
    // Four standard deviations of a share of the compared prompts.
    const allowed = 4 * Math.sqrt((byChance * (1 - byChance)) / compared);
    expect(Math.abs(share - byChance)).toBeLessThan(allowed);
    expect(byChance).toBeGreaterThan(0.1);
  });
});
