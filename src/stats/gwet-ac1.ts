import { chanceCorrected } from "./chance-corrected.ts";
import type { EstimatedCoefficient } from "./coefficient.ts";
import type { RatingCounts } from "./rating-counts.ts";

/**
 * Gwet's AC1 of any number of raters, with missing ratings: chance agreement
 * p_e = Σ π_k (1 − π_k) / (q − 1), at most 1 / q. Unlike kappa it stays near the observed
 * agreement where almost all ratings have one value.
 * @param counts its `values` are the q values that could be given, whether or not they were.
 * @returns NaN where no unit has two ratings, or where there is only one value.
 * Source: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48;
 * Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapters 2 and 5.
 */
export function gwetAC1(counts: RatingCounts, confidence = 0.95): EstimatedCoefficient {
  const others = counts.values - 1;
  return chanceCorrected(
    counts,
    (shares) => ({
      expected: shares.reduce((sum, share) => sum + (share * (1 - share)) / others, 0),
      byValue: shares.map((share) => (1 - share) / others),
    }),
    confidence,
  );
}
