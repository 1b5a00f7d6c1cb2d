import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverage } from "../../src/stats/coverage.ts";
import { seeded } from "../../src/stats/random.ts";

const of = (
  rows: readonly (readonly [number, number])[],
  personas: number,
  prompts: number,
  most?: number,
) =>
  coverage(
    rows.map(([who]) => who),
    rows.map(([, what]) => what),
    personas,
    prompts,
    seeded(1),
    most,
  );

describe("coverage of prompts by personas", () => {
  it("gives an answer worked by hand", () => {
    // Persona 0 judges 0 1 2, persona 1 judges 1 2 twice, persona 3 judges 2; 2 judges nothing.
    const rows = [
      [0, 0],
      [1, 1],
      [0, 1],
      [0, 2],
      [1, 2],
      [1, 2],
      [3, 2],
    ] as const;
    const result = of(rows, 4, 5);
    // Judgements by prompt 1 2 4 0 0; squares about 7/5: .16 + .36 + 6.76 + 2 · 1.96 = 11.2.
    expect(result.judgements).toMatchObject({ least: 0, median: 1, most: 4, mean: 1.4 });
    expect(result.judgements.sd).toBeCloseTo(Math.sqrt(11.2 / 5), 12);
    expect(result).toMatchObject({ unjudged: 2, repeats: 1, personas: 3, pairs: 3 });
    // Pairs 0 1 share two, 0 3 and 1 3 one: variance 2/9.
    expect(result.shared).toMatchObject({ least: 1, median: 1, most: 2, mean: 4 / 3 });
    expect(result.shared.sd).toBeCloseTo(Math.sqrt(2) / 3, 12);
    expect(result.isSample).toBe(false);
  });

  it("has no pairs with one persona, and nothing without judgements", () => {
    const one = of([[0, 0]], 1, 1);
    expect(one).toMatchObject({ personas: 1, pairs: 0 });
    expect(one.judgements).toEqual({ least: 1, median: 1, most: 1, mean: 1, sd: 0 });
    expect(of([[0, 0]], 1, 1, -1)).toMatchObject({ pairs: 0, isSample: true });
    const none = of([], 3, 2);
    expect(none).toMatchObject({ personas: 0, pairs: 0, unjudged: 2 });
    for (const value of Object.values(none.shared)) expect(value).toBeNaN();
    for (const value of Object.values(of([], 0, 0).judgements)) expect(value).toBeNaN();
  });

  const rows = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 5 })), { maxLength: 40 });

  it("equals counting pair by pair", () => {
    fc.assert(
      fc.property(rows, (judged) => {
        const { shared, pairs, judgements, repeats } = of(judged, 7, 6);
        const prompts = [0, 1, 2, 3, 4, 5, 6].map(
          (who) => new Set(judged.flatMap(([persona, what]) => (persona === who ? [what] : []))),
        );
        const active = prompts.filter(({ size }) => size > 0);
        const counts = active
          .flatMap((one, i) =>
            active.slice(i + 1).map((other) => [...one].filter((what) => other.has(what)).length),
          )
          .sort((a, b) => a - b);
        expect(pairs).toBe(counts.length);
        expect(judgements.mean * 6).toBeCloseTo(judged.length, 9);
        expect(repeats).toBe(judged.length - prompts.reduce((sum, { size }) => sum + size, 0));
        if (pairs === 0) return;
        const mean = counts.reduce((sum, count) => sum + count, 0) / pairs;
        expect(shared.mean).toBeCloseTo(mean, 9);
        expect([shared.least, shared.most]).toEqual([counts[0], counts[pairs - 1]]);
        const middle = [(pairs - 1) >> 1, pairs >> 1].map((at) => counts[at]);
        expect(shared.median).toBe((middle[0] + middle[1]) / 2);
      }),
    );
  });

  it("is near the whole by a sample of pairs, repeated by seed", () => {
    const random = seeded(2);
    const judged = Array.from({ length: 60 * 20 }, (_, i) => [i % 60, random.below(50)] as const);
    const [whole, sample] = [of(judged, 60, 50), of(judged, 60, 50, 1000)];
    expect([whole.isSample, sample.isSample]).toEqual([false, true]);
    expect(whole.pairs).toBe(1770);
    expect(sample.pairs).toBe(100_000);
    expect(of(judged, 60, 50, 1000)).toEqual(sample);
    // 100,000 pairs: four standard errors of the mean.
    const allowed = (4 * whole.shared.sd) / Math.sqrt(100_000);
    expect(Math.abs(sample.shared.mean - whole.shared.mean)).toBeLessThan(allowed);
    expect(sample.shared.sd / whole.shared.sd).toBeCloseTo(1, 1);
    expect(sample.judgements).toEqual(whole.judgements);
  });
});
