import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Random } from "../../../src/stats/random.ts";
import { seeded } from "../../../src/stats/random.ts";
import {
  ANY,
  type ConditionalTable,
  countTable,
} from "../../../src/testbed/census/conditional-table.ts";
import { buildSampler, drawColumn } from "../../../src/testbed/personas/sampler.ts";
import { codedRows } from "../census/tables-of.ts";

/** A table of z given x and y, three levels each. */
const tableOf = (rows: readonly (readonly [number, number, readonly number[]])[]) =>
  ({
    key: "z",
    levels: 3,
    parents: ["x", "y"],
    parentLevels: [3, 3],
    rows: rows.map(([x, y, counts]) => ({ parents: [x, y], counts: Float64Array.from(counts) })),
    n: 100,
  }) satisfies ConditionalTable;

const levelsDrawn = (table: ConditionalTable, x: number, y: number, n: number) => {
  const parents = [new Uint8Array(n).fill(x), new Uint8Array(n).fill(y)];
  const counts = new Array<number>(table.levels).fill(0);
  for (const level of drawColumn(buildSampler(table), parents, n, seeded(1))) counts[level]++;
  return counts;
};

/**
 * Prefix and counts that a combination draws from, by search: its own row; else the pool of its
 * longest known prefix; else all rows of that prefix.
 */
function distributionFor({ rows }: ConditionalTable, combination: readonly number[]) {
  for (let depth = combination.length; depth >= 0; depth--) {
    const prefix = combination.slice(0, depth);
    const within = rows.filter(({ parents }) => prefix.every((level, i) => parents[i] === level));
    if (within.length === 0) continue;
    const pool = within.filter(({ parents }) => parents.slice(depth).every((of) => of === ANY));
    const counts = (pool.length > 0 ? pool : within)
      .map((row) => [...row.counts])
      .reduce((a, b) => a.map((count, level) => count + b[level]));
    return { prefix: prefix.join(), counts };
  }
  throw new RangeError("an empty table");
}

describe("drawColumn", () => {
  test("of rows that share a distribution, each level's number is off by less than one", () => {
    fc.assert(
      fc.property(codedRows, fc.integer({ min: 1, max: 12 }), fc.nat(), (coded, minimum, seed) => {
        const { child, levels, parents, weights } = coded;
        const table = countTable("z", child, levels, parents, weights, minimum);
        const codes = parents.map((parent) => parent.codes);
        const column = drawColumn(buildSampler(table), codes, child.length, seeded(seed));
        const groups = new Map<string, { counts: number[]; drawn: number[] }>();
        column.forEach((level, row) => {
          const combination = codes.map((of) => of[row]);
          const { prefix, counts } = distributionFor(table, combination);
          const group = groups.get(prefix) ?? { counts, drawn: [] };
          group.drawn.push(level);
          groups.set(prefix, group);
        });
        for (const { counts, drawn } of groups.values()) {
          const total = counts.reduce((a, b) => a + b, 0);
          counts.forEach((count, level) => {
            const found = drawn.filter((other) => other === level).length;
            const expected = (drawn.length * count) / total;
            expect(Math.abs(found - expected)).toBeLessThan(1 + 1e-9);
          });
        }
      }),
    );
  });

  const table = tableOf([
    [0, 0, [1, 0, 0]],
    [0, 1, [0, 1, 0]],
    [0, ANY, [1, 0, 3]],
    [1, 0, [0, 2, 2]],
    [1, 2, [4, 0, 0]],
    [ANY, ANY, [0, 0, 5]],
  ]);

  test("a combination of its own draws from its own row", () => {
    expect(levelsDrawn(table, 0, 1, 8)).toEqual([0, 8, 0]);
    expect(levelsDrawn(table, 1, 0, 8)).toEqual([0, 4, 4]);
  });

  test("an unseen combination draws from the pool of its prefix", () => {
    expect(levelsDrawn(table, 0, 2, 8)).toEqual([2, 0, 6]);
    expect(levelsDrawn(table, 2, 1, 8)).toEqual([0, 0, 8]);
  });

  test("where nothing was pooled, it draws from all rows of its prefix", () => {
    // Given x = 1: (0, 2, 2) and (4, 0, 0) together are (4, 2, 2) of 8.
    expect(levelsDrawn(table, 1, 1, 8)).toEqual([4, 2, 2]);
  });

  test("what never occurs is never drawn, whatever the random numbers", () => {
    const counts = fc.array(
      fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 1e6, noNaN: true })),
      {
        minLength: 3,
        maxLength: 3,
      },
    );
    const extremes: Random[] = [0, 1 - 2 ** -32].map((value) => ({
      next: () => value,
      below: (n) => Math.floor(value * n),
    }));
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 40 }), (of, n) => {
        fc.pre(of.some((count) => count > 0));
        const sampler = buildSampler({ ...tableOf([[0, 0, of]]) });
        for (const random of extremes) {
          const zeros = [new Uint8Array(n), new Uint8Array(n)];
          for (const level of drawColumn(sampler, zeros, n, random)) {
            expect(of[level]).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  test("the end of a distribution is one, so that its last level is one that occurs", () => {
    // 0.1 + 0.2 + ... in shares of ten equal counts ends at 0.9999999999999999.
    const sampler = buildSampler({
      key: "z",
      levels: 11,
      parents: [],
      parentLevels: [],
      rows: [
        { parents: [], counts: Float64Array.from({ length: 11 }, (_, i) => (i < 10 ? 1 : 0)) },
      ],
      n: 10,
    });
    expect(sampler.cumulative[9]).toBe(1);
  });

  test("who gets which level is random, and the same for the same seed", () => {
    const parents = [new Uint8Array(60).fill(1), new Uint8Array(60)];
    const draw = (seed: number) => [...drawColumn(buildSampler(table), parents, 60, seeded(seed))];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual([...draw(1)].sort());
  });
});
