import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupReliability, permutationTest } from "../../src/stats/group-reliability.ts";
import { krippendorffAlpha } from "../../src/stats/krippendorff-alpha.ts";
import { countPrompts, type PromptCounts } from "../../src/stats/prompt-shares.ts";
import { seeded } from "../../src/stats/random.ts";
import { countRatings } from "../../src/stats/rating-counts.ts";
import { gapRows, simulateChoices, type World } from "./simulated-choices.ts";

/** Counts from, by prompt and group, [choices for position 0, choices]. */
function countsOf(table: readonly (readonly (readonly [number, number])[])[]): PromptCounts {
  return {
    prompts: table.length,
    groups: table[0].length,
    n: Float64Array.from(table.flat(), ([, n]) => n),
    zero: Float64Array.from(table.flat(), ([zero]) => zero),
  };
}

/** Cross-replication reliability by its definition, every pair of choices compared. */
function crossByPairs({ prompts, groups, n, zero }: PromptCounts, g: number, h: number): number {
  const choices = (prompt: number, group: number) => {
    const at = prompt * groups + group;
    return Array.from({ length: n[at] }, (_, i) => (i < zero[at] ? 0 : 1));
  };
  const differ = (a: number[], b: number[]) =>
    a.flatMap((x) => b.map((y) => Math.abs(x - y))).reduce((sum, d) => sum + d, 0);
  const both = Array.from({ length: prompts }, (_, prompt) => prompt).filter(
    (prompt) => n[prompt * groups + g] > 0 && n[prompt * groups + h] > 0,
  );
  const [all, others] = [g, h].map((group) => both.flatMap((prompt) => choices(prompt, group)));
  let observed = 0;
  for (const prompt of both) {
    const [a, b] = [choices(prompt, g), choices(prompt, h)];
    observed += ((a.length + b.length) * differ(a, b)) / (a.length * b.length);
  }
  const expected = differ(all, others) / (all.length * others.length);
  return 1 - observed / (all.length + others.length) / expected;
}

const same = (value: number, expected: number, digits = 9) =>
  Number.isFinite(expected) ? expect(value).toBeCloseTo(expected, digits) : expect(value).toBeNaN();

const cell = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.nat())
  .map(([n, at]) => [at % (n + 1), n] as const);
const tables = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
  minLength: 1,
  maxLength: 6,
});

describe("reliability within and across groups", () => {
  it("gives the answer of the authors' own program across groups", () => {
    // The example of its tests, 2/11: observed (5 + 4 + 5 + 4) / 2 / 22 = 9/22, expected 1/2.
    // Prompts 6 and 7 are judged by one group only.
    const { matrix } = groupReliability(
      countsOf([
        [
          [0, 2],
          [0, 2],
        ],
        [
          [0, 3],
          [1, 2],
        ],
        [
          [2, 2],
          [1, 2],
        ],
        [
          [3, 3],
          [1, 2],
        ],
        [
          [1, 2],
          [2, 2],
        ],
        [
          [3, 3],
          [0, 0],
        ],
        [
          [2, 3],
          [0, 0],
        ],
      ]),
    );
    expect(matrix[1]).toBeCloseTo(2 / 11, 12);
    expect(matrix[2]).toBe(matrix[1]);
  });

  it("equals the definition across groups", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const counts = countsOf(table);
        const { matrix, xrr } = groupReliability(counts);
        for (let g = 0; g < 3; g++) {
          for (let h = 0; h < 3; h++) {
            if (g !== h) same(matrix[g * 3 + h], crossByPairs(counts, g, h));
          }
        }
        // All others as one group: the first against the second and third together.
        const together = table.map(([first, [y, n], [z, m]]) => [first, [y + z, n + m] as const]);
        same(xrr[0], crossByPairs(countsOf(together), 0, 1));
      }),
    );
  });

  it("is Krippendorff's nominal alpha within a group", () => {
    fc.assert(
      fc.property(gapRows, ({ persona, prompt, choice, topic, group }) => {
        const sides = Array.from(choice as number[], (of) => of % 2);
        const counts = countPrompts(persona, prompt, sides, topic.length, group, 3);
        const { irr, matrix } = groupReliability(counts);
        for (let g = 0; g < 3; g++) {
          const own = sides.flatMap((_, i) => (group[persona[i]] === g ? [i] : []));
          const ratings = countRatings(
            own.map((i) => prompt[i]),
            own.map((i) => sides[i]),
            topic.length,
            2,
          );
          same(irr[g], krippendorffAlpha(ratings, "nominal").value);
          same(matrix[g * 4], irr[g]);
        }
      }),
    );
  });

  it("gives ratios by hand: two groups that agree within and part across", () => {
    // Each group is unanimous, opposed on one prompt of four. IRR 1; across, 4 of 16 pairs differ;
    // shares 1/2 and 1/4, so chance is 1/2 and XRR 1 − (1/4) / (1/2) = 1/2. GAI 2.
    const table = [
      [[2, 2] as const, [2, 2] as const],
      [[2, 2] as const, [0, 2] as const],
      [[0, 2] as const, [0, 2] as const],
      [[0, 2] as const, [0, 2] as const],
    ];
    const { irr, xrr, gai, difference, matrix } = groupReliability(countsOf(table));
    expect([...irr]).toEqual([1, 1]);
    for (const of of [...xrr, matrix[1], ...difference]) expect(of).toBeCloseTo(0.5, 12);
    for (const of of gai) expect(of).toBeCloseTo(2, 12);
  });

  it("has no ratio where agreement across is not above zero", () => {
    const opposed = [
      [[2, 2] as const, [0, 2] as const],
      [[0, 2] as const, [2, 2] as const],
    ];
    const { xrr, gai, difference } = groupReliability(countsOf(opposed));
    expect([...xrr]).toEqual([-1, -1]);
    expect([...difference]).toEqual([2, 2]);
    for (const of of gai) expect(of).toBeNaN();
  });

  it.each([
    [
      "all agree on one answer",
      [
        [4, 4],
        [3, 3],
      ],
    ],
    [
      "a group is empty",
      [
        [0, 0],
        [2, 4],
      ],
    ],
    [
      "each group has one persona on one prompt",
      [
        [1, 1],
        [0, 0],
      ],
    ],
    [
      "nobody judged",
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ] as const)("is undefined where %s", (_, row) => {
    const { irr, xrr, gai, difference } = groupReliability(countsOf([row, row]));
    expect(irr[0]).toBeNaN();
    for (const of of [...xrr, ...gai, ...difference]) expect(of).toBeNaN();
  });

  it("has agreement within, and none across, for one group only", () => {
    const { irr, xrr, matrix } = groupReliability(countsOf([[[3, 3]], [[0, 3]]]));
    expect([irr[0], matrix[0]]).toEqual([1, 1]);
    expect(xrr[0]).toBeNaN();
  });

  it("does not change when the positions change places", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { matrix, irr, xrr } = groupReliability(countsOf(table));
        const turned = table.map((row) => row.map(([zero, n]) => [n - zero, n] as const));
        const other = groupReliability(countsOf(turned));
        for (const [one, two] of [
          [matrix, other.matrix],
          [irr, other.irr],
          [xrr, other.xrr],
        ]) {
          one.forEach((value, at) => {
            same(two[at], value);
            if (!Number.isNaN(value)) expect(value).toBeLessThanOrEqual(1 + 1e-12);
          });
        }
      }),
    );
  });
});

