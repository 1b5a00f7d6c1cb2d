import { describe, expect, test } from "vitest";
import type { CodedPersonas } from "../../../src/schema/tables.ts";
import { seeded } from "../../../src/stats/random.ts";
import { clusteredSupport } from "../../../src/testbed/opinions/clustered-support.ts";
import {
  COMPARISONS,
  simulatedSupport,
  supportFit,
  withGaps,
} from "../../../src/testbed/opinions/validation.ts";
import { supportIntervals } from "../../../src/testbed/opinions/validation-intervals.ts";
import type { Issue } from "../../../src/testbed/prompts/issue.ts";

const cell = (item: string, level: string, support: number, simulated: number) => ({
  item,
  factor: "sex",
  level,
  isHeldBack: false,
  support,
  n: 100,
  simulated,
  choices: 100,
});

/** Two items; the simulated groups are half as far apart, and 0.1 higher on the first. */
const CELLS = withGaps([
  cell("a", "Male", 0.4, 0.55),
  cell("a", "Female", 0.6, 0.65),
  cell("b", "Male", 0.1, 0.2),
  cell("b", "Female", 0.5, 0.4),
]);

describe("the fit of simulated support", () => {
  test("takes off each side's mean over an item's groups", () => {
    const gaps = CELLS.map(({ surveyGap, simulatedGap }) => [surveyGap, simulatedGap]);
    expect(gaps.flat().map((gap) => Number(gap.toFixed(9)))).toEqual([
      -0.1, -0.05, 0.1, 0.05, -0.2, -0.1, 0.2, 0.1,
    ]);
  });

  test("has the answers by hand", () => {
    const fit = supportFit(CELLS);
    expect(fit).toMatchObject({ items: 2, cells: 4 });
    // |0.15|, |0.05|, |0.1|, |-0.1|; the gaps are 0.05, 0.05, 0.1, 0.1 apart.
    expect(fit.difference).toBeCloseTo(0.1, 9);
    expect(fit.gapDifference).toBeCloseTo(0.075, 9);
    expect(fit.gapRank).toBeCloseTo(1, 9);
    expect(fit.gapSlope).toBeCloseTo(0.5, 9);
    // Ranks 2, 4, 1, 3 and 3, 4, 1, 2: 1 - 6 · 2 / (4 · 15).
    expect(fit.rank).toBeCloseTo(0.8, 9);
  });

  test("by chance alone is the mean of |N(0, v)|", () => {
    const [first] = CELLS;
    const variance = (0.4 * 0.6) / 100 + (0.55 * 0.45) / 100;
    expect(supportFit([first]).chance).toBeCloseTo(Math.sqrt((2 * variance) / Math.PI), 12);
  });

  test("has intervals over items that hold what all items share", () => {
    const { gapSlope, gapDifference } = supportIntervals(CELLS, seeded(1), 200);
    expect(gapSlope.low).toBeCloseTo(0.5, 9);
    expect(gapSlope.high).toBeCloseTo(0.5, 9);
    expect(gapDifference.low).toBeCloseTo(0.05, 9);
    expect(gapDifference.high).toBeCloseTo(0.1, 9);
    expect(supportIntervals(CELLS, seeded(1), 20)).toEqual(supportIntervals(CELLS, seeded(1), 20));
  });

  test("compares every factor once", () => {
    expect(Object.values(COMPARISONS).flat().sort()).toEqual(
      ["age", "degree", "origin", "party", "race", "sex"].sort(),
    );
  });
});

test("support counts adults' choices of the supporting position, minors' and ties not", () => {
  const personas = {
    n: 3,
    codes: { sex: [0, 1, 0], is_adult: [1, 1, 0] },
  } as unknown as CodedPersonas;
  const issues = [
    { id: "permits", survey: { source: "GSS", item: "gunlaw", support: 1 } },
    { id: "other" },
  ] as unknown as Issue[];
  const promptIssue = ["permits", "other", "permits"];
  // 60 choices of each adult on two prompts: of the man 0 and 1 in turn, of the woman 1 and tie.
  const rows = Array.from({ length: 180 }, (_, i) => ({
    who: i % 3,
    prompt: i % 2 === 0 ? 0 : 2,
    choice: [i % 2, i % 2 === 0 ? 1 : 2, 1][i % 3],
  }));
  const feedback = {
    persona: Uint32Array.from(rows, ({ who }) => who),
    prompt: Uint16Array.from(rows, ({ prompt }) => prompt),
    choice: Uint8Array.from(rows, ({ choice }) => choice),
  };
  const cells = ["Male", "Female"].map((level) => ({
    item: "gunlaw",
    factor: "sex",
    level,
    isHeldBack: true,
    support: 0.5,
    n: 40,
  }));
  const found = simulatedSupport(cells, issues, promptIssue, personas, feedback);
  expect(found.map(({ simulated, choices }) => [simulated, choices])).toEqual([
    [0.5, 60],
    [0.5, 60],
  ]);
  const clustered = clusteredSupport(cells[0], issues, promptIssue, personas, feedback);
  expect(clustered).toMatchObject({ mean: 0.5, n: 60, clusters: [1, 2] });
});
