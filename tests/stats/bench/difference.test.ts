import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusteredDifference } from "../../../src/stats/bench/difference.ts";
import { seeded } from "../../../src/stats/random.ts";
import { coverage, judged, judgedRows, simulateJudged } from "./judged.ts";

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** The difference and its variance from the definition, every row against every row. */
function byPairsOfRows(
  values: ArrayLike<number>,
  side: (row: number) => number,
  [a, b]: readonly [ArrayLike<number>, ArrayLike<number>],
) {
  const rows = Array.from(values, (value, row) => ({ value, row, at: side(row) })).filter(
    ({ value, at }) => at >= 0 && !Number.isNaN(value),
  );
  const sides = [0, 1].map((s) => rows.filter(({ at }) => at === s));
  const means = sides.map((list) => mean(list.map(({ value }) => value)));
  const influence = rows.map(
    ({ value, at }) => ((1 - 2 * at) * (value - means[at])) / sides[at].length,
  );
  const together = (isSame: (i: number, j: number) => boolean) => {
    let sum = 0;
    rows.forEach((one, i) => {
      rows.forEach((other, j) => {
        if (isSame(one.row, other.row)) sum += influence[i] * influence[j];
      });
    });
    return sum;
  };
  const fewest = [a, b].map((factor) =>
    Math.min(...sides.map((list) => new Set(list.map(({ row }) => factor[row])).size)),
  );
  const inflated = (sum: number, f: number) => (sum * fewest[f]) / (fewest[f] - 1);
  const ofA = inflated(
    together((i, j) => a[i] === a[j]),
    0,
  );
  const ofB = inflated(
    together((i, j) => b[i] === b[j]),
    1,
  );
  const ofBoth = together((i, j) => a[i] === a[j] && b[i] === b[j]);
  return {
    difference: means[0] - means[1],
    variance: Math.max(ofA + ofB - ofBoth, ofA, ofB),
    isDefined: Math.min(...fewest) > 1,
  };
}

describe("the difference of two means", () => {
  it("gives an answer worked by hand", () => {
    // Values 1 1, 1 0 against 0 0, 0 1 on two prompts: m = 3/4, r = 1/4. Sums of influence by
    // persona ±1/8: V_A = 4/64 · 2 = 1/8. By prompt ±1/4: V_B = 2/16 · 2 = 1/4. By question
    // (3/16 + 9/16) / 16 on each side, V_AB = 3/32. V = 1/8 + 1/4 - 3/32 = 9/32.
    const of = clusteredDifference([1, 1, 1, 0, 0, 0, 0, 1], (row) => (row < 4 ? 0 : 1), [
      [0, 0, 1, 1, 2, 2, 3, 3],
      [0, 1, 0, 1, 0, 1, 0, 1],
    ]);
    expect(of).toMatchObject({ means: [0.75, 0.25], n: [4, 4], clusters: [2, 2], difference: 0.5 });
    expect(of.se ** 2).toBeCloseTo(9 / 32, 12);
    // One degree of freedom: Cauchy's distribution.
    expect(of.p).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(0.5 / of.se), 10);
    expect(of.high).toBeCloseTo(0.5 + of.se * Math.tan(0.475 * Math.PI), 8);
    expect(of.low).toBeCloseTo(0.5 - of.se * Math.tan(0.475 * Math.PI), 8);
  });

  it("equals the definition over pairs of rows", () => {
    fc.assert(
      fc.property(judgedRows, fc.array(fc.constantFrom(-1, 0, 0, 1, 1)), (rows, sides) => {
        const side = (row: number) => sides[row % sides.length] ?? row % 2;
        const factors = [rows.persona, rows.prompt] as const;
        const { difference, se } = clusteredDifference(rows.passed, side, factors);
        const expected = byPairsOfRows(rows.passed, side, factors);
        if (Number.isNaN(expected.difference)) expect(difference).toBeNaN();
        else expect(difference).toBeCloseTo(expected.difference, 10);
        if (expected.isDefined && expected.variance > 1e-12) {
          expect(se).toBeCloseTo(Math.sqrt(expected.variance), 8);
        } else expect(se).toBeNaN();
      }),
      { numRuns: 300 },
    );
  });

  it("turns its sign with the sides", () => {
    const rows = simulateJudged({ ...WORLD, gap: () => 0 }, seeded(5));
    const factors = [rows.persona, rows.prompt] as const;
    const one = clusteredDifference(rows.passed, (row) => row % 2, factors);
    const other = clusteredDifference(rows.passed, (row) => 1 - (row % 2), factors);
    expect(other.difference).toBeCloseTo(-one.difference, 12);
    expect(other.low).toBeCloseTo(-one.high, 12);
    expect(other.p).toBeCloseTo(one.p, 12);
  });

  it("lets what a cluster adds to both sides drop out", () => {
    // Every persona answers on both sides alike, prompt by prompt: no difference, no error.
    const rows = judged(
      [0, 1, 2, 3].flatMap((persona) =>
        [0, 1].flatMap((prompt) =>
          [0, 1].map(() => ({ persona, prompt, passed: (persona + prompt) % 2 })),
        ),
      ),
    );
    const of = clusteredDifference(rows.passed, (row) => row % 2, [rows.persona, rows.prompt]);
    expect(of.difference).toBe(0);
    expect(of.se).toBeNaN();
  });

  it.each([
    ["a side is empty", () => 0],
    ["a side has one persona", (row: number) => (row < 2 ? 0 : 1)],
  ])("has no interval where %s", (_, side) => {
    const of = clusteredDifference([1, 0, 1, 0, 1, 1], side, [
      [0, 0, 1, 1, 2, 2],
      [0, 1, 0, 1, 0, 1],
    ]);
    for (const key of ["se", "low", "high", "p"] as const) expect(of[key]).toBeNaN();
  });
});

const WORLD = {
  personas: 120,
  prompts: 60,
  each: 8,
  rate: 0.6,
  personaEffect: 0.15,
  promptEffect: 0.2,
};

describe("its interval, simulated", () => {
  const ROUNDS = 500;
  const rounds = (gap: number) => {
    const random = seeded(11);
    return Array.from({ length: ROUNDS }, () => {
      const rows = simulateJudged({ ...WORLD, gap: (who) => (who < 40 ? gap : 0) }, random);
      const side = (row: number) => (rows.persona[row] < 40 ? 0 : 1);
      return clusteredDifference(rows.passed, side, [rows.persona, rows.prompt]);
    });
  };

  // 500 rounds of 95 % have a standard deviation of one point; four of them are allowed.
  it.each([0, 0.15])("holds a difference of %f in 95 of 100", (gap) => {
    const held = coverage(rounds(gap), gap);
    expect(held).toBeGreaterThan(0.91);
    expect(held).toBeLessThan(0.99);
  });

  it("finds nothing in 95 of 100 where there is nothing", () => {
    const found = rounds(0).filter(({ p }) => p < 0.05).length / ROUNDS;
    expect(found).toBeGreaterThan(0.01);
    expect(found).toBeLessThan(0.09);
  });
});
