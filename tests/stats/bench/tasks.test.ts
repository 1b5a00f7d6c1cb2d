import { describe, expect, it } from "vitest";
import { clusteredDifference } from "../../../src/stats/bench/difference.ts";
import { dyadicMean } from "../../../src/stats/bench/dyadic-mean.ts";
import { passRate } from "../../../src/stats/bench/pass-rates.ts";
import { pick } from "../../../src/stats/bench/rows.ts";
import {
  comparisons,
  leaveOneOut,
  passAtKs,
  specificity,
  stability,
} from "../../../src/stats/bench/tasks.ts";
import { clusteredMean } from "../../../src/stats/clustered-mean.ts";
import { cohenKappa } from "../../../src/stats/cohen-kappa.ts";
import { seeded } from "../../../src/stats/random.ts";
import { wilson } from "../../../src/stats/wilson.ts";
import { coverage, type JudgedRow, judged } from "./judged.ts";

const FAILED = Number.NaN;

describe("leave one out", () => {
  const asked = (passed: readonly number[], variant: string): JudgedRow[] =>
    passed.map((one, at) => ({ persona: at >> 1, prompt: at & 1, passed: one, variant }));

  it("tells the fall of the pass rate over the questions asked both ways, largest first", () => {
    const rows = judged([
      ...asked([1, 1, 1, 0], ""),
      ...asked([1, 1, 0, 0], "age"),
      ...asked([0, 1, 0, 0], "religion"),
      ...asked([1, 1, 1, 1], "sex"),
    ]);
    const found = leaveOneOut(rows);
    expect(found.map(({ group, n, estimate }) => [group, n, estimate])).toEqual([
      ["religion", 4, 0.5],
      ["age", 4, 0.25],
      ["sex", 4, -0.25],
    ]);
    const factors = [
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ];
    const { low, high } = clusteredMean([0, 0, 1, 0], factors);
    expect(found[1]).toMatchObject({ low, high });
  });

  it("is not certainly none where no answer changed", () => {
    const [age] = leaveOneOut(judged([...asked([1, 0, 1, 0], ""), ...asked([1, 0, 1, 0], "age")]));
    // Two personas, two prompts: Wilson's upper limit of none of two.
    const { high } = wilson(0, 2);
    expect(age).toMatchObject({ n: 4, estimate: 0, low: -high, high });
  });

  it("counts no question that failed in either way", () => {
    const rows = judged([
      ...asked([1, FAILED, 1, 1], ""),
      ...asked([0, 0, FAILED, 1], "age"),
      { persona: 9, prompt: 9, passed: 0, variant: "age" },
    ]);
    expect(leaveOneOut(rows)[0]).toMatchObject({ group: "age", n: 2, estimate: 0.5 });
  });
});

describe("pass@k", () => {
  const attempts = (persona: number, prompt: number, passed: readonly number[]): JudgedRow[] =>
    passed.map((one, attempt) => ({ persona, prompt, attempt, passed: one }));

  it("is the unbiased estimate by question, averaged", () => {
    // Question 1: c = 1 of 4, pass@2 = 1 - C(3,2)/C(4,2) = 1/2. Question 2: none. Question 3: all.
    const found = passAtKs(
      judged([
        ...attempts(0, 0, [0, 1, 0, 0]),
        ...attempts(1, 1, [0, 0, 0, 0]),
        ...attempts(2, 0, [1, 1, 1, 1]),
      ]),
    );
    expect(found.map(({ group }) => group)).toEqual(["k = 1", "k = 2", "k = 3", "k = 4"]);
    [1.25, 1.5, 1.75, 2].forEach((sum, at) => {
      expect(found[at].estimate).toBeCloseTo(sum / 3, 12);
    });
    expect(found[0].n).toBe(3);
    const { low, high } = clusteredMean(
      [0.5, 0, 1],
      [
        [0, 1, 2],
        [0, 1, 0],
      ],
    );
    expect(found[1]).toMatchObject({ low: Math.max(0, low), high: Math.min(1, high) });
  });

  it("takes failed attempts for no attempts", () => {
    const found = passAtKs(
      judged([...attempts(0, 0, [0, FAILED, 1]), ...attempts(1, 1, [0, 0, 0])]),
    );
    // k = 2: 1 of the 2 left passes; k = 3: one question has three.
    expect(found.map(({ n, estimate }) => [n, estimate])).toEqual([
      [2, 0.25],
      [2, 0.5],
      [1, 0],
    ]);
    expect(passAtKs(judged(attempts(0, 0, [FAILED])))).toEqual([]);
  });

  it("is 1 - (1 - p)^k for attempts with a known p, with intervals that cover it", () => {
    // p is 0.1 in half the questions and 0.6 in the others.
    const random = seeded(21);
    const truth = (k: number) => (1 - 0.9 ** k + (1 - 0.4 ** k)) / 2;
    const rounds = Array.from({ length: 200 }, () => {
      const list: JudgedRow[] = [];
      for (let persona = 0; persona < 40; persona++) {
        for (let prompt = 0; prompt < 4; prompt++) {
          const p = random.next() < 0.5 ? 0.1 : 0.6;
          const passed = Array.from({ length: 16 }, () => (random.next() < p ? 1 : 0));
          list.push(...attempts(persona, persona + 41 * prompt, passed));
        }
      }
      return passAtKs(judged(list));
    });
    expect(rounds[0]).toHaveLength(16);
    for (const k of [1, 2, 4, 8, 16]) {
      const found = rounds.map((estimates) => estimates[k - 1]);
      const mean = found.reduce((sum, { estimate }) => sum + estimate, 0) / found.length;
      expect(mean).toBeCloseTo(truth(k), 2);
      // 200 rounds of 95 % have a standard deviation of 1.5 points; three of them are allowed.
      expect(coverage(found, truth(k))).toBeGreaterThan(0.905);
      expect(coverage(found, truth(k))).toBeLessThan(0.995);
    }
  });
});

