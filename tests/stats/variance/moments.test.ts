import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solveCholesky } from "../../../src/stats/cholesky.ts";
import { clusteredMean } from "../../../src/stats/clustered-mean.ts";
import { dummyCode } from "../../../src/stats/dummies.ts";
import { seeded } from "../../../src/stats/random.ts";
import { addExplained } from "../../../src/stats/variance/attribute-moments.ts";
import { orderByIssue } from "../../../src/stats/variance/choice-rows.ts";
import { jackknife } from "../../../src/stats/variance/jackknife.ts";
import {
  emptyMoments,
  MOMENT,
  type Moments,
  momentAt,
  PERSONA_GROUPS,
} from "../../../src/stats/variance/moments.ts";
import { addPairs, addRetests } from "../../../src/stats/variance/pair-moments.ts";

const read = ({ sums }: Moments, version: number, moment: number, issue = 0) =>
  sums[momentAt(issue, version, moment)];

const columns = (rows: readonly (readonly [number, number, number])[]) => ({
  persona: rows.map(([persona]) => persona),
  prompt: rows.map(([, prompt]) => prompt),
  choice: rows.map(([, , choice]) => choice),
});

describe("pairs", () => {
  it("are counted as one by one, ties and a group of personas left out", () => {
    const rows = fc.uniqueArray(
      fc.tuple(fc.nat({ max: 45 }), fc.nat({ max: 3 }), fc.nat({ max: 2 })),
      { selector: ([persona, prompt]) => 100 * persona + prompt, maxLength: 60 },
    );
    fc.assert(
      fc.property(rows, fc.nat({ max: PERSONA_GROUPS }), (table, version) => {
        const issue = [0, 1, 0, 1];
        const moments = emptyMoments(2);
        addPairs(moments, columns(table), issue);
        const kept = table.filter(
          ([persona, , choice]) => choice < 2 && persona % PERSONA_GROUPS !== version - 1,
        );
        const expected = [0, 0, 0, 0];
        kept.forEach(([, prompt, choice], i) => {
          for (const [, other, chosen] of kept.slice(i + 1)) {
            if (other !== prompt) continue;
            expected[2 * issue[prompt]]++;
            if (chosen === choice) expected[2 * issue[prompt] + 1]++;
          }
        });
        const found = [0, 1].flatMap((k) => [
          read(moments, version, MOMENT.pairs, k),
          read(moments, version, MOMENT.agree, k),
        ]);
        expect(found).toEqual(expected);
      }),
    );
  });
});

describe("retests", () => {
  it("are matched with the first choice; ties and strangers are counted", () => {
    const moments = emptyMoments(1);
    const first = columns([
      [0, 0, 1],
      [1, 0, 0],
      [2, 0, 2],
      [3, 0, 1],
    ]);
    const again = columns([
      [0, 0, 1],
      [1, 0, 1],
      [2, 0, 1],
      [3, 0, 2],
      [9, 0, 1],
    ]);
    expect(addRetests(moments, first, again, [0])).toEqual({ ties: 2, unmatched: 1 });
    expect(read(moments, 0, MOMENT.retests)).toBe(2);
    expect(read(moments, 0, MOMENT.same)).toBe(1);
    // Without group 1 there is persona 0 alone.
    expect(read(moments, 2, MOMENT.retests)).toBe(1);
    expect(read(moments, 2, MOMENT.same)).toBe(1);
  });
});

