import { chanceCorrected } from "./chance-corrected.ts";
import type { EstimatedCoefficient } from "./coefficient.ts";
import type { RatingCounts } from "./rating-counts.ts";

/**
 * Percent agreement: the mean over units with at least two ratings of the share of pairs of
 * ratings that have the same value; 0 to 1. Chance is not taken out.
 * @returns NaN where no unit has two ratings.
 * Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapters 2 and 5.
 */
export function percentAgreement(counts: RatingCounts, confidence = 0.95): EstimatedCoefficient {
  const byValue = new Float64Array(counts.values);
  return chanceCorrected(counts, () => ({ expected: 0, byValue }), confidence);
}
