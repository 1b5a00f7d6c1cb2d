import type { Random } from "./random.ts";
import { type Counts, total } from "./shares.ts";

/** A discrete distribution prepared for drawing in constant time. */
export interface AliasTable {
  /** Probability of keeping a uniformly drawn outcome. */
  readonly keep: Float64Array;
  /** The outcome drawn otherwise. */
  readonly alias: Int32Array;
}

/**
 * Prepares a distribution for drawing: O(k) once, then O(1) a draw.
 * @param weights not negative, in outcome order.
 * @throws RangeError where no weight is positive or one is negative.
 * Source: Walker (1977), ACM TOMS 3; Vose (1991), IEEE Trans. Software Eng. 17.
 */
export function aliasTable(weights: Counts): AliasTable {
  const outcomes = weights.length;
  const sum = total(weights);
  if (!(sum > 0)) throw new RangeError("no outcome has a positive weight");
  const keep = new Float64Array(outcomes);
  const alias = new Int32Array(outcomes);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < outcomes; i++) {
    if (!(weights[i] >= 0)) throw new RangeError(`weight ${i} is ${weights[i]}`);
    keep[i] = (weights[i] * outcomes) / sum;
    alias[i] = i;
    (keep[i] < 1 ? small : large).push(i);
  }
  while (small.length > 0 && large.length > 0) {
    const under = small.pop() as number;
    const over = large[large.length - 1];
    alias[under] = over;
    keep[over] -= 1 - keep[under];
    if (keep[over] < 1) small.push(large.pop() as number);
  }
  for (const i of large) keep[i] = 1;
  // What rounding leaves in `small` is 1 but for the last digit; an impossible outcome stays so.
  for (const i of small) if (keep[i] > 0.5) keep[i] = 1;
  return { keep, alias };
}

/** Draws an outcome's index. */
export function drawOutcome({ keep, alias }: AliasTable, random: Random): number {
  const i = Math.floor(random.next() * keep.length);
  return random.next() < keep[i] ? i : alias[i];
}

/** Counts by outcome of n independent draws. */
export function drawCounts(table: AliasTable, n: number, random: Random): Float64Array {
  const counts = new Float64Array(table.keep.length);
  for (let i = 0; i < n; i++) counts[drawOutcome(table, random)]++;
  return counts;
}
