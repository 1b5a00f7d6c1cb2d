import { alphaOfUnits, type Metric } from "./krippendorff-alpha.ts";
import { quantile } from "./quantile.ts";
import type { Random } from "./random.ts";
import type { RatingCounts } from "./rating-counts.ts";
import type { Interval } from "./wilson.ts";

/** A bootstrap interval, and the replicates behind it. */
export interface BootstrapInterval extends Interval {
  /** Replicates in which alpha is defined, and those left out because only one value was drawn. */
  readonly draws: number;
  readonly undefinedDraws: number;
}

/**
 * Percentile interval of Krippendorff's alpha: units are drawn with replacement, each with all
 * of its ratings, and alpha is computed anew, its expected disagreement too.
 * O(draws × (units + values)); for the ordinal metric cells in place of units, for ratios
 * values² in place of values.
 * @param random the same generator gives the same interval.
 * @returns NaN limits where alpha is undefined, or rests on a single unit.
 * Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; of units,
 * as in Zapf, Castell, Morawietz and Karch (2016), BMC Medical Research Methodology 16:93.
 */
export function alphaBootstrap(
  counts: RatingCounts,
  metric: Metric,
  random: Random,
  { numbers, draws = 1000, confidence = 0.95 }: AlphaBootstrapOptions = {},
): BootstrapInterval {
  const alpha = alphaOfUnits(counts, metric, numbers);
  const units = alpha.pairable.length;
  const times = new Int32Array(units);
  const values = new Float64Array(draws);
  let defined = 0;
  for (let draw = 0; draw < draws && units > 1; draw++) {
    times.fill(0);
    for (let i = 0; i < units; i++) times[random.below(units)]++;
    const value = alpha.of(times);
    if (!Number.isNaN(value)) values[defined++] = value;
  }
  const sorted = values.subarray(0, defined).sort();
  const tail = (1 - confidence) / 2;
  return {
    low: quantile(sorted, tail),
    high: quantile(sorted, 1 - tail),
    draws: defined,
    undefinedDraws: units > 1 ? draws - defined : 0,
  };
}

export interface AlphaBootstrapOptions {
  /** The number that each code stands for; absent, the code. */
  readonly numbers?: ArrayLike<number>;
  readonly draws?: number;
  readonly confidence?: number;
}
