import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dyadicMean } from "../../../src/stats/bench/dyadic-mean.ts";
import { clusteredMean } from "../../../src/stats/clustered-mean.ts";
import { type Random, seeded } from "../../../src/stats/random.ts";
import { studentCritical } from "../../../src/stats/student.ts";
import { coverage } from "./judged.ts";

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly prompt: number;
  readonly value: number;
}

const of = (pairs: readonly Pair[]) =>
  dyadicMean(
    pairs.map(({ value }) => value),
    {
      members: [pairs.map(({ a }) => a), pairs.map(({ b }) => b)],
      prompt: pairs.map(({ prompt }) => prompt),
    },
  );

/** The definition: products of residuals over all pairs of rows that share something. */
function byDefinition(pairs: readonly Pair[]): number {
  const n = pairs.length;
  const mean = pairs.reduce((sum, { value }) => sum + value, 0) / n;
  const residual = pairs.map(({ value }) => (value - mean) / n);
  const sharesPersona = (x: Pair, y: Pair) => [x.a, x.b].some((one) => one === y.a || one === y.b);
  const samePrompt = (x: Pair, y: Pair) => x.prompt === y.prompt;
  const total = (alike: (x: Pair, y: Pair) => boolean) =>
    pairs.reduce(
      (sum, x, i) =>
        sum + pairs.reduce((row, y, j) => row + (alike(x, y) ? residual[i] * residual[j] : 0), 0),
      0,
    );
  const scale = (clusters: number) => clusters / (clusters - 1);
  const personas = new Set(pairs.flatMap(({ a, b }) => [a, b])).size;
  const prompts = new Set(pairs.map(({ prompt }) => prompt)).size;
  const both = new Set(pairs.flatMap(({ a, b, prompt }) => [`${prompt} ${a}`, `${prompt} ${b}`]));
  const ofPersonas = scale(personas) * total(sharesPersona);
  const ofPrompts = scale(prompts) * total(samePrompt);
  const ofBoth = scale(both.size) * total((x, y) => sharesPersona(x, y) && samePrompt(x, y));
  return Math.max(ofPersonas + ofPrompts - ofBoth, ofPersonas, ofPrompts);
}

describe("mean over pairs", () => {
  it("is the definition over all pairs of rows", () => {
    const pair = fc
      .record({
        a: fc.nat(5),
        step: fc.integer({ min: 1, max: 5 }),
        prompt: fc.nat(3),
        value: fc.constantFrom(0, 1),
      })
      .map(({ a, step, ...rest }) => ({ a, b: (a + step) % 6, ...rest }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 25 }), (pairs) => {
        fc.pre(new Set(pairs.map(({ prompt }) => prompt)).size > 1);
        const { se, low, high, mean, clusters, n } = of(pairs);
        expect(se ** 2).toBeCloseTo(byDefinition(pairs), 12);
        const freedom = Math.min(...clusters) - 1;
        expect(high - mean).toBeCloseTo(studentCritical(0.95, freedom) * se, 10);
        expect(mean - low).toBeCloseTo(high - mean, 10);
        expect(n).toBe(pairs.length);
      }),
      { numRuns: 300 },
    );
  });

  it("is a plain mean where no two pairs share anything", () => {
    const pairs = [0, 1, 1, 0, 1].map((value, at) => ({
      ...{ a: 2 * at, b: 2 * at + 1, prompt: at, value },
    }));
    const plain = clusteredMean([0, 1, 1, 0, 1], [[0, 1, 2, 3, 4]]);
    expect(of(pairs)).toMatchObject({ mean: 0.6, n: 5, clusters: [10, 5] });
    expect(of(pairs).se).toBeCloseTo(plain.se, 12);
    expect(of(pairs).high).toBeCloseTo(plain.high, 12);
  });

  it("does not count what is missing, and knows nothing of one prompt", () => {
    const pairs = [Number.NaN, 1, 0].map((value, at) => ({ a: 0, b: at + 1, prompt: at, value }));
    expect(of(pairs)).toMatchObject({ mean: 0.5, n: 2, clusters: [3, 2] });
    expect(of(pairs.map((pair) => ({ ...pair, prompt: 0 }))).se).toBeNaN();
    expect(of([]).mean).toBeNaN();
  });

  it("holds the truth as often as it says where personas and prompts have effects", () => {
    const rounds = Array.from({ length: 400 }, (_, seed) => of(drawn(seeded(seed, 3))));
    const held = coverage(rounds, 0.5);
    // 400 rounds of 95 % have a standard deviation of 1.1 points.
    expect(held).toBeGreaterThan(0.92);
    expect(held).toBeLessThan(0.985);
    // By prompt alone, as it was before, it would hold less often.
    const byPrompt = rounds.map((_, seed) => {
      const pairs = drawn(seeded(seed, 3));
      return clusteredMean(
        pairs.map(({ value }) => value),
        [pairs.map(({ prompt }) => prompt)],
      );
    });
    expect(coverage(byPrompt, 0.5)).toBeLessThan(held - 0.05);
  });
});

/** 200 pairs of 40 personas on 60 prompts, each with an effect of its own on the chance. */
function drawn(random: Random): Pair[] {
  const effect = () => 0.3 * (random.next() - 0.5);
  const personas = Array.from({ length: 40 }, () => 2 * effect());
  const prompts = Array.from({ length: 60 }, effect);
  return Array.from({ length: 200 }, () => {
    const a = random.below(40);
    const b = (a + 1 + random.below(39)) % 40;
    const prompt = random.below(60);
    const chance = 0.5 + (personas[a] + personas[b]) / 2 + prompts[prompt];
    return { a, b, prompt, value: random.next() < chance ? 1 : 0 };
  });
}
