import { entropy } from "./entropy.ts";
import { assertSameLevels, type Counts, shares } from "./shares.ts";

/**
 * Jensen-Shannon divergence in bits: the entropy of the even mixture of two distributions
 * minus the mean of their entropies.
 * @param p, q counts or shares in level order; each is divided by its own total.
 * @returns 0 (equal) to 1 (disjoint); NaN where a total is zero.
 * @throws RangeError where the numbers of levels differ.
 * Source: Lin (1991), Divergence Measures Based on the Shannon Entropy, equation 4.1.
 */
export function jensenShannon(p: Counts, q: Counts): number {
  assertSameLevels(p, q);
  const ofP = shares(p);
  const ofQ = shares(q);
  const mixture = ofP.map((share, i) => (share + ofQ[i]) / 2);
  return Math.min(1, Math.max(0, entropy(mixture) - (entropy(ofP) + entropy(ofQ)) / 2));
}

/**
 * Jensen-Shannon distance, the square root of the divergence in nats: a metric.
 * Source: Endres and Schindelin (2003), A New Metric for Probability Distributions.
 */
export function jensenShannonDistance(p: Counts, q: Counts): number {
  return Math.sqrt(jensenShannon(p, q) * Math.LN2);
}
