/**
 * Probability that a standard normal is below x, to about 15 digits for |x| < 7.
 * Source: Marsaglia (2004), Evaluating the Normal Distribution, Journal of Statistical Software 11.
 */
export function normalProbability(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let term = x;
  let sum = x;
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
