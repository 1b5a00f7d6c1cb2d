/** Shares of many small groups, drawn towards the shares of the larger groups they belong to. */

/**
 * Prior size m of one class: a group's share varies around its parent's share p as in a
 * beta-binomial with parameters m p and m (1 - p). Infinite where groups do not vary beyond chance.
 * @param counts the class's respondents by group. @param sizes all respondents by group.
 * @param parents the parent's share of the class, by group.
 * Method of moments: the expected chi-square about the parents' shares is the sum over groups of
 * 1 + (n - 1) / (m + 1).
 * Source: Kleinman (1973), Journal of the American Statistical Association 68.
 */
export function priorSize(
  counts: ArrayLike<number>,
  sizes: ArrayLike<number>,
  parents: ArrayLike<number>,
): number {
  let excess = 0;
  let scale = 0;
  for (let g = 0; g < sizes.length; g++) {
    const [n, p] = [sizes[g], parents[g]];
    if (!(n > 0 && p > 0 && p < 1)) continue;
    excess += (counts[g] - n * p) ** 2 / (n * p * (1 - p)) - 1;
    scale += n - 1;
  }
  const correlation = Math.min(1, excess / scale);
  return correlation > 0 ? 1 / correlation - 1 : Number.POSITIVE_INFINITY;
}

export interface ShrunkShares {
  /** Row-major, group by class; rows sum to 1. */
  readonly shares: Float64Array;
  /** Prior size of each class. */
  readonly priorSizes: readonly number[];
}

/**
 * Shares of every group after, class by class, the prior size's worth of the parent's respondents
 * have joined it.
 * @param counts row-major, group by class. @param parents shares of each group's parent, likewise.
 */
export function shrunkShares(
  counts: Float64Array,
  parents: Float64Array,
  classes: number,
): ShrunkShares {
  const groups = Array.from({ length: counts.length / classes }, (_, g) => g);
  const column = (table: Float64Array, k: number) => groups.map((g) => table[g * classes + k]);
  const sizes = groups.map((g) => sum(counts.subarray(g * classes, (g + 1) * classes)));
  const priorSizes = Array.from({ length: classes }, (_, k) =>
    priorSize(column(counts, k), sizes, column(parents, k)),
  );
  const shares = counts.map((count, i) => {
    const n = sizes[Math.floor(i / classes)];
    const weight = 1 / (1 + n / priorSizes[i % classes]);
    return weight * parents[i] + (n > 0 ? ((1 - weight) * count) / n : 0);
  });
  for (let g = 0; g < shares.length; g += classes) {
    const row = shares.subarray(g, g + classes);
    const total = sum(row);
    for (let k = 0; k < classes; k++) row[k] /= total;
  }
  return { shares, priorSizes };
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** For every group, the shares of all groups with the same parent together. */
export function parentShares(
  counts: Float64Array,
  parentOf: readonly number[],
  classes: number,
): Float64Array {
  const sums = new Map<number, Float64Array>();
  counts.forEach((count, i) => {
    const parent = parentOf[Math.floor(i / classes)];
    const row = sums.get(parent) ?? new Float64Array(classes);
    row[i % classes] += count;
    sums.set(parent, row);
  });
  return counts.map((_, i) => {
    const row = sums.get(parentOf[Math.floor(i / classes)]) as Float64Array;
    return row[i % classes] / sum(row);
  });
}
