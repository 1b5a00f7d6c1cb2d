import { describe, expect, test } from "vitest";
import { rankPrompts } from "../../../src/components/disagreement/prompt-ranking.ts";

/** Four prompts, two groups of twenty judges each: choices for the first position. */
const zero = Float64Array.from([
  ...[10, 10], // split within both groups
  ...[20, 0], // the groups stand opposed
  ...[19, 20], // nearly all agree
  ...[12, 6], // the majorities differ
]);
const counts = { prompts: 4, groups: 2, n: new Float64Array(8).fill(20), zero };
const all = new Uint8Array(4).fill(1);
const order = (rank: Parameters<typeof rankPrompts>[2], group = 0) =>
  rankPrompts(counts, all, rank, group).prompts.map(({ prompt }) => prompt);

describe("rankPrompts", () => {
  test("by polarisation, and the other way", () => {
    expect(order("split")).toEqual([0, 1, 3, 2]);
    expect(order("consensus")).toEqual([2, 3, 0, 1]);
  });

  test("by how much the groups differ", () => {
    const ranked = rankPrompts(counts, all, "gap", 0).prompts;
    expect(ranked[0]).toMatchObject({ prompt: 1, n: 40, share: 0.5 });
    expect(ranked[0].association).toBeCloseTo(1, 1);
    expect(ranked[1].prompt).toBe(3);
  });

  test("by where a group's majority is not the others'", () => {
    const { prompts } = rankPrompts(counts, all, "outvoted", 0);
    expect(prompts.map(({ prompt, lead }) => [prompt, lead])).toEqual([
      [1, 1],
      [3, expect.closeTo(0.3)],
    ]);
  });

  test("leaves out prompts that are masked or that too few judged, and counts the latter", () => {
    const thin = { ...counts, n: Float64Array.from([4, 5, 20, 20, 20, 20, 9, 20]) };
    const zeros = Float64Array.from([2, 2, 20, 0, 19, 20, 5, 6]);
    const few = { ...thin, zero: zeros };
    expect(rankPrompts(few, all, "split", 0)).toMatchObject({ few: 1 });
    expect(rankPrompts(few, all, "outvoted", 0).few).toBe(2);
    const masked = rankPrompts(few, Uint8Array.from([0, 0, 1, 0]), "split", 0);
    expect(masked.prompts.map(({ prompt }) => prompt)).toEqual([2]);
    expect(masked.few).toBe(0);
  });
});
