import { chanceCorrected } from "./chance-corrected.ts";
import type { EstimatedCoefficient } from "./coefficient.ts";
import type { RatingCounts } from "./rating-counts.ts";

/**
 * Fleiss' kappa of any number of raters: chance agreement p_e = Σ π_k², the values being given
 * with their shares π in all ratings. Missing ratings as Gwet generalises it; with the same
 * number of ratings for every unit it is Fleiss' own.
 * @returns NaN where no unit has two ratings, or only one value occurs.
 * Source: Fleiss (1971), Psychological Bulletin 76, 378-382; Gwet (2014), Handbook of Inter-Rater
 * Reliability, 4th edition, chapter 2; standard error chapter 5.
 */
export function fleissKappa(counts: RatingCounts, confidence = 0.95): EstimatedCoefficient {
  return chanceCorrected(
    counts,
    (shares) => ({
      expected: shares.reduce((sum, share) => sum + share * share, 0),
      byValue: shares,
    }),
    confidence,
  );
}
