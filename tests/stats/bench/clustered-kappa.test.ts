import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusteredKappa } from "../../../src/stats/bench/clustered-kappa.ts";
import { cohenKappa } from "../../../src/stats/cohen-kappa.ts";
import { seeded } from "../../../src/stats/random.ts";
import { coverage } from "./judged.ts";

const alone = (n: number) => Array.from({ length: n }, (_, unit) => unit);

describe("kappa with clusters", () => {
  it("is Cohen's, with the error of Fleiss, Cohen and Everitt where every unit is alone", () => {
    const pairs = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(pairs, (list) => {
        const table = new Float64Array(9);
        for (const [a, b] of list) table[a * 3 + b]++;
        const expected = cohenKappa(table, 3);
        const n = list.length;
        const { value, se } = clusteredKappa(
          list.map(([a]) => a),
          list.map(([, b]) => b),
          3,
          [alone(n)],
        );
        if (Number.isNaN(expected.value)) {
          expect(value).toBeNaN();
          return;
        }
        expect(value).toBeCloseTo(expected.value, 10);
        expect(se).toBeCloseTo(expected.se * Math.sqrt(n / (n - 1)), 6);
      }),
      { numRuns: 300 },
    );
  });

  it("has a larger error where the units of a cluster are alike", () => {
    // Every unit told five times: the error of one fifth of the units.
    const [first, second] = [
      [0, 0, 1, 1, 0, 1, 1, 0],
      [0, 1, 1, 1, 0, 1, 0, 0],
    ];
    const five = (values: readonly number[]) => values.flatMap((value) => Array(5).fill(value));
    const once = clusteredKappa(first, second, 2, [alone(8)]);
    const often = clusteredKappa(five(first), five(second), 2, [five(alone(8))]);
    expect(often.value).toBeCloseTo(once.value, 12);
    expect(often.se).toBeCloseTo(once.se, 12);
    expect(clusteredKappa(five(first), five(second), 2, [alone(40)]).se).toBeLessThan(once.se / 2);
  });

  it("is not defined without units, or with one value only", () => {
    expect(clusteredKappa([], [], 2, [[]]).value).toBeNaN();
    const of = clusteredKappa([1, 1, 1], [1, 1, 1], 2, [[0, 1, 2]]);
    for (const key of ["value", "se", "low", "high"] as const) expect(of[key]).toBeNaN();
  });

  it("is not taken for certain where all agree", () => {
    // Ten units of five clusters, half of each value: Wilson's lower limit for 5 of 5 is
    // 1 / (1 + z² / 5) = 0.5655, and kappa's is (0.5655 - 0.5) / 0.5.
    const values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
    const of = clusteredKappa(values, values, 2, [
      values.map((_, at) => at >> 1),
      values.map((_, at) => at),
    ]);
    expect(of).toMatchObject({ value: 1, high: 1 });
    expect(of.low).toBeCloseTo((0.565518 - 0.5) / 0.5, 5);
    // One unit of a hundred tells the values apart: chance would agree in 98 %, and kappa may be any.
    const rare = Array.from({ length: 100 }, (_, at) => (at === 0 ? 1 : 0));
    const clusters = rare.map((_, at) => at % 10);
    expect(clusteredKappa(rare, rare, 2, [clusters])).toMatchObject({ value: 1, low: -1, high: 1 });
  });

  it("covers the truth in 95 of 100 where clusters lean to agree or not", () => {
    // In half the clusters answers are the same, in the others drawn anew: kappa one half.
    const random = seeded(3);
    const rounds = Array.from({ length: 400 }, () => {
      const [first, second, cluster]: number[][] = [[], [], []];
      for (let c = 0; c < 60; c++) {
        const isSteady = random.next() < 0.5;
        for (let k = 0; k < 6; k++) {
          const a = random.below(2);
          first.push(a);
          second.push(isSteady ? a : random.below(2));
          cluster.push(c);
        }
      }
      return clusteredKappa(first, second, 2, [cluster]);
    });
    expect(coverage(rounds, 0.5)).toBeGreaterThan(0.905);
    expect(coverage(rounds, 0.5)).toBeLessThan(0.995);
  });
});
