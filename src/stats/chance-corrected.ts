import { type EstimatedCoefficient, LEFT_OUT, skippedOf, UNDEFINED } from "./coefficient.ts";
import { type RatingCounts, ratingsPerUnit } from "./rating-counts.ts";
import { studentCritical } from "./student.ts";

/** The agreement that a coefficient expects by chance. */
export interface Chance {
  readonly expected: number;
  /** What a rating of each value adds to a unit's part of it: the derivative by that share, halved. */
  readonly byValue: ArrayLike<number>;
}

/**
 * Coefficient (p_a − p_e) / (1 − p_e) of any number of raters and units with missing ratings.
 * p_a is the mean over units with at least two ratings of the share of their pairs that agree,
 * Σ_k r_ik (r_ik − 1) / (r_i (r_i − 1)). p_e follows from the shares of the values, each the mean
 * over units with any rating of r_ik / r_i. The standard error is over units, raters being
 * fixed: the units' linearised coefficients (n / n₂)(p_ai − p_e) / (1 − p_e) − 2 (1 − κ)(p_ei − p_e)
 * / (1 − p_e), their standard deviation over √n. The interval is by Student's t with n − 1
 * degrees of freedom, cut at −1 and 1.
 * @param chance expected agreement from the shares of the values, in order of code.
 * Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapters 2 and 5.
 */
export function chanceCorrected(
  counts: RatingCounts,
  chance: (shares: Float64Array) => Chance,
  confidence = 0.95,
): EstimatedCoefficient {
  const { start, code, count, values, missing } = counts;
  const perUnit = ratingsPerUnit(counts);
  const rated = Int32Array.from(perUnit.keys()).filter((unit) => perUnit[unit] > 0);
  const shares = new Float64Array(values);
  const agreement = new Float64Array(rated.length);
  let pairable = 0;
  let agreeing = 0;
  let ratings = 0;
  rated.forEach((unit, i) => {
    const m = perUnit[unit];
    ratings += m;
    for (let cell = start[unit]; cell < start[unit + 1]; cell++) {
      shares[code[cell]] += count[cell] / m;
      if (m > 1) agreement[i] += (count[cell] * (count[cell] - 1)) / (m * (m - 1));
    }
    if (m > 1) pairable++;
    agreeing += agreement[i];
  });
  // Divided once, so that a single value has a share of exactly 1.
  const { expected, byValue } = chance(shares.map((sum) => sum / rated.length));
  const value = (agreeing / pairable - expected) / (1 - expected);
  const reason = pairable === 0 ? UNDEFINED.noPair : UNDEFINED.oneValue;
  const n = rated.length;
  let squares = 0;
  rated.forEach((unit, i) => {
    const m = perUnit[unit];
    let byChance = 0;
    for (let cell = start[unit]; cell < start[unit + 1]; cell++) {
      byChance += (count[cell] / m) * byValue[code[cell]];
    }
    const own = m > 1 ? ((n / pairable) * (agreement[i] - expected)) / (1 - expected) : 0;
    const linear = own - (2 * (1 - value) * (byChance - expected)) / (1 - expected);
    squares += (linear - value) ** 2;
  });
  const isDefined = Number.isFinite(value);
  const se = isDefined && n > 1 ? Math.sqrt(squares / (n * (n - 1))) : Number.NaN;
  const half = se * studentCritical(confidence, n - 1);
  return {
    value: isDefined ? value : Number.NaN,
    reason: isDefined ? null : reason,
    se,
    low: Math.max(-1, value - half),
    high: Math.min(1, value + half),
    units: n,
    ratings,
    skipped: skippedOf({ [LEFT_OUT.missing]: missing }),
  };
}
