/**
 * Spearman's rank correlation: the correlation of ranks, ties having their mean rank.
 * @returns NaN for fewer than two pairs or where one side does not vary. O(n log n).
 * @throws RangeError for sides of unequal length.
 * Source: Spearman (1904), The Proof and Measurement of Association between Two Things.
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} values`);
  const [x, y] = [meanRanks(a), meanRanks(b)];
  const center = (a.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - center) * (y[i] - center);
    xx += (x[i] - center) ** 2;
    yy += (y[i] - center) ** 2;
  }
  return xx === 0 || yy === 0 ? Number.NaN : xy / Math.sqrt(xx * yy);
}

function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort(
    (i, j) => values[i] - values[j],
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    // Places from + 1 to to, by their mean.
    for (let k = from; k < to; k++) ranks[order[k]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
