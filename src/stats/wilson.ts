import { criticalValue } from "./normal.ts";

/** A share with its interval, all in [0, 1]. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson score interval of a share: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
 * It stays inside [0, 1] and keeps its coverage for small n and for shares near 0 or 1.
 * @param successes people with the level, 0 to n; need not be an integer (weighted counts).
 * @param n people asked; an effective n where weights differ. NaN limits where n is zero.
 * @throws RangeError where successes are outside [0, n].
 * Source: Wilson (1927), JASA 22; Brown, Cai and DasGupta (2001), Statistical Science 16.
 */
export function wilson(successes: number, n: number, confidence = 0.95): Interval {
  if (n === 0) return { low: Number.NaN, high: Number.NaN };
  if (!(successes >= 0 && successes <= n)) {
    throw new RangeError(`${successes} of ${n} is not a share`);
  }
  const z = criticalValue(confidence);
  const share = successes / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / scale;
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}
