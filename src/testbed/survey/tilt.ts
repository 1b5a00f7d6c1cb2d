/** Moves the expected answers of small groups along an ordered scale, as far as their own answers warrant. */

/**
 * Variance between groups of their mean scores about expectation, beyond sampling.
 * @param distances own mean less expected mean. @param variances sampling variance of each.
 * Source: DerSimonian and Laird (1986), Controlled Clinical Trials 7, for a mean known to be 0.
 */
export function varianceBetween(
  distances: readonly number[],
  variances: readonly number[],
): number {
  const q = distances.reduce((sum, d, g) => sum + d ** 2 / variances[g], 0);
  const precision = variances.reduce((sum, v) => sum + 1 / v, 0);
  return Math.max(0, (q - distances.length) / precision);
}

const meanScore = (shares: ArrayLike<number> & Iterable<number>) => {
  let sum = 0;
  let total = 0;
  let k = 0;
  for (const share of shares) {
    sum += share * k++;
    total += share;
  }
  return sum / total;
};

/** The shares with odds multiplied by exp(t × class) such that their mean class is `mean`. */
export function tilted(shares: Float64Array, mean: number): Float64Array {
  let low = -10;
  let high = 10;
  let row = shares;
  for (let step = 0; step < 60; step++) {
    const t = (low + high) / 2;
    row = shares.map((share, k) => share * Math.exp(t * k));
    if (meanScore(row) < mean) low = t;
    else high = t;
  }
  const total = row.reduce((sum, value) => sum + value, 0);
  return row.map((value) => value / total);
}

/**
 * Expected shares of every group, tilted towards its own mean class by v / (v + sampling
 * variance), v the variance between groups.
 * @param counts and @param parents row-major, group by class in order.
 */
export function tiltedParents(
  counts: Float64Array,
  parents: Float64Array,
  classes: number,
): { parents: Float64Array; between: number } {
  const groups = Array.from({ length: counts.length / classes }, (_, g) => g);
  const rowOf = (table: Float64Array, g: number) => table.subarray(g * classes, (g + 1) * classes);
  const distances = groups.map((g) => meanScore(rowOf(counts, g)) - meanScore(rowOf(parents, g)));
  const variances = groups.map((g) => {
    const row = rowOf(parents, g);
    const mean = meanScore(row);
    const n = rowOf(counts, g).reduce((sum, count) => sum + count, 0);
    return row.reduce((sum, share, k) => sum + share * (k - mean) ** 2, 0) / n;
  });
  const between = varianceBetween(distances, variances);
  const rows = groups.map((g) => {
    const weight = between / (between + variances[g]);
    const row = rowOf(parents, g);
    return tilted(row, meanScore(row) + weight * distances[g]);
  });
  return { parents: Float64Array.from(rows.flatMap((row) => [...row])), between };
}
