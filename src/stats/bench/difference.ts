import { studentCritical, studentProbability } from "../student.ts";

/** Means of two sides of the rows, and their difference with a clustered interval. */
export interface ClusteredDifference {
  readonly means: readonly [number, number];
  /** Rows of each side, and clusters of the first factor among them. */
  readonly n: readonly [number, number];
  readonly clusters: readonly [number, number];
  readonly difference: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, that the difference is zero. */
  readonly p: number;
}

/**
 * Mean of side 0 less that of side 1. Each row's influence on the difference is (x - m₀) / n₀ or
 * -(x - m₁) / n₁; V = V_A + V_B - V_AB over sums of influence by cluster, V_AB by pairs of clusters,
 * and not below V_A or V_B. What a cluster adds to both sides alike drops out. Interval by Student's t with the fewest
 * clusters of any side less one. NaN where a side has none, or one cluster. O(rows).
 * @param side by row: 0, 1, or negative to leave a row out; NaN values are left out too.
 * Source: Cameron, Gelbach and Miller (2011), Robust Inference with Multiway Clustering.
 */
export function clusteredDifference(
  values: ArrayLike<number>,
  side: (row: number) => number,
  factors: readonly [ArrayLike<number>, ArrayLike<number>],
  confidence = 0.95,
): ClusteredDifference {
  const sums = [0, 0];
  const n: [number, number] = [0, 0];
  const seen = factors.map(() => [new Set<number>(), new Set<number>()]);
  for (let row = 0; row < values.length; row++) {
    const at = side(row);
    if (at < 0 || Number.isNaN(values[row])) continue;
    n[at]++;
    sums[at] += values[row];
    factors.forEach((factor, f) => void seen[f][at].add(factor[row]));
  }
  const means: [number, number] = [sums[0] / n[0], sums[1] / n[1]];
  const byCluster = factors.map(() => new Map<number, number>());
  const byPair = new Map<number, number>();
  let width = 0;
  for (let row = 0; row < values.length; row++) width = Math.max(width, factors[1][row] + 1);
  for (let row = 0; row < values.length; row++) {
    const at = side(row);
    if (at < 0 || Number.isNaN(values[row])) continue;
    const influence = ((at === 0 ? 1 : -1) * (values[row] - means[at])) / n[at];
    const pair = factors[0][row] * width + factors[1][row];
    byPair.set(pair, (byPair.get(pair) ?? 0) + influence);
    factors.forEach((factor, f) => {
      byCluster[f].set(factor[row], (byCluster[f].get(factor[row]) ?? 0) + influence);
    });
  }
  const fewest = seen.map(([first, second]) => Math.min(first.size, second.size));
  const squares = (of: Map<number, number>) =>
    [...of.values()].reduce((total, sum) => total + sum * sum, 0);
  const [ofA, ofB] = byCluster.map((of, f) =>
    fewest[f] > 1 ? (squares(of) * fewest[f]) / (fewest[f] - 1) : Number.NaN,
  );
  const variance = Math.max(ofA + ofB - squares(byPair), ofA, ofB);
  const freedom = Math.min(...fewest) - 1;
  // What rounding leaves of a variance that is zero is no variance.
  const se = freedom > 0 && variance > 1e-18 ? Math.sqrt(variance) : Number.NaN;
  const difference = means[0] - means[1];
  const half = Number.isNaN(se) ? Number.NaN : studentCritical(confidence, freedom) * se;
  return {
    means,
    n,
    clusters: [seen[0][0].size, seen[0][1].size],
    difference,
    se,
    low: difference - half,
    high: difference + half,
    p: Number.isNaN(se) ? Number.NaN : 2 * studentProbability(-Math.abs(difference / se), freedom),
  };
}
