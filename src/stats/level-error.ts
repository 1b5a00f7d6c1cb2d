import { assertSameLevels, type Counts, total } from "./shares.ts";

/** The level whose share is furthest from its target, and by how much. */
export interface LevelError {
  /** Index of the level; −1 where a total is zero. */
  readonly level: number;
  /** Share minus target in percentage points: positive where the level is over-represented. */
  readonly points: number;
}

/**
 * The largest error of a level in percentage points, 100 · (p − q) at the level where |p − q|
 * is largest; the first such level on a tie.
 * @param p counts or shares, in level order. @param q the target's, in the same order.
 * @throws RangeError where the numbers of levels differ.
 */
export function largestLevelError(p: Counts, q: Counts): LevelError {
  assertSameLevels(p, q);
  const ofP = total(p);
  const ofQ = total(q);
  if (!(ofP > 0 && ofQ > 0)) return { level: -1, points: Number.NaN };
  let level = 0;
  let points = 0;
  for (let i = 0; i < p.length; i++) {
    const error = 100 * (p[i] / ofP - q[i] / ofQ);
    if (Math.abs(error) > Math.abs(points)) {
      level = i;
      points = error;
    }
  }
  return { level, points };
}
