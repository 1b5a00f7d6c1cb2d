/**
 * Why there is no maximum, if there is none. Either strengths can grow apart without making any
 * result less likely: not every item is reached from every other by wins and ties. Or they can with
 * ν: no way around by results has more wins than ties, so that a win could stand for a distance of
 * one and a tie for one at most.
 * Source: Ford (1957), American Mathematical Monthly 64, 28-33, for wins; with ties, the directions
 * of recession of the log-likelihood, which is concave in log strengths and log ν.
 */
export function unbounded(
  wins: ArrayLike<number>,
  ties: ArrayLike<number> | undefined,
  items: number,
): string | null {
  const results: [from: number, to: number, distance: number][] = [];
  for (let i = 0; i < items; i++) {
    for (let j = 0; j < items; j++) {
      if (i === j) continue;
      if (wins[i * items + j] > 0) results.push([i, j, -1]);
      if (ties && ties[i * items + j] > 0) results.push([i, j, 1]);
    }
  }
  const isReached = (from: 0 | 1, to: 0 | 1) => {
    const seen = new Set([0]);
    for (const item of seen) {
      for (const result of results) if (result[from] === item) seen.add(result[to]);
    }
    return seen.size >= items;
  };
  if (!isReached(0, 1) || !isReached(1, 0)) {
    return "some items never lost to, or tied with, the others: their strengths have no bound";
  }
  if (!results.some(([, , distance]) => distance > 0) || hasNegativeCycle(results, items)) {
    return null;
  }
  return "wins never go round in a circle: with ties the strengths have no bound";
}

/** Bellman and Ford: whether distances still fall after as many rounds as there are items. */
function hasNegativeCycle(
  edges: readonly (readonly [number, number, number])[],
  items: number,
): boolean {
  const distance = new Float64Array(items);
  for (let round = 0; round <= items; round++) {
    let falls = false;
    for (const [from, to, length] of edges) {
      if (distance[from] + length >= distance[to]) continue;
      distance[to] = distance[from] + length;
      falls = true;
    }
    if (!falls) return false;
  }
  return true;
}
