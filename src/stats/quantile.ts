/**
 * Quantile of ascending numbers, by linear interpolation between the order statistics.
 * @param sorted ascending. @param p in [0, 1]. @returns NaN where there are no numbers.
 * Source: Hyndman and Fan (1996), Sample Quantiles in Statistical Packages, definition 7.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
