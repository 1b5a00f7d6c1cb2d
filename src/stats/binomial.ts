import { logGamma } from "./log-gamma.ts";
import type { Random } from "./random.ts";

/** Below this expected count, walking the probabilities is faster than rejection. */
const FEW = 10;

/**
 * Draws a binomial count exactly, in a time that does not grow with n.
 * @param n trials, a non-negative integer. @param p probability in [0, 1].
 * Source: Hörmann (1993), The Generation of Binomial Random Variates, Journal of Statistical
 * Computation and Simulation 46, algorithms BINV and BTRS.
 */
export function drawBinomial(n: number, p: number, random: Random): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(n, 1 - p, random);
  return n * p < FEW ? byInversion(n, p, random) : byRejection(n, p, random);
}

function byInversion(n: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let u = random.next();
  let k = 0;
  while (u > probability && k < n) {
    u -= probability;
    k++;
    probability *= (odds * (n - k + 1)) / k;
  }
  return k;
}

function byRejection(n: number, p: number, random: Random): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const accept = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = Math.log(p / (1 - p));
  const mode = Math.floor((n + 1) * p);
  const height = logGamma(mode + 1) + logGamma(n - mode + 1);
  for (;;) {
    const v = random.next();
    const u = random.next() - 0.5;
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= accept) return k;
    if (!(k >= 0 && k <= n)) continue;
    const limit = height - logGamma(k + 1) - logGamma(n - k + 1) + (k - mode) * logOdds;
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= limit) return k;
  }
}
