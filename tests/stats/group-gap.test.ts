import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusteredMean } from "../../src/stats/clustered-mean.ts";
import { type GapCell, type GapRows, groupGaps } from "../../src/stats/group-gap.ts";
import { seeded } from "../../src/stats/random.ts";
import { gapRows, simulateChoices, type World } from "./simulated-choices.ts";

interface Influence {
  readonly persona: number;
  readonly prompt: number;
  readonly y: number;
  readonly isInside: boolean;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Σ over clusters of the squared sum of influence, row against row, times G / (G − 1). */
function clusteredVariance(
  rows: readonly (Influence & { readonly influence: number })[],
  isTogether: (a: Influence, b: Influence) => boolean,
  clusters: number,
): number {
  let sum = 0;
  for (const a of rows) {
    for (const b of rows) if (isTogether(a, b)) sum += a.influence * b.influence;
  }
  return clusters > 1 ? (sum * clusters) / (clusters - 1) : Number.NaN;
}

/** The gap and its error from the definition, every pair of choices compared. */
function gapByPairs(table: GapRows, t: number, g: number) {
  const { persona, prompt, choice, pole, topic, group } = table;
  const rows = Array.from(persona as number[], (who, i): Influence => {
    const picked = choice[i] === 2 ? 0.5 : 1 - choice[i];
    const y = pole[prompt[i]] > 0 ? picked : 1 - picked;
    return { persona: who, prompt: prompt[i], y, isInside: group[who] === g };
  }).filter((row) => {
    const isOfTopic = topic[row.prompt] === t && pole[row.prompt] !== 0;
    return isOfTopic && group[row.persona] >= 0;
  });
  const inside = rows.filter(({ isInside }) => isInside);
  const outside = rows.filter(({ isInside }) => !isInside);
  const [m, r] = [inside, outside].map((side) => mean(side.map(({ y }) => y)));
  const withInfluence = rows.map((row) => ({
    ...row,
    influence: row.isInside ? (row.y - m) / inside.length : -(row.y - r) / outside.length,
  }));
  const distinct = (of: readonly Influence[], key: "persona" | "prompt") =>
    new Set(of.map((row) => row[key])).size;
  const sides = [true, false].map((side) => withInfluence.filter((row) => row.isInside === side));
  const byPersona = sides.map((side) =>
    clusteredVariance(side, (a, b) => a.persona === b.persona, distinct(side, "persona")),
  );
  const byChoice = sides.map((side) => clusteredVariance(side, (a, b) => a === b, side.length));
  const fewest = Math.min(distinct(inside, "prompt"), distinct(outside, "prompt"));
  const byPrompt = clusteredVariance(withInfluence, (a, b) => a.prompt === b.prompt, fewest);
  const ofPersonas = byPersona[0] + byPersona[1];
  const both = ofPersonas + byPrompt - byChoice[0] - byChoice[1];
  return { gap: m - r, se: Math.sqrt(Math.max(both, ofPersonas, byPrompt)), n: inside.length };
}

const same = (value: number, expected: number, digits = 6) =>
  Number.isNaN(expected) ? expect(value).toBeNaN() : expect(value).toBeCloseTo(expected, digits);

/** Two personas in each of two groups, two prompts of one topic: choices by persona. */
const table = (...choices: readonly (readonly [number, number])[]): GapRows => ({
  persona: choices.flatMap((_, who) => [who, who]),
  prompt: choices.flatMap(() => [0, 1]),
  choice: choices.flat(),
  pole: [1, 1],
  topic: [0, 0],
  topics: 1,
  group: [0, 0, 1, 1],
  groups: 2,
});

describe("gaps between a group and all others", () => {
  it("gives an answer worked by hand", () => {
    // Pole choices 1 1, 1 0 in the group and 0 0, 0 1 outside: m = 3/4, r = 1/4. Sums of influence
    // by persona ±1/8 on each side: V_A = 2 · (2/64) · 2 = 1/8. By prompt ±1/4: V_B = (2/16) · 2 =
    // 1/4. By choice (3/16 + 9/16) / 16 · 4/3 = 1/16 on each side. V = 1/8 + 1/4 − 1/8 = 1/4.
    const { cells, skipped } = groupGaps(table([0, 0], [0, 1], [1, 1], [1, 0]));
    expect(skipped).toBe(0);
    expect(cells[0]).toMatchObject({ share: 0.75, others: 0.25, gap: 0.5, n: 4 });
    expect(cells[0]).toMatchObject({ personas: 2, prompts: 2 });
    expect(cells[0].se).toBeCloseTo(0.5, 12);
    // One degree of freedom: the Cauchy distribution, with P(|t| > 1) = 1/2.
    expect(cells[0].p).toBeCloseTo(0.5, 10);
    expect(cells[0].high).toBeCloseTo(0.5 + 0.5 * Math.tan(0.475 * Math.PI), 8);
    expect(cells[1].gap).toBe(-0.5);
  });

  it("takes the largest of the three variances", () => {
    // Persona sums 0 within prompts that pull apart: choices 1 0, 0 1 on each side have persona
    // and prompt sums of zero, so that V = -V_AB < 0 and the error is that of a cluster, zero.
    const { cells } = groupGaps(table([0, 1], [1, 0], [0, 1], [1, 0]));
    expect(cells[0]).toMatchObject({ gap: 0, se: 0, low: 0, high: 0 });
    expect(cells[0].p).toBeNaN();
  });

  it("equals the definition over pairs of choices", () => {
    fc.assert(
      fc.property(gapRows, (rows) => {
        const { cells } = groupGaps(rows);
        for (let cell = 0; cell < cells.length; cell++) {
          const { gap, se, n, low, high } = cells[cell];
          const expected = gapByPairs(rows, Math.floor(cell / 3), cell % 3);
          same(gap, expected.gap);
          same(se, expected.se);
          expect(n).toBe(expected.n);
          if (!Number.isNaN(se)) {
            expect(low).toBeLessThanOrEqual(gap);
            expect(high).toBeGreaterThanOrEqual(gap);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("counts each choice in a cell or as skipped", () => {
    fc.assert(
      fc.property(gapRows, (rows) => {
        const { cells, skipped } = groupGaps(rows);
        expect(cells.reduce((sum, { n }) => sum + n, skipped)).toBe(rows.persona.length);
      }),
    );
  });

  it("is the clustered mean's error where the others all agree", () => {
    // Others without variation add nothing: the gap is the group's mean less 1.
    const random = seeded(3);
    for (let round = 0; round < 20; round++) {
      const rows = simulateChoices({ ...WORLD, sizes: [12, 14] }, random);
      const choice = Array.from(rows.choice as number[], (picked, i) =>
        rows.group[rows.persona[i]] === 0 ? picked : 0,
      );
      const [cell] = groupGaps({ ...rows, choice }).cells;
      const own = choice.flatMap((_, i) => (rows.group[rows.persona[i]] === 0 ? [i] : []));
      const expected = clusteredMean(
        own.map((i) => 1 - choice[i]),
        [own.map((i) => rows.persona[i]), own.map((i) => rows.prompt[i])],
      );
      expect(cell.gap).toBeCloseTo(expected.mean - 1, 12);
      expect(cell.se).toBeCloseTo(expected.se, 10);
    }
  });

  it("turns its sign with the pole, and is opposite for the other of two groups", () => {
    const turned = (cell: GapCell) => [-cell.gap, cell.se, -cell.high, -cell.low, cell.p];
    const plain = ({ gap, se, low, high, p }: GapCell) => [gap, se, low, high, p];
    fc.assert(
      fc.property(gapRows, (rows) => {
        const pole = Array.from(rows.pole as number[], (of) => -of);
        const { cells } = groupGaps(rows);
        groupGaps({ ...rows, pole }).cells.forEach((cell, at) => {
          plain(cell).forEach((value, i) => {
            same(value, turned(cells[at])[i]);
          });
        });
        const group = Array.from(rows.group as number[], (of) => Math.min(of, 1));
        const two = groupGaps({ ...rows, group, groups: 2 }).cells;
        for (const [one, other] of [two.slice(0, 2), two.slice(2)]) {
          plain(one).forEach((value, i) => {
            same(value, turned(other)[i]);
          });
        }
      }),
    );
  });

  it("lets what all think of a prompt drop out", () => {
    // All judge both prompts, and choose by the prompt alone: no gap, and no error by prompt.
    const { cells } = groupGaps(table([0, 1], [0, 1], [0, 1], [0, 1]));
    expect(cells[0]).toMatchObject({ gap: 0, se: 0 });
  });

  it("does not take rounding for variation", () => {
    // Five personas a group judge five prompts and choose the pole on one each, a different one:
    // every sum of influence is zero, but one fifth is no binary fraction.
    const cells = Array.from({ length: 50 }, (_, i) => i);
    const [cell] = groupGaps({
      persona: cells.map((i) => Math.floor(i / 5)),
      prompt: cells.map((i) => i % 5),
      choice: cells.map((i) => (i % 5 === Math.floor(i / 5) % 5 ? 0 : 1)),
      pole: [1, 1, 1, 1, 1],
      topic: [0, 0, 0, 0, 0],
      topics: 1,
      group: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
      groups: 2,
    }).cells;
    expect(cell).toMatchObject({ share: 0.2, others: 0.2, gap: 0, se: 0 });
    expect(cell.p).toBeNaN();
  });

  it.each([
    ["one group only", { group: [0, 0, 0, 0], groups: 1 }],
    ["an empty group", { group: [1, 1, 1, 1] }],
    ["nobody in a group", { group: [-1, -1, -1, -1] }],
    ["no prompt with a pole", { pole: [0, 0] }],
    ["no prompt with a topic", { topic: [-1, -1] }],
  ])("has no gap with %s", (_, change) => {
    const rows = { ...table([0, 0], [0, 1], [1, 1], [1, 0]), ...change };
    for (const cell of groupGaps(rows).cells) {
      for (const key of ["gap", "se", "low", "high", "p"] as const) expect(cell[key]).toBeNaN();
    }
  });

  it("has no error for one persona or one prompt, on either side", () => {
    const alone = table([0, 0], [0, 1], [1, 1], [1, 0]);
    for (const change of [{ group: [0, 1, 1, 1] }, { topic: [0, -1] }]) {
      for (const cell of groupGaps({ ...alone, ...change }).cells) {
        expect(cell.gap).not.toBeNaN();
        for (const key of ["se", "low", "high", "p"] as const) expect(cell[key]).toBeNaN();
      }
    }
    expect(groupGaps({ ...alone, persona: [], prompt: [], choice: [] }).cells[0].n).toBe(0);
  });

  it("claims nothing where all agree", () => {
    const [cell] = groupGaps(table([0, 0], [0, 0], [0, 0], [0, 0])).cells;
    expect(cell).toMatchObject({ share: 1, others: 1, gap: 0, se: 0 });
    expect(cell.p).toBeNaN();
  });
});

const WORLD: World = {
  sizes: [60, 40, 20],
  prompts: 30,
  each: 8,
  leanings: [0, 0, 0],
  ownSd: 0.8,
  promptSd: 0.8,
  crossedSd: 0.5,
};

describe("intervals of gaps, simulated", () => {
  const ROUNDS = 400;
  const cellsOf = (world: World, seed: number) => {
    const random = seeded(seed);
    const rounds = Array.from(
      { length: ROUNDS },
      () => groupGaps(simulateChoices(world, random)).cells,
    );
    return world.sizes.map((_, g) => rounds.map((cells) => cells[g]));
  };
  const covered = (cells: readonly GapCell[], truth: number) =>
    mean(cells.map(({ low, high }) => (low <= truth && truth <= high ? 1 : 0)));

  // 400 rounds of 95 % have a standard deviation of 1.1 points; four of them are allowed.
  it.each([
    ["personas, prompts and their meeting vary", WORLD],
    ["nothing varies but the choices", { ...WORLD, ownSd: 0, promptSd: 0, crossedSd: 0 }],
  ])("hold no gap in 95 of 100 where %s", (_, world) => {
    for (const cells of cellsOf(world, 7)) {
      expect(covered(cells, 0)).toBeGreaterThan(0.905);
      expect(covered(cells, 0)).toBeLessThan(0.995);
      expect(mean(cells.map(({ p }) => (p < 0.05 ? 1 : 0)))).toBeCloseTo(1 - covered(cells, 0), 9);
    }
  });

  it("hold planted gaps in 95 of 100, and find them", () => {
    const groups = cellsOf({ ...WORLD, leanings: [1, 0, -1] }, 8);
    for (const cells of groups) {
      // The mean of the rounds stands for the true gap: its own error is a twentieth of theirs.
      const truth = mean(cells.map(({ gap }) => gap));
      expect(covered(cells, truth)).toBeGreaterThan(0.905);
      expect(covered(cells, truth)).toBeLessThan(0.995);
    }
    const [most, , least] = groups;
    expect(mean(most.map(({ p }) => (p < 0.05 ? 1 : 0)))).toBeGreaterThan(0.95);
    expect(mean(most.map(({ gap }) => gap))).toBeGreaterThan(0.2);
    expect(mean(least.map(({ gap }) => gap))).toBeLessThan(-0.2);
  });
});
