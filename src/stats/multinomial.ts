import { drawBinomial } from "./binomial.ts";
import type { Random } from "./random.ts";
import { type Counts, total } from "./shares.ts";

/**
 * Counts by level of a simple random sample of n people, drawn with replacement: each level's
 * count is binomial given the levels before it, so the time grows with levels and not with n.
 * @param population counts or shares in level order. @throws RangeError where the total is zero.
 * Source: Davis (1993), The Computer Generation of Multinomial Random Variates, Computational
 * Statistics and Data Analysis 16 (conditional distribution method).
 */
export function drawMultinomial(population: Counts, n: number, random: Random): Float64Array {
  let rest = total(population);
  if (!(rest > 0)) throw new RangeError("an empty population cannot be sampled");
  const counts = new Float64Array(population.length);
  let left = n;
  let last = 0;
  for (let i = 0; i < population.length && left > 0; i++) {
    if (!(population[i] > 0)) continue;
    counts[i] = drawBinomial(left, population[i] / rest, random);
    left -= counts[i];
    rest -= population[i];
    last = i;
  }
  // Rounding can leave a trace of probability after the last level.
  counts[last] += left;
  return counts;
}
