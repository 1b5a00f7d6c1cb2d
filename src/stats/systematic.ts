import type { Random } from "./random.ts";
import { total } from "./shares.ts";

/**
 * Systematic sample with probability proportional to weight: n equally spaced points with a
 * random start on the line of summed weights. In sorted order it also stratifies.
 * @param weights not negative, in the order in which the frame is walked.
 * @returns n indices, ascending; an index is repeated only where its weight exceeds total / n.
 * @throws RangeError where no weight is positive.
 * Source: Madow (1949), On the Theory of Systematic Sampling II, Annals of Mathematical Statistics 20.
 */
export function systematicSample(
  weights: ArrayLike<number>,
  n: number,
  random: Random,
): Int32Array {
  const sum = total(weights);
  if (!(sum > 0)) throw new RangeError("no weight is positive");
  const step = sum / n;
  const start = random.next();
  const chosen = new Int32Array(n);
  let reached = 0;
  let next = 0;
  let last = 0;
  for (let i = 0; i < weights.length && next < n; i++) {
    if (!(weights[i] > 0)) continue;
    reached += weights[i];
    last = i;
    while (next < n && (next + start) * step < reached) chosen[next++] = i;
  }
  return chosen.fill(last, next);
}
