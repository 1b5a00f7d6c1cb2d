import { logChoose } from "./log-gamma.ts";
import { type Counts, total } from "./shares.ts";

/**
 * Mean absolute deviation of a binomial count, E|X − np| = 2 v C(n, v) pᵛ (1−p)ⁿ⁻ᵛ⁺¹ with
 * v = ⌊np⌋ + 1.
 * @param n trials. @param p probability in [0, 1].
 * Source: De Moivre (1730), Miscellanea Analytica; Diaconis and Zabell (1991), Closed Form
 * Summation for Classical Distributions, Statistical Science 6.
 */
export function binomialDeviation(n: number, p: number): number {
  if (p <= 0 || p >= 1) return 0;
  const v = Math.floor(n * p) + 1;
  return 2 * v * Math.exp(logChoose(n, v) + v * Math.log(p) + (n - v + 1) * Math.log1p(-p));
}

/**
 * Exact expected total variation distance between a simple random sample of n people and
 * the population it is drawn from: Σ E|X − np| / 2n over the levels.
 * @param population counts or shares in level order. @returns NaN where the total is zero.
 */
export function expectedTotalVariation(population: Counts, n: number): number {
  const sum = total(population);
  if (!(sum > 0)) return Number.NaN;
  let deviation = 0;
  for (let i = 0; i < population.length; i++) {
    deviation += binomialDeviation(n, population[i] / sum);
  }
  return deviation / (2 * n);
}