const WORLD: World = {
  sizes: [30, 20, 10],
  prompts: 20,
  each: 8,
  leanings: [0, 0, 0],
  ownSd: 0.5,
  promptSd: 1,
  crossedSd: 0,
};

describe("permutation of labels", () => {
  const testOf = (world: World, seed: number, draws: number, planted?: number) => {
    const random = seeded(seed);
    const { persona, prompt, choice, group } = simulateChoices(world, random);
    // The planted group follows an order of its own on every prompt, nine times of ten.
    const answers = Array.from({ length: world.prompts }, () => random.below(2));
    const chosen = Array.from(choice as number[], (of, i) =>
      group[persona[i]] === planted && random.next() < 0.9 ? answers[prompt[i]] : of,
    );
    const count = (labels: Int16Array) =>
      countPrompts(persona, prompt, chosen, world.prompts, labels, world.sizes.length);
    return permutationTest(group, count, random, draws);
  };

  it("has p-values about uniform where labels say nothing", () => {
    const rounds = Array.from({ length: 200 }, (_, seed) => testOf(WORLD, seed, 99).p);
    for (let g = 0; g < 3; g++) {
      const p = rounds.map((of) => of[g]);
      // p is one of .01 to 1 with mean .505; 200 of them: standard deviation .0204 of the mean,
      // .021 of a share of .1, .035 of a half. Four of each.
      expect(Math.abs(p.reduce((sum, of) => sum + of, 0) / 200 - 0.505)).toBeLessThan(0.082);
      for (const [level, allowed] of [
        [0.1, 0.085],
        [0.5, 0.141],
      ]) {
        const share = p.filter((of) => of <= level + 1e-9).length / 200;
        expect(Math.abs(share - level)).toBeLessThan(allowed);
      }
    }
  });

  it("finds a planted group of any size", () => {
    for (const planted of [0, 1, 2]) {
      for (let seed = 100; seed < 103; seed++) {
        const { p, draws } = testOf(WORLD, seed, 199, planted);
        expect(draws).toBe(199);
        expect(p[planted]).toBe(1 / 200);
      }
    }
  });

  it("repeats itself by seed, and leaves labels as they are given", () => {
    expect(testOf(WORLD, 3, 20)).toEqual(testOf(WORLD, 3, 20));
    const labels = Int16Array.of(0, 0, -1, 1, 1);
    const seen: Int16Array[] = [];
    const count = (of: Int16Array) => {
      seen.push(of.slice());
      return countPrompts([0, 1, 3, 4], [0, 0, 0, 0], [0, 1, 0, 1], 1, of, 2);
    };
    permutationTest(labels, count, seeded(1), 10);
    expect([...labels]).toEqual([0, 0, -1, 1, 1]);
    expect(seen).toHaveLength(11);
    for (const of of seen) {
      expect(of[2]).toBe(-1);
      expect([...of].sort()).toEqual([-1, 0, 0, 1, 1]);
    }
  });

  it("has no p-value where the statistic is undefined, and 1 where nothing can change", () => {
    const count = (choice: number[]) => (labels: Int16Array) =>
      countPrompts([0, 1, 2, 3, 0, 1, 2, 3], [0, 0, 0, 0, 1, 1, 1, 1], choice, 2, labels, 3);
    // All agree; the third group is empty.
    const same = permutationTest([0, 0, 1, 1], count([0, 0, 0, 0, 0, 0, 0, 0]), seeded(1), 20);
    expect([...same.p]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    // Everyone chooses by the prompt: any labels give the same.
    const { p } = permutationTest([0, 0, 1, 1], count([0, 0, 0, 0, 1, 1, 1, 1]), seeded(1), 20);
    expect([...p]).toEqual([1, 1, Number.NaN]);
  });
});