describe("variance explained by attributes", () => {
  const personas = 120;
  const random = seeded(5);
  const codes = [0, 1].map(() => Int8Array.from({ length: personas }, () => random.below(3)));
  const dummies = dummyCode({ codes, levels: [3, 3] }, personas, 1);
  const table = Array.from({ length: 3 * personas }, (_, row) => {
    const [persona, prompt] = [row % personas, Math.floor(row / personas)];
    const chance = 0.2 + 0.1 * prompt + 0.2 * codes[0][persona];
    return [persona, prompt, random.next() < chance ? 1 : 0] as const;
  });
  const choices = columns(table);

  function found(of = choices) {
    const moments = emptyMoments(1);
    const issue = [0, 0, 0];
    const left = addExplained(moments, of, orderByIssue(of, issue, 1), dummies);
    return { moments, left };
  }

  /** The same by dense least squares with a column for every prompt. */
  function byHand(without: number): number {
    const width = dummies.width + 3;
    const line = ([persona, prompt]: readonly number[]) => {
      const x = new Float64Array(width);
      for (const of of dummies.column) if (of[persona] >= 0) x[of[persona]] = 1;
      x[dummies.width + prompt] = 1;
      return x;
    };
    const rows = table.filter(([persona]) => persona % PERSONA_GROUPS !== without);
    let sum = 0;
    for (const half of [0, 1]) {
      const isTrain = ([persona]: readonly number[]) => (persona % PERSONA_GROUPS) % 2 === half;
      const train = rows.filter(isTrain);
      const cross = new Float64Array(width * width);
      const product = new Float64Array(width);
      for (const row of train) {
        const x = line(row);
        for (let i = 0; i < width; i++) {
          product[i] += x[i] * row[2];
          for (let j = 0; j < width; j++) cross[i * width + j] += x[i] * x[j];
        }
      }
      const slopes = solveCholesky(cross, product).map((b, i) => (i < dummies.width ? b : 0));
      const scoreOf = (row: readonly number[]) =>
        line(row).reduce((total, x, i) => total + x * slopes[i], 0);
      for (const row of rows) {
        if (isTrain(row)) continue;
        const peers = train.filter(([, prompt]) => prompt === row[1]);
        const mean = (of: (peer: readonly number[]) => number) =>
          peers.reduce((total, peer) => total + of(peer), 0) / peers.length;
        const product = (row[2] - mean((peer) => peer[2])) * (scoreOf(row) - mean(scoreOf));
        sum += (product * peers.length) / (peers.length + 1);
      }
    }
    return sum;
  }

  it("is what dense regressions on halves give, with and without a group", () => {
    const { moments } = found();
    for (const version of [0, 1, 2, 20]) {
      expect(read(moments, version, MOMENT.explained)).toBeCloseTo(byHand(version - 1), 3);
      const rows = version === 0 ? 360 : 360 - (3 * personas) / PERSONA_GROUPS;
      expect(read(moments, version, MOMENT.rows)).toBe(rows);
    }
  });

  it("is near the truth, and near zero where choices are shuffled", () => {
    // Chances 0.2, 0.4, 0.6 above the prompt's: variance 0.2² × 2/3 = 0.0267.
    const explained = read(found().moments, 0, MOMENT.explained) / 360;
    expect(explained).toBeGreaterThan(0.01);
    expect(explained).toBeLessThan(0.045);
    const shuffled = { ...choices, persona: choices.persona.map((i) => (i * 7 + 3) % personas) };
    expect(Math.abs(read(found(shuffled).moments, 0, MOMENT.explained) / 360)).toBeLessThan(0.01);
  });

  it("leaves out an issue with too few choices, counted", () => {
    const { moments, left } = found(columns(table.slice(0, 10)));
    expect(left.fewRows).toBe(1);
    expect(read(moments, 0, MOMENT.rows)).toBe(0);
  });
});

describe("jackknife", () => {
  it("of a mean in a balanced table is the two-way clustered error", () => {
    // One value for each persona group and issue: delete-one means differ by x / (n − 1).
    const random = seeded(2);
    const [lean, level] = [0, 1].map(() => Float64Array.from({ length: 20 }, () => random.next()));
    const x = Array.from({ length: 400 }, (_, row) => {
      return lean[row % 20] + 2 * level[Math.floor(row / 20)] + random.next();
    });
    const moments = emptyMoments(20);
    x.forEach((of, row) => {
      for (let version = 0; version <= PERSONA_GROUPS; version++) {
        if (version === (row % 20) + 1) continue;
        moments.sums[momentAt(Math.floor(row / 20), version, 0)] += of;
        moments.sums[momentAt(Math.floor(row / 20), version, 1)]++;
      }
    });
    const { value, se, freedom } = jackknife(moments, (sums) => Float64Array.of(sums[0] / sums[1]));
    const expected = clusteredMean(x, [
      x.map((_, row) => row % 20),
      x.map((_, row) => Math.floor(row / 20)),
    ]);
    expect(value[0]).toBeCloseTo(expected.mean, 12);
    expect(se[0]).toBeCloseTo(expected.se, 10);
    expect(freedom).toBe(19);
  });
});
