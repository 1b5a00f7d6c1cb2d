/**
 * Kish's design effect of unequal weights, n Σw² / (Σw)² = 1 + the squared coefficient of
 * variation of the weights. 1 where all weights are equal; NaN where their sum is zero.
 * Source: Kish (1965), Survey Sampling, section 11.7; Kish (1992), Journal of Official Statistics 8.
 */
export function designEffect(weights: ArrayLike<number>): number {
  return weights.length / effectiveSize(weights);
}

/**
 * Effective sample size (Σw)² / Σw²: how many equally weighted people would carry the
 * same information about a mean. NaN where the sum of the weights is zero.
 */
export function effectiveSize(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i];
    squares += weights[i] * weights[i];
  }
  return squares > 0 ? (sum * sum) / squares : Number.NaN;
}
