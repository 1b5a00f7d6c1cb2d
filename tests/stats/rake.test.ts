import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countLevels } from "../../src/stats/counts.ts";
import { designEffect, effectiveSize } from "../../src/stats/kish.ts";
import { rake } from "../../src/stats/rake.ts";

// apiclus1 of R's survey package: California schools by type (E, H, M) and whether they met the
// school-wide growth target (no, yes): [schools, sum of api00]. Raking needs no more of the 183 rows.
const SCHOOLS = [
  [12, 7156, 0, 0],
  [132, 86281, 0, 1],
  [3, 1978, 1, 0],
  [11, 6682, 1, 1],
  [8, 4851, 2, 0],
  [17, 10935, 2, 1],
];
const type = Uint8Array.from(SCHOOLS.flatMap(([n, , t]) => Array(n).fill(t)));
const wide = Uint8Array.from(SCHOOLS.flatMap(([n, , , w]) => Array(n).fill(w)));
const score = SCHOOLS.flatMap(([n, sum]) => Array(n).fill(sum / n));
const API = [
  { codes: type, totals: [4421, 755, 1018] },
  { codes: wide, totals: [1072, 5122] },
];

describe("rake", () => {
  it("gives survey::rake's weights for apiclus1", () => {
    // survey 4.1: rake(dclus1, list(~stype, ~sch.wide), ...) to convergence: mean api00 641.23,
    // weights 29.87067549 to 67.12552924, Kish deff 1.051656696 (1.051661 at its default epsilon).
    const raking = rake(API, { sum: 6194 });
    const { weights } = raking;
    const mean = weights.reduce((sum, weight, i) => sum + weight * score[i], 0) / 6194;
    expect(mean).toBeCloseTo(641.23, 2);
    expect(Math.min(...weights)).toBeCloseTo(29.87067549, 6);
    expect(Math.max(...weights)).toBeCloseTo(67.12552924, 6);
    expect(raking.designEffect).toBeCloseTo(1.051656696, 8);
    expect(raking.effectiveSize).toBeCloseTo(174.0111586, 6);
    expect(raking.converged).toBe(true);
  });

  it("keeps bounded weights inside their bounds and reports the error that is left", () => {
    const free = rake(API, { sum: 6194 });
    const bounded = rake(API, { sum: 6194, bounds: [0.5, 1.5] });
    const mean = 6194 / 183;
    expect(Math.max(...free.weights)).toBeGreaterThan(1.9 * mean);
    expect(Math.max(...bounded.weights)).toBeLessThanOrEqual(1.5 * mean + 1e-9);
    expect(bounded.designEffect).toBeLessThan(free.designEffect);
    expect(bounded.error).toBeLessThan(0.01);
    const sums = countLevels(type, 3, undefined, bounded.weights);
    const worst = Math.max(...[4421, 755, 1018].map((target, k) => Math.abs(sums[k] - target)));
    expect(bounded.error).toBeGreaterThanOrEqual(worst / 6194 - 1e-12);
  });

  it("gives an absent level's share to the others and says so", () => {
    const codes = Uint8Array.of(0, 0, 2, 2);
    const raking = rake([{ codes, totals: [0.5, 0.2, 0.3] }]);
    expect(raking.empty).toEqual([[0, 1]]);
    expect(raking.weights[0]).toBeCloseTo((4 * 0.5) / 0.8 / 2, 10);
    expect(() => rake([{ codes, totals: [0.5, 0.5] }])).toThrow(
      "level 2 occurs, but has no target",
    );
  });

  it("meets every margin where the people cover all combinations", () => {
    const share = fc.integer({ min: 5, max: 40 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 2 })), { maxLength: 40 }),
        fc.tuple(share, share),
        fc.tuple(share, share, share),
        (extra, two, three) => {
          const pairs = [...Array(6)].map((_, i) => [i % 2, i % 3]).concat(extra);
          const a = Uint8Array.from(pairs, (pair) => pair[0]);
          const b = Uint8Array.from(pairs, (pair) => pair[1]);
          const margins = [
            { codes: a, totals: two },
            { codes: b, totals: three },
          ];
          const { weights } = rake(margins);
          for (const { codes, totals } of margins) {
            const sums = countLevels(codes, totals.length, undefined, weights);
            const all = totals.reduce((x, y) => x + y);
            totals.forEach((target, k) => {
              expect(sums[k] / pairs.length).toBeCloseTo(target / all, 6);
            });
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("leaves equal weights where the people match already", () => {
    const codes = Uint8Array.of(0, 1, 1, 2);
    expect([...rake([{ codes, totals: [1, 2, 1] }]).weights]).toEqual([1, 1, 1, 1]);
  });
});

describe("Kish", () => {
  it("is 1 + the squared coefficient of variation", () => {
    // Weights 1 and 3: mean 2, variance 1, so 1 + 1/4; effective n 16 / 10.
    expect(designEffect([1, 3])).toBeCloseTo(1.25, 12);
    expect(effectiveSize([1, 3])).toBeCloseTo(1.6, 12);
    expect(designEffect([5, 5, 5])).toBeCloseTo(1, 12);
  });

  it("does not depend on the scale of the weights, and lies between 1 and n", () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0.1, max: 10, noNaN: true }), (of, scale) => {
        const effect = designEffect(of);
        expect(designEffect(of.map((weight) => weight * scale))).toBeCloseTo(effect, 8);
        expect(effect).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(effect).toBeLessThanOrEqual(of.length + 1e-9);
      }),
    );
  });
});
