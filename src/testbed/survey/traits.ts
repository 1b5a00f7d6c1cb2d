/** The Big Five as a model: cut points by sex and age, correlations, and the tie to ideology. */
import { TRAITS } from "../../schema/levels.ts";
import { normalQuantile } from "../../stats/normal.ts";
import { NORM_GROUPS, type Norms } from "./big-five.ts";

/** Levels end at these distances from the adults' mean, in their standard deviations. */
export const CUTS = [-1.5, -0.5, 0.5, 1.5] as const;

/** What is committed: everything in units of the norm group's own mean and standard deviation. */
export interface TraitFigures {
  /** Row-major: norm group, trait, cut. */
  readonly cuts: Float64Array;
  /** Correlations of the traits within a norm group, row-major. */
  readonly correlations: Float64Array;
  /** Mean and standard deviation of ideology (1 to 7) of the adults of each norm group. */
  readonly ideologyMean: Float64Array;
  readonly ideologySd: Float64Array;
  /** Correlation of each trait with ideology within a norm group. */
  readonly loadings: Float64Array;
}

/** Mean and standard deviation of a mixture of groups, by trait. */
export function mixture(norms: Norms, weights: Float64Array): { mean: number[]; sd: number[] } {
  const k = TRAITS.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const moment = (of: (i: number) => number) => (t: number) =>
    weights.reduce((sum, weight, g) => sum + (weight / total) * of(g * k + t), 0);
  const index = TRAITS.map((_, t) => t);
  const mean = index.map(moment((i) => norms.mean[i]));
  const square = index.map(moment((i) => norms.sd[i] ** 2 + norms.mean[i] ** 2));
  return { mean, sd: index.map((t) => Math.sqrt(square[t] - mean[t] ** 2)) };
}

/** The cut points of all adults, standardised in every norm group. @param weights adults by group. */
export function standardisedCuts(norms: Norms, weights: Float64Array): Float64Array {
  const { mean, sd } = mixture(norms, weights);
  const cuts = new Float64Array(NORM_GROUPS * TRAITS.length * CUTS.length);
  return cuts.map((_, i) => {
    const cell = Math.floor(i / CUTS.length);
    const t = cell % TRAITS.length;
    return (mean[t] + CUTS[i % CUTS.length] * sd[t] - norms.mean[cell]) / norms.sd[cell];
  });
}

/**
 * Mean and standard deviation of ideology (1 to 7) in every norm group.
 * @param counts adults, row-major: norm group by ideology.
 */
export function ideologyMoments(counts: Float64Array): {
  weights: Float64Array;
  mean: Float64Array;
  sd: Float64Array;
} {
  const levels = counts.length / NORM_GROUPS;
  const moment = (power: number) =>
    Float64Array.from({ length: NORM_GROUPS }, (_, g) => {
      const row = counts.subarray(g * levels, (g + 1) * levels);
      return row.reduce((sum, count, level) => sum + count * (level + 1) ** power, 0);
    });
  const weights = moment(0);
  const mean = moment(1).map((sum, g) => sum / weights[g]);
  return {
    weights,
    mean,
    sd: moment(2).map((sum, g) => Math.sqrt(sum / weights[g] - mean[g] ** 2)),
  };
}

/**
 * Correlation b of a trait with ideology within sex and age such that over all adults it is r.
 * With shares w, trait mean m and sd s, ideology mean u and sd v by group, the covariance is
 * sum of w (m - M)(u - U) + b w s v, to be r times both overall standard deviations.
 */
export function loadingFor(
  r: number,
  trait: number,
  norms: Norms,
  ideology: ReturnType<typeof ideologyMoments>,
): number {
  const { weights, mean: u, sd: v } = ideology;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const overall = mixture(norms, weights);
  const average = (of: (g: number) => number) =>
    weights.reduce((sum, weight, g) => sum + (weight / all) * of(g), 0);
  const meanIdeology = average((g) => u[g]);
  const sdIdeology = Math.sqrt(average((g) => v[g] ** 2 + u[g] ** 2) - meanIdeology ** 2);
  const at = (g: number) => g * TRAITS.length + trait;
  const between = average((g) => (norms.mean[at(g)] - overall.mean[trait]) * (u[g] - meanIdeology));
  const within = average((g) => norms.sd[at(g)] * v[g]);
  return (r * overall.sd[trait] * sdIdeology - between) / within;
}

/**
 * Lower triangle L with L Lᵀ = a, row-major. @throws RangeError if `a` is not positive definite.
 * Source: Golub and Van Loan (2013), Matrix Computations, 4.2.
 */
export function cholesky(a: Float64Array): Float64Array {
  const n = Math.sqrt(a.length);
  const lower = new Float64Array(a.length);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j];
      for (let k = 0; k < j; k++) rest -= lower[i * n + k] * lower[j * n + k];
      if (i === j && rest <= 0) throw new RangeError("the matrix is not positive definite");
      lower[i * n + j] = i === j ? Math.sqrt(rest) : rest / lower[j * n + j];
    }
  }
  return lower;
}

/** Ready for drawing. */
export interface TraitModel extends TraitFigures {
  /** Factor of the correlations, for people without an ideology. */
  readonly factor: Float64Array;
  /** Factor of what the ideology leaves of the correlations. */
  readonly residual: Float64Array;
  /** Standard normal quantiles at the middles of equal parts of the unit interval. */
  readonly normal: Float64Array;
}

/** Parts of the unit interval: a draw is off by less than 1 / 65536 in probability. */
const PARTS = 65536;

export function traitModel(figures: TraitFigures): TraitModel {
  const { correlations, loadings } = figures;
  const k = TRAITS.length;
  const rest = correlations.map((r, i) => r - loadings[Math.floor(i / k)] * loadings[i % k]);
  const normal = new Float64Array(PARTS);
  for (let i = 0; i < PARTS; i++) normal[i] = normalQuantile((i + 0.5) / PARTS);
  return { ...figures, factor: cholesky(correlations), residual: cholesky(rest), normal };
}
