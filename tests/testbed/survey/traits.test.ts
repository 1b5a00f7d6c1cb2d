import { expect, test } from "vitest";
import { TRAITS } from "../../../src/schema/levels.ts";
import { normalQuantile } from "../../../src/stats/normal.ts";
import {
  NORM_BANDS,
  NORM_GROUPS,
  normBandOf,
  pooledCorrelations,
} from "../../../src/testbed/survey/big-five.ts";
import { normalProbability } from "../../../src/testbed/survey/normal-probability.ts";
import {
  CUTS,
  cholesky,
  ideologyMoments,
  loadingFor,
  mixture,
  standardisedCuts,
} from "../../../src/testbed/survey/traits.ts";

const size = NORM_GROUPS * TRAITS.length;
/** Group g has mean 10 g and standard deviation 5 in every trait. */
const norms = {
  mean: Float64Array.from({ length: size }, (_, i) => 10 * Math.floor(i / TRAITS.length)),
  sd: new Float64Array(size).fill(5),
};
const twoGroups = Float64Array.of(1, 1, 0, 0, 0, 0, 0, 0);

test("bands of the norms", () => {
  expect([3, 20, 21, 40, 41, 60, 61].map((age) => NORM_BANDS[normBandOf(age)])).toEqual([
    "<21",
    "<21",
    "21-40",
    "21-40",
    "41-60",
    "41-60",
    "60+",
  ]);
});

test("a mixture's moments", () => {
  // Means 0 and 10, sd 5: variance 25 + 25 between the groups.
  const { mean, sd } = mixture(norms, twoGroups);
  expect(mean[0]).toBe(5);
  expect(sd[0]).toBeCloseTo(Math.sqrt(50), 12);
});

test("cuts lie at the population's mean, in the group's own units", () => {
  const cuts = standardisedCuts(norms, twoGroups);
  CUTS.forEach((cut, c) => {
    expect(cuts[c]).toBeCloseTo((5 + cut * Math.sqrt(50)) / 5, 12);
    expect(cuts[TRAITS.length * CUTS.length + c]).toBeCloseTo((cut * Math.sqrt(50) - 5) / 5, 12);
  });
});

test("a triangle times its transpose is the matrix", () => {
  // [[4, 2], [2, 5]] = L Lᵀ with L = [[2, 0], [1, 2]].
  expect([...cholesky(Float64Array.of(4, 2, 2, 5))]).toEqual([2, 0, 1, 2]);
  expect(() => cholesky(Float64Array.of(1, 2, 2, 1))).toThrow(RangeError);
});

test("in one group the loading is the published correlation", () => {
  const counts = new Float64Array(NORM_GROUPS * 7);
  counts.set([1, 2, 3, 4, 3, 2, 1], 0);
  expect(loadingFor(-0.18, 0, norms, ideologyMoments(keepFirst(counts)))).toBeCloseTo(-0.18, 12);
});

/** Every other group holds next to nobody, so that moments exist. */
function keepFirst(counts: Float64Array): Float64Array {
  return counts.map((count, i) => (i < 7 ? count : 1e-300));
}

test("correlations are within groups", () => {
  // Two groups far apart; within each, trait 0 and 1 rise together and trait 2 falls.
  const scores = [
    [1, 2, 3, 0, 0],
    [2, 3, 2, 1, 0],
    [3, 4, 1, 0, 1],
    [101, 2, 3, 0, 1],
    [102, 3, 2, 0, 0],
    [103, 4, 1, 1, 0],
  ];
  const r = pooledCorrelations({
    n: 6,
    scores: Float64Array.from(scores.flat()),
    group: Uint8Array.of(0, 0, 0, 5, 5, 5),
  });
  expect(r[0 * 5 + 1]).toBeCloseTo(1, 12);
  expect(r[0 * 5 + 2]).toBeCloseTo(-1, 12);
  expect(r[3 * 5 + 3]).toBe(1);
});

test("normal probabilities undo quantiles", () => {
  expect(normalProbability(1.959963984540054)).toBeCloseTo(0.975, 14);
  for (const p of [1e-6, 0.01, 0.3, 0.5, 0.9, 1 - 1e-6]) {
    expect(normalProbability(normalQuantile(p))).toBeCloseTo(p, 13);
  }
});
