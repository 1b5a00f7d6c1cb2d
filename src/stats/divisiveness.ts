/** How much a prompt divides those who judge it. */
import { type Interval, wilson } from "./wilson.ts";

export interface Division extends Interval {
  readonly n: number;
  /** Share for position 0, with its Wilson interval. */
  readonly share: number;
  /** Entropy of the two shares in bits: 0 where all agree, 1 where half do. */
  readonly entropy: number;
  /**
   * Chance, times two, that two different judges disagree: 4 n₀ n₁ / (n (n - 1)). 0 where all
   * agree, n / (n - 1) where half do. Unbiased for 4 p (1 - p), so that few judges do not make a
   * prompt look agreed upon; NaN for one judge. A judge without a preference counts as half of
   * each, which then is too high. Source: Simpson (1949), Measurement of Diversity, for the
   * estimator.
   */
  readonly polarisation: number;
}

/** @param zero choices for position 0 among n. NaN where nobody judged. */
export function division(zero: number, n: number): Division {
  const share = zero / n;
  const bits = (p: number) => (p > 0 ? -p * Math.log2(p) : 0);
  return {
    n,
    share,
    ...(n > 0 ? wilson(zero, n) : { low: Number.NaN, high: Number.NaN }),
    entropy: n > 0 ? bits(share) + bits(1 - share) : Number.NaN,
    polarisation: n > 1 ? (4 * zero * (n - zero)) / (n * (n - 1)) : Number.NaN,
  };
}
