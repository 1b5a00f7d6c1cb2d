/**
 * Holm's adjusted p-values, in the order given: rejecting those at most α keeps the probability
 * of any false rejection at most α. max over k ≤ rank of (m − k + 1) p₍ₖ₎, at most 1.
 * @param pValues one per test, in [0, 1].
 * @throws RangeError for a value that is not a probability.
 * Source: Holm (1979), Scandinavian Journal of Statistics 6; as R's p.adjust(method = "holm").
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const tests = pValues.length;
  const order = Array.from({ length: tests }, (_, i) => i);
  for (const i of order) {
    if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
      throw new RangeError(`p-value ${i} is ${pValues[i]}, not a probability`);
    }
  }
  order.sort((i, j) => pValues[i] - pValues[j] || i - j);
  const adjusted = new Float64Array(tests);
  let most = 0;
  order.forEach((test, at) => {
    most = Math.min(1, Math.max(most, (tests - at) * pValues[test]));
    adjusted[test] = most;
  });
  return adjusted;
}
