import { chanceCorrected } from "./chance-corrected.ts";
import type { EstimatedCoefficient } from "./coefficient.ts";
import type { RatingCounts } from "./rating-counts.ts";

/**
 * Brennan and Prediger's coefficient, which Randolph calls free-marginal kappa: chance gives
 * each of the q values alike, p_e = 1 / q. Any number of raters, with missing ratings.
 * @param counts its `values` are the q values that could be given, whether or not they were.
 * @returns NaN where no unit has two ratings, or where there is only one value.
 * Source: Brennan and Prediger (1981), Educational and Psychological Measurement 41, 687-699;
 * Randolph (2005), Free-Marginal Multirater Kappa; standard error Gwet (2014), chapter 5.
 */
export function brennanPrediger(counts: RatingCounts, confidence = 0.95): EstimatedCoefficient {
  const even = 1 / counts.values;
  const byValue = new Float64Array(counts.values).fill(even);
  return chanceCorrected(counts, () => ({ expected: even, byValue }), confidence);
}
