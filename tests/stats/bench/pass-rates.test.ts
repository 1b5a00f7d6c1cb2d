import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusteredDifference } from "../../../src/stats/bench/difference.ts";
import {
  groupRates,
  groupRatesOver,
  partialPool,
  passRate,
} from "../../../src/stats/bench/pass-rates.ts";
import { type JudgedRows, pick } from "../../../src/stats/bench/rows.ts";
import { benjaminiHochberg } from "../../../src/stats/benjamini-hochberg.ts";
import { clusteredMean } from "../../../src/stats/clustered-mean.ts";
import { seeded } from "../../../src/stats/random.ts";
import { studentProbability } from "../../../src/stats/student.ts";
import { wilson } from "../../../src/stats/wilson.ts";
import { coverage, judged, judgedRows, simulateJudged } from "./judged.ts";

const within = (value: number) => Math.min(1, Math.max(0, value));

function same(value: number, expected: number, digits = 9): void {
  if (Number.isNaN(expected)) expect(value).toBeNaN();
  else expect(value).toBeCloseTo(expected, digits);
}

const isMixed = (share: number) => share > 0 && share < 1;

describe("the pass rate", () => {
  it("is the clustered mean by persona and prompt, within 0 and 1", () => {
    fc.assert(
      fc.property(judgedRows, (rows) => {
        const { n, estimate, low, high, group } = passRate(rows);
        const expected = clusteredMean(rows.passed, [rows.persona, rows.prompt]);
        expect(group).toBeNull();
        expect(n).toBe(expected.n);
        same(estimate, expected.mean);
        if (!isMixed(expected.mean)) return;
        same(low, within(expected.low));
        same(high, within(expected.high));
      }),
      { numRuns: 300 },
    );
  });

  it("does not take a failure for a score", () => {
    const list = [
      { persona: 0, prompt: 0, passed: 1 },
      { persona: 0, prompt: 1, passed: 0 },
      { persona: 1, prompt: 0, passed: 1 },
    ];
    const failure = { persona: 1, prompt: 1, passed: Number.NaN };
    expect(passRate(judged([...list, failure]))).toEqual(passRate(judged(list)));
    expect(passRate(judged([failure]))).toMatchObject({ n: 0, estimate: Number.NaN });
  });

  it.each([0, 1])("is not certain where all answers are %i", (passed) => {
    // Three personas, two prompts: as two answers that are alike.
    const rows = judged(
      [0, 1, 2].flatMap((persona) => [0, 1].map((prompt) => ({ persona, prompt, passed }))),
    );
    expect(passRate(rows)).toEqual({
      group: null,
      n: 6,
      estimate: passed,
      ...wilson(2 * passed, 2),
    });
  });

  it("covers the truth in 95 of 100 simulations", () => {
    const random = seeded(2);
    const rates = Array.from({ length: 400 }, () => passRate(simulateJudged(WORLD, random)));
    // A standard deviation of 1.1 points; four of them are allowed.
    expect(coverage(rates, WORLD.rate)).toBeGreaterThan(0.905);
    expect(coverage(rates, WORLD.rate)).toBeLessThan(0.995);
  });
});

const WORLD = {
  personas: 120,
  prompts: 60,
  each: 8,
  rate: 0.6,
  personaEffect: 0.15,
  promptEffect: 0.2,
  gap: () => 0,
};

/** Judged rows of everybody who is in a group or among the others. */
const taking = (rows: JudgedRows, of: readonly number[]) =>
  pick(rows, (row) => of[rows.persona[row]] >= 0 && !Number.isNaN(rows.passed[row]));

/** Error of the gap where the group is like the others, from the sums of all personas. */
function alikeError(rows: JudgedRows, of: readonly number[], g: number): number {
  const { n, persona, passed } = taking(rows, of);
  const { se } = clusteredMean(passed, [persona]);
  const own = Array.from(persona, (who) => of[who]).filter((group) => group === g).length;
  return Math.sqrt(n * se ** 2 * (1 / own + 1 / (n - own)));
}

