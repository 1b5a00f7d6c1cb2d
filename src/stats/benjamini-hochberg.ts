/** False discoveries among what is told apart from chance, at most: on all pages and in reports. */
export const FALSE_DISCOVERY = 0.05;

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

/** Adjusted p-values of the tests that could be made, and how many these are. */
export interface AdjustedTests {
  /** In the order given; NaN where there was no test. */
  readonly adjusted: Float64Array;
  readonly tests: number;
}

/**
 * Benjamini-Hochberg over the tests that could be made: a NaN p-value is no test, stays NaN and
 * does not count as one.
 * @throws RangeError for a value that is neither NaN nor a probability.
 */
export function adjustTests(pValues: ArrayLike<number>): AdjustedTests {
  const made = Array.from({ length: pValues.length }, (_, i) => i).filter(
    (i) => !Number.isNaN(pValues[i]),
  );
  const of = benjaminiHochberg(made.map((i) => pValues[i]));
  const adjusted = new Float64Array(pValues.length).fill(Number.NaN);
  made.forEach((i, at) => {
    adjusted[i] = of[at];
  });
  return { adjusted, tests: made.length };
}
