/**
 * Number (or weight) of people at each level.
 * @param codes level index per person, each below `levels`.
 * @param rows indices of the people counted; absent means everyone.
 * @param weights one per person; absent means all 1.
 */
export function countLevels(
  codes: Uint8Array,
  levels: number,
  rows?: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Float64Array {
  const counts = new Float64Array(levels);
  if (rows) {
    for (let i = 0; i < rows.length; i++) {
      counts[codes[rows[i]]] += weights ? weights[rows[i]] : 1;
    }
  } else if (weights) {
    for (let i = 0; i < codes.length; i++) counts[codes[i]] += weights[i];
  } else {
    for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  }
  return counts;
}

/**
 * Histogram of numbers over bins [edge i, edge i+1); the last bin is open above.
 * Numbers below the first edge, and `missing`, are not counted.
 * @param edges inclusive lower bounds, ascending.
 */
export function histogram(
  values: Int32Array | Float64Array,
  edges: ArrayLike<number>,
  rows?: ArrayLike<number>,
  missing?: number,
): Float64Array {
  const counts = new Float64Array(edges.length);
  const n = rows ? rows.length : values.length;
  for (let i = 0; i < n; i++) {
    const value = values[rows ? rows[i] : i];
    if (value === missing) continue;
    const bin = lastEdgeAtMost(edges, value);
    if (bin >= 0) counts[bin]++;
  }
  return counts;
}

/** Index of the last edge that is at most the value, by bisection; −1 where none is. */
function lastEdgeAtMost(edges: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
