import { type Interval, wilson } from "./wilson.ts";

/** A weighted share of people, its Wilson interval, and the two sizes behind it. */
export interface WeightedShare extends Interval {
  readonly share: number;
  /** People counted. */
  readonly n: number;
  /** Kish's effective n, which the interval uses. */
  readonly effective: number;
}

/**
 * Share of the total weight that belongs to the people with a level, with the Wilson
 * interval at Kish's effective n. Equal weights give the unweighted interval.
 * @param codes level index per person. @param level the index counted.
 * @param weights one per person, not negative; absent means all 1.
 * @param rows indices of the people counted; absent means everyone.
 * Source: Franco, Little, Louis and Slud (2019), Comparative Study of Confidence Intervals for
 * Proportions in Complex Sample Surveys, Journal of Survey Statistics and Methodology 7.
 */
export function weightedShare(
  codes: ArrayLike<number>,
  level: number,
  weights?: ArrayLike<number>,
  rows?: ArrayLike<number>,
  confidence = 0.95,
): WeightedShare {
  const n = rows ? rows.length : codes.length;
  let selected = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const row = rows ? rows[i] : i;
    const weight = weights ? weights[row] : 1;
    sum += weight;
    squares += weight * weight;
    if (codes[row] === level) selected += weight;
  }
  const share = sum > 0 ? selected / sum : Number.NaN;
  const effective = squares > 0 ? (sum * sum) / squares : 0;
  const interval =
    sum > 0
      ? wilson(Math.min(effective, share * effective), effective, confidence)
      : { low: Number.NaN, high: Number.NaN };
  return { share, ...interval, n, effective };
}
