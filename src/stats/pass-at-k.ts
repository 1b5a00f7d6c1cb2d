/**
 * Unbiased estimate of pass@k: the probability that at least one of k attempts passes, from n
 * attempts of which c passed. 1 − C(n − c, k) / C(n, k), as a product that cannot overflow.
 * @param k attempts allowed, 1 to n. @throws RangeError where c is not within 0 to n or k not within 1 to n.
 * Source: Chen et al. (2021), Evaluating Large Language Models Trained on Code, section 2.1.
 */
export function passAtK(n: number, c: number, k: number): number {
  if (!(c >= 0 && c <= n && k >= 1 && k <= n)) {
    throw new RangeError(`pass@${k} of ${c} passed in ${n} attempts is not defined`);
  }
  if (n - c < k) return 1;
  let fail = 1;
  for (let i = n - c + 1; i <= n; i++) fail *= 1 - k / i;
  return 1 - fail;
}