function freedomOf(rows: JudgedRows, of: readonly number[], g: number): number {
  const all = taking(rows, of);
  const sides = [true, false].map((isOwn) =>
    pick(all, (row) => (of[all.persona[row]] === g) === isOwn),
  );
  const clusters = sides.flatMap(({ persona, prompt }) => [persona, prompt]);
  return Math.min(...clusters.map((factor) => new Set(Array.from(factor)).size)) - 1;
}

describe("rates by group", () => {
  const groupOf = fc.array(fc.constantFrom(-1, 0, 0, 1, 1, 2), { minLength: 8, maxLength: 8 });

  it("are clustered means and differences, each group against all others", () => {
    fc.assert(
      fc.property(judgedRows, groupOf, (rows, of) => {
        // Personas of group 2 have no label: they are among the others only.
        const rates = groupRates(rows, of, ["first", "second"]);
        const factors = [rows.persona, rows.prompt] as const;
        rates.forEach((rate, g) => {
          const own = Array.from(rows.passed, (passed, row) =>
            of[rows.persona[row]] === g ? passed : Number.NaN,
          );
          const expected = clusteredMean(own, factors);
          expect(rate.group).toBe(["first", "second"][g]);
          expect(rate.n).toBe(expected.n);
          same(rate.estimate, expected.mean);
          if (isMixed(expected.mean)) {
            same(rate.low, within(expected.low), 6);
            same(rate.high, within(expected.high), 6);
          }
          const difference = clusteredDifference(
            rows.passed,
            (row) => {
              const group = of[rows.persona[row]];
              return group < 0 ? -1 : group === g ? 0 : 1;
            },
            factors,
          );
          same(rate.gap, difference.difference);
          expect(rate.personas).toBe(difference.clusters[0]);
          if (!difference.means.every(isMixed)) return;
          same(rate.gapLow, difference.low, 6);
          same(rate.gapHigh, difference.high, 6);
          const se = Math.max(difference.se, alikeError(rows, of, g));
          const freedom = freedomOf(rows, of, g);
          same(rate.p, 2 * studentProbability(-Math.abs(difference.difference / se), freedom), 6);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("are of two groups opposite gaps", () => {
    const rows = simulateJudged(WORLD, seeded(4));
    const of = Array.from({ length: WORLD.personas }, (_, who) => who % 2);
    const [one, other] = groupRates(rows, of, ["even", "odd"]);
    same(other.gap, -one.gap);
    same(other.gapLow, -one.gapHigh);
    same(other.p, one.p);
    expect(one.n + other.n).toBe(rows.n);
  });

  it("do not find a group whose few answers all pass", () => {
    // 10 personas with 10 answers each, where others pass 98 of 100: all pass by chance in 13 %.
    const list = Array.from({ length: 60 }, (_, persona) =>
      Array.from({ length: 10 }, (_, k) => {
        const at = persona * 10 + k;
        return { persona, prompt: at % 150, passed: persona >= 10 && at % 50 === 7 ? 0 : 1 };
      }),
    ).flat();
    const of = Array.from({ length: 60 }, (_, persona) => (persona < 10 ? 0 : 1));
    const [rate] = groupRates(judged(list), of, ["small"]);
    expect(rate).toMatchObject({ estimate: 1, n: 100, personas: 10, high: 1 });
    expect(rate.low).toBeCloseTo(wilson(10, 10).low, 12);
    expect(rate.gap).toBeCloseTo(0.02, 10);
    // Agresti and Coull: share 12/14, variance 12/14 · 2/14 / 10; the others add little.
    expect((rate.gapHigh - rate.gap) / 2.262).toBeGreaterThan(
      Math.sqrt(((12 / 14) * (2 / 14)) / 10),
    );
    expect(rate.p).toBeGreaterThan(0.5);
  });

  it("test groups of ten personas and more, and adjust over them", () => {
    const rows = simulateJudged({ ...WORLD, gap: (who) => (who < 40 ? -0.2 : 0) }, seeded(6));
    const of = Array.from({ length: WORLD.personas }, (_, who) =>
      who < 40 ? 0 : who < 80 ? 1 : who < 111 ? 2 : 3,
    );
    const rates = groupRates(rows, of, ["a", "b", "c", "nine"]);
    expect(rates.map(({ personas }) => personas)).toEqual([40, 40, 31, 9]);
    const adjusted = benjaminiHochberg(rates.slice(0, 3).map(({ p }) => p));
    rates.slice(0, 3).forEach((rate, g) => {
      same(rate.adjusted, adjusted[g], 12);
    });
    expect(rates[3].adjusted).toBeNaN();
    expect(rates[3].p).not.toBeNaN();
  });

  it("adjust and pool over all groupings, whose groups may overlap", () => {
    const rows = simulateJudged({ ...WORLD, gap: (who) => (who < 40 ? -0.2 : 0) }, seeded(6));
    const groupings = [0, 1, 2, 3].map((k) => ({
      of: Array.from({ length: WORLD.personas }, (_, who) =>
        who >= 20 * k && who < 20 * k + 40 ? 0 : 1,
      ),
      labels: [`from ${20 * k}`],
    }));
    const rates = groupRatesOver(rows, groupings);
    expect(rates.map(({ group }) => group)).toEqual(["from 0", "from 20", "from 40", "from 60"]);
    const adjusted = benjaminiHochberg(rates.map(({ p }) => p));
    rates.forEach((rate, g) => {
      const [alone] = groupRates(rows, groupings[g].of, groupings[g].labels);
      expect({ ...rate, adjusted: 0, pooled: 0 }).toEqual({ ...alone, adjusted: 0, pooled: 0 });
      same(rate.adjusted, adjusted[g], 12);
      expect(alone.adjusted).toBe(alone.p);
    });
    expect(Math.min(...rates.map(({ p }) => p))).toBeLessThan(Math.min(...adjusted));
  });

  it("have no gap without others, and nothing without answers", () => {
    const rows = simulateJudged(WORLD, seeded(8));
    const [all] = groupRates(rows, new Int8Array(WORLD.personas), ["all"]);
    expect(all.estimate).toBeCloseTo(passRate(rows).estimate, 12);
    for (const key of ["gap", "gapLow", "gapHigh", "p", "adjusted", "pooled"] as const) {
      expect(all[key]).toBeNaN();
    }
    const none = groupRates(rows, new Int8Array(WORLD.personas).fill(-1), ["none"])[0];
    expect(none).toMatchObject({ n: 0, personas: 0 });
    for (const key of ["estimate", "low", "high", "gap", "p"] as const) expect(none[key]).toBeNaN();
  });
});

describe("partial pooling", () => {
  it("draws estimates to zero by their error", () => {
    // Errors 1: τ² = (4 + 4 - 2) / 2 = 3, so 2 · 3 / (3 + 1) = 1.5.
    expect(partialPool([2, -2], [1, 1])).toEqual([1.5, -1.5]);
    // Weights 1 and 1/4: τ² = (9 - 1 + 9/4 - 1) / (5/4) = 7.4.
    const [sure, unsure] = partialPool([3, 3], [1, 2]);
    expect(sure).toBeCloseTo((3 * 7.4) / 8.4, 12);
    expect(unsure).toBeCloseTo((3 * 7.4) / 11.4, 12);
  });

  it("is zero where the spread is no more than chance", () => {
    expect(partialPool([1, -1, 0.5], [1, 1, 1])).toEqual([0, -0, 0]);
  });

  it("leaves what cannot be told, and is not moved by it", () => {
    expect(partialPool([2, Number.NaN, -2, 7], [1, 1, 1, Number.NaN])).toEqual([
      1.5,
      Number.NaN,
      -1.5,
      Number.NaN,
    ]);
    expect(partialPool([], [])).toEqual([]);
  });

  it("is nearer to true values than the estimates are", () => {
    // True values of standard deviation 0.05 with errors of 0.05: half the squared error.
    const random = seeded(9);
    const normal = () =>
      Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    const truths = Array.from({ length: 2000 }, () => 0.05 * normal());
    const estimates = truths.map((truth) => truth + 0.05 * normal());
    const errors = truths.map(() => 0.05);
    const squares = (values: readonly number[]) =>
      values.reduce((sum, value, at) => sum + (value - truths[at]) ** 2, 0);
    const ratio = squares(partialPool(estimates, errors)) / squares(estimates);
    expect(ratio).toBeGreaterThan(0.45);
    expect(ratio).toBeLessThan(0.55);
  });
});