describe("comparison", () => {
  const pair = (variant: string, prompt: number, first: number, second: number): JudgedRow[] => [
    { persona: 0, prompt, passed: first, variant },
    { persona: 1, prompt, passed: second, variant },
  ];

  it("counts pairs in which both answers pass", () => {
    const rows = judged([
      ...pair("pair 1", 0, 1, 1),
      ...pair("pair 2", 1, 1, 0),
      ...pair("pair 3", 2, 0, 0),
      ...pair("pair 4", 1, 1, 1),
    ]);
    const pairs = { members: [Array(4).fill(0), Array(4).fill(1)], prompt: [0, 1, 2, 1] } as const;
    const { low, high } = dyadicMean([1, 0, 0, 1], pairs);
    expect(comparisons(rows)).toEqual({
      group: null,
      n: 4,
      estimate: 0.5,
      low: Math.max(0, low),
      high: Math.min(1, high),
    });
  });

  it("counts no pair with a failed call or half of it missing", () => {
    const rows = judged([
      ...pair("pair 1", 0, 1, 1),
      ...pair("pair 2", 1, FAILED, 1),
      ...pair("pair 3", 1, 0, FAILED),
      ...pair("pair 4", 2, 1, 1),
      pair("pair 5", 3, 1, 1)[0],
    ]);
    expect(comparisons(rows)).toEqual({ group: null, n: 2, estimate: 1, ...wilson(2, 2) });
  });
});

describe("specificity", () => {
  const rows = judged([
    { persona: 0, prompt: 0, passed: 1 },
    { persona: 1, prompt: 0, passed: 0, variant: "for p0" },
    { persona: 2, prompt: 0, passed: 1, variant: "for p0" },
    { persona: 1, prompt: 1, passed: 1 },
    { persona: 0, prompt: 1, passed: FAILED, variant: "for p1" },
    { persona: 2, prompt: 1, passed: 0, variant: "for p1" },
    { persona: 2, prompt: 2, passed: 0 },
    { persona: 0, prompt: 2, passed: 0, variant: "for p2" },
    { persona: 1, prompt: 2, passed: 0, variant: "for p2" },
  ]);

  it("is the pass rate with whom an answer was made for, less that with others", () => {
    const [own, others, difference] = specificity(rows);
    expect(own).toEqual(
      passRate(
        pick(rows, (row) => rows.variant[row] === 0),
        "own",
      ),
    );
    expect(own).toMatchObject({ n: 3, estimate: 2 / 3 });
    expect(others).toMatchObject({ group: "others", n: 5, estimate: 0.2 });
    expect(difference).toMatchObject({ group: "specificity", n: 8 });
    expect(difference.estimate).toBeCloseTo(2 / 3 - 0.2, 12);
    const { low, high } = clusteredDifference(
      rows.passed,
      (row) => (rows.variant[row] === 0 ? 0 : 1),
      [rows.persona, rows.prompt],
    );
    expect(difference).toMatchObject({ low, high });
  });
});

describe("stability", () => {
  const sides = (positions: readonly number[], variant: string): JudgedRow[] =>
    positions.map((position, at) => ({
      persona: at >> 1,
      prompt: at & 1,
      passed: 1,
      position,
      variant,
      attempt: variant ? 1 : 0,
    }));

  it("is the kappa of the side taken in the plain case and in each other one", () => {
    const rows = judged([
      ...sides([0, 0, 1, 1, 0, 1], ""),
      ...sides([0, 0, 1, 1, 0, 1], "repeat"),
      ...sides([0, 1, 1, 1, 0, 0], "format"),
      ...sides([1, 1, 0, 0, 1, 0], "paraphrase"),
    ]);
    const found = stability(rows);
    expect(found.map(({ group, n }) => [group, n])).toEqual([
      ["repeat", 6],
      ["format", 6],
      ["paraphrase", 6],
    ]);
    expect(found[0].estimate).toBeCloseTo(1, 12);
    // Agreement 4/6 by halves on both sides: (2/3 - 1/2) / (1/2).
    expect(found[1].estimate).toBeCloseTo(1 / 3, 12);
    expect(found[1].estimate).toBeCloseTo(cohenKappa([2, 1, 1, 2], 2).value, 12);
    expect(found[1].low).toBeLessThan(1 / 3);
    expect(found[1].high).toBeLessThanOrEqual(1);
    expect(found[2].estimate).toBeCloseTo(-1, 12);
  });

  it("leaves out questions without a side", () => {
    const rows = judged([...sides([0, FAILED, 1, 1], ""), ...sides([0, 0, FAILED, 1], "repeat")]);
    expect(stability(rows)[0]).toMatchObject({ group: "repeat", n: 2, estimate: 1 });
  });
});
