import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type BlockResult,
  type BlockTask,
  drawPassing,
  makeBlock,
} from "../../../src/testbed/personas/block.ts";
import { runBlocks } from "../../../src/testbed/personas/block-pool.ts";
import { applyRules } from "../../../src/testbed/personas/rules.ts";
import { loadSources } from "../../../src/testbed/personas/sources.ts";

const data = join(import.meta.dirname, "../../../data");
const sources = await loadSources(data);

/** Blocks of unequal size, so that later ones end before earlier ones. */
const tasks = [600, 20, 20, 300].map((size, block, sizes): BlockTask => {
  const first = 1 + sizes.slice(0, block).reduce((a, b) => a + b, 0);
  return { block, size, first, total: 940, seed: 3, weight: 2 };
});

describe("runBlocks", () => {
  test("hands on the blocks in order, with the bytes of a single thread", {
    timeout: 60_000,
  }, async () => {
    const taken: BlockResult[] = [];
    const running = runBlocks(data, tasks, 2, (result) => {
      taken.push(result);
      if (taken.length === tasks.length) throw new Error("no space is left");
    });
    // Who takes the blocks may fail too, and stops the threads.
    await expect(running).rejects.toThrow("no space is left");
    expect(taken.map(({ block }) => block)).toEqual([0, 1, 2, 3]);
    taken.forEach(({ group, candidates, rejected }, i) => {
      const alone = makeBlock(sources, tasks[i]);
      expect(group.rows).toBe(tasks[i].size);
      expect(Buffer.compare(group.bytes, alone.group.bytes)).toBe(0);
      expect([candidates, [...rejected]]).toEqual([alone.candidates, [...alone.rejected]]);
    });
  });

  test("fails with the reason of the worker", async () => {
    await expect(runBlocks(join(data, "nowhere"), tasks, 1, () => {})).rejects.toThrow("nowhere");
  });
});

describe("drawPassing", () => {
  test("keeps exactly the candidates that break no rule, most of them", () => {
    const { candidates, rows, rejected } = drawPassing(sources, 3000, 8, 0);
    const { passes, counts } = applyRules(candidates);
    expect([...rows]).toEqual([...passes.keys()].filter((row) => passes[row] === 1));
    expect(rejected).toEqual(counts);
    expect(rows.length).toBeGreaterThan(2800);
  });

  test("streams of one seed are different people, the same each time", () => {
    const ages = (stream: number) => drawPassing(sources, 50, 8, stream).candidates.numbers.age;
    expect(ages(1)).toEqual(ages(1));
    expect(ages(1)).not.toEqual(ages(2));
  });
});
