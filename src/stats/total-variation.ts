import { assertSameLevels, type Counts, total } from "./shares.ts";

/**
 * Total variation distance of two distributions over the same levels: half the sum of
 * |p − q|, the least share of people who must change level to turn one into the other.
 * @param p, q counts or shares in level order; each is divided by its own total.
 * @returns 0 (equal) to 1 (disjoint); NaN where a total is zero.
 * @throws RangeError where the numbers of levels differ.
 * Source: Levin, Peres and Wilmer (2009), Markov Chains and Mixing Times, proposition 4.2.
 */
export function totalVariation(p: Counts, q: Counts): number {
  assertSameLevels(p, q);
  const ofP = total(p);
  const ofQ = total(q);
  if (!(ofP > 0 && ofQ > 0)) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += Math.abs(p[i] / ofP - q[i] / ofQ);
  return Math.min(1, sum / 2);
}
