import { assertSameLevels, type Counts, total } from "./shares.ts";

/**
 * 1-Wasserstein (earth mover's) distance of two samples of numbers: the area between their
 * distribution functions, ∫ |F − G|, in the unit of the numbers. O(n log n).
 * @param u, v numbers in any order.
 * @param uWeights, vWeights not negative, one per number; absent means all alike.
 * @returns NaN where a total weight is zero.
 * @throws RangeError where numbers and weights differ in length.
 * Source: Vallender (1974), Theory of Probability and Its Applications 18, 784-786.
 */
export function wasserstein(
  u: ArrayLike<number>,
  v: ArrayLike<number>,
  uWeights?: ArrayLike<number>,
  vWeights?: ArrayLike<number>,
): number {
  const ofU = ascending(u, uWeights);
  const ofV = ascending(v, vWeights);
  if (!(ofU.total > 0 && ofV.total > 0)) return Number.NaN;
  let area = 0;
  let [i, j] = [0, 0];
  let [below, belowV] = [0, 0];
  let at = Number.NaN;
  while (i < u.length || j < v.length) {
    const isU = j >= v.length || (i < u.length && ofU.values[i] <= ofV.values[j]);
    const next = isU ? ofU.values[i] : ofV.values[j];
    if (next > at) area += (next - at) * Math.abs(below / ofU.total - belowV / ofV.total);
    at = next;
    if (isU) below += ofU.weights[i++];
    else belowV += ofV.weights[j++];
  }
  return area;
}

interface Weighted {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly total: number;
}

function ascending(numbers: ArrayLike<number>, weights?: ArrayLike<number>): Weighted {
  if (weights && weights.length !== numbers.length) {
    throw new RangeError(`${numbers.length} numbers have ${weights.length} weights`);
  }
  const order = Uint32Array.from({ length: numbers.length }, (_, i) => i);
  order.sort((a, b) => numbers[a] - numbers[b]);
  const sorted = Float64Array.from(order, (i) => (weights ? weights[i] : 1));
  return {
    values: Float64Array.from(order, (i) => numbers[i]),
    weights: sorted,
    total: total(sorted),
  };
}

/**
 * 1-Wasserstein distance of two distributions over the same ordered levels, divided by the
 * distance of the first level from the last: Σ |F_i − G_i| (x_{i+1} − x_i) / (x_last − x_first).
 * OpinionQA's representativeness is one minus it.
 * @param p, q counts or shares in level order; each is divided by its own total.
 * @param codes the number of each level, ascending; absent means equally spaced.
 * @returns 0 (equal, or one level) to 1 (all at opposite ends); NaN where a total is zero.
 * @throws RangeError where the numbers of levels differ, or codes do not ascend.
 * Source: Santurkar et al. (2023), Whose Opinions Do Language Models Reflect?.
 */
export function orderedWasserstein(p: Counts, q: Counts, codes?: ArrayLike<number>): number {
  assertSameLevels(p, q);
  if (codes) assertSameLevels(p, codes);
  const [ofP, ofQ] = [total(p), total(q)];
  if (!(ofP > 0 && ofQ > 0)) return Number.NaN;
  const levels = p.length;
  if (levels < 2) return 0;
  let area = 0;
  let below = 0;
  for (let i = 0; i + 1 < levels; i++) {
    const gap = codes ? codes[i + 1] - codes[i] : 1;
    if (!(gap > 0)) throw new RangeError(`code ${i + 1} is not above code ${i}`);
    below += p[i] / ofP - q[i] / ofQ;
    area += gap * Math.abs(below);
  }
  const range = codes ? codes[levels - 1] - codes[0] : levels - 1;
  return Math.min(1, area / range);
}
