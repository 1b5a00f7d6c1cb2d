/**
 * Benjamini-Hochberg adjusted p-values, in the order given: the smallest false discovery
 * rate at which each test would be a discovery, min over k ≥ rank of p₍ₖ₎ m / k, at most 1.
 * @param pValues one per test, in [0, 1].
 * @throws RangeError for a value that is not a probability.
 * Source: Benjamini and Hochberg (1995), JRSS B 57; as R's p.adjust(method = "BH").
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const tests = pValues.length;
  const order = Array.from({ length: tests }, (_, i) => i);
  for (const i of order) {
    if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
      throw new RangeError(`p-value ${i} is ${pValues[i]}, not a probability`);
    }
  }
  order.sort((i, j) => pValues[j] - pValues[i] || j - i);
  const adjusted = new Float64Array(tests);
  let least = 1;
  order.forEach((test, at) => {
    least = Math.min(least, pValues[test] * (tests / (tests - at)));
    adjusted[test] = least;
  });
  return adjusted;
}
