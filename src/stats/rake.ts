import { designEffect, effectiveSize } from "./kish.ts";
import { type FitOptions, proportionalFit } from "./proportional-fit.ts";
import { total } from "./shares.ts";

/** An attribute to rake to: everyone's level, and the total weight each level must have. */
export interface RakeMargin {
  readonly codes: Uint8Array;
  /** Shares or totals in level order; only their proportions count. */
  readonly totals: ArrayLike<number>;
}

export interface RakeOptions extends FitOptions {
  /** Weights to start from, one per person; all 1 where absent. */
  readonly start?: ArrayLike<number>;
  /** Sum of the raked weights; the number of people where absent. */
  readonly sum?: number;
  /** Least and greatest weight as multiples of the mean; unbounded where absent. */
  readonly bounds?: readonly [low: number, high: number];
}

export interface Raking {
  readonly weights: Float64Array;
  readonly iterations: number;
  /** Largest error of a level's total, as a share of the sum. */
  readonly error: number;
  readonly converged: boolean;
  readonly designEffect: number;
  /** Kish's effective sample size. */
  readonly effectiveSize: number;
  /** Levels with a target but no person: [margin, level]. Their share goes to the other levels. */
  readonly empty: readonly (readonly [margin: number, level: number])[];
}

/** Rounds of clamping and raking again, when weights are bounded. */
const TRIM_ROUNDS = 25;

/**
 * Raking weights: the weights closest to the starting ones with which every attribute has
 * its target distribution, as `survey::rake` in R.
 * With `bounds`, weights are clamped and raked again in turn, and end inside the bounds with
 * the margins as near as that allows (`error` says how near).
 * @throws RangeError where the columns differ in length or a person's level has no target share.
 * Source: Deming and Stephan (1940); Deville, Särndal and Sautory (1993), Generalized Raking
 * Procedures in Survey Sampling, JASA 88; trimming as in Izrael, Battaglia and Frankel (2009),
 * Extreme Survey Weight Adjustment as a Component of Sample Balancing, SAS Global Forum.
 */
export function rake(margins: readonly RakeMargin[], options: RakeOptions = {}): Raking {
  const n = margins[0]?.codes.length ?? options.start?.length ?? 0;
  const sum = options.sum ?? n;
  const empty: (readonly [number, number])[] = [];
  const fitted = margins.map(({ codes, totals }, margin) => {
    if (codes.length !== n) throw new RangeError(`${codes.length} people in margin ${margin}`);
    const reachable = reachableTotals(codes, totals, sum);
    for (let level = 0; level < totals.length; level++) {
      if (totals[level] > 0 && reachable[level] === 0) empty.push([margin, level]);
    }
    return { groups: codes, totals: reachable };
  });
  const start = options.start ?? new Float64Array(n).fill(1);
  let fit = proportionalFit(start, fitted, options);
  let { iterations, error } = fit;
  if (options.bounds) {
    const [low, high] = options.bounds.map((multiple) => (multiple * sum) / n);
    for (let round = 0; round < TRIM_ROUNDS && clamp(fit.values, low, high); round++) {
      fit = proportionalFit(fit.values, fitted, options);
      iterations += fit.iterations;
    }
    clamp(fit.values, low, high);
    error = proportionalFit(fit.values, fitted, { maxIterations: 1 }).error;
  }
  return {
    weights: fit.values,
    iterations,
    error,
    converged: error <= (options.tolerance ?? 1e-10),
    designEffect: designEffect(fit.values),
    effectiveSize: effectiveSize(fit.values),
    empty,
  };
}

/** Totals scaled to the sum over the levels that someone has. */
function reachableTotals(codes: Uint8Array, totals: ArrayLike<number>, sum: number): Float64Array {
  const present = new Uint8Array(256);
  for (let i = 0; i < codes.length; i++) present[codes[i]] = 1;
  const reachable = Float64Array.from(totals, (value, level) => (present[level] ? value : 0));
  for (let level = 0; level < present.length; level++) {
    if (present[level] && !(totals[level] >= 0)) {
      throw new RangeError(`level ${level} occurs, but has no target`);
    }
  }
  const scale = sum / total(reachable);
  return reachable.map((value) => value * scale);
}

/** Clamps weights in place; true where one was outside by more than rounding. */
function clamp(weights: Float64Array, low: number, high: number): boolean {
  let outside = false;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > high * (1 + 1e-9)) outside = true;
    if (weights[i] < low * (1 - 1e-9)) outside = true;
    weights[i] = Math.min(high, Math.max(low, weights[i]));
  }
  return outside;
}
