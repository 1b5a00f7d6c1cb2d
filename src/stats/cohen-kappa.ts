import { type EstimatedCoefficient, UNDEFINED } from "./coefficient.ts";
import { criticalValue } from "./normal.ts";
import { total } from "./shares.ts";

/** How much of an agreement two values i and j of q are: all or nothing, or by their distance. */
export type KappaWeights = "identity" | "linear" | "quadratic";

function weightOf(kind: KappaWeights, i: number, j: number, values: number): number {
  if (i === j) return 1;
  if (kind === "identity") return 0;
  const distance = Math.abs(i - j) / (values - 1);
  return 1 - (kind === "linear" ? distance : distance * distance);
}

/**
 * Cohen's kappa of two raters, (p_o − p_e) / (1 − p_e), p_e from each rater's own shares; or
 * weighted kappa, where near values count in part. Large-sample standard error, normal interval.
 * @param table units by the value of the first rater (rows) and the second (columns), row-major.
 * @param values number of values q, in their order where weights are by distance.
 * @returns NaN where there are no units, or both raters gave one and the same value only.
 * @throws RangeError where the table is not q × q.
 * Source: Cohen (1960), Educational and Psychological Measurement 20; Cohen (1968), Psychological
 * Bulletin 70; standard error Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72.
 */
export function cohenKappa(
  table: ArrayLike<number>,
  values: number,
  { weights = "identity", confidence = 0.95 }: CohenOptions = {},
): EstimatedCoefficient {
  if (table.length !== values * values) {
    throw new RangeError(`${table.length} cells are no table of ${values} by ${values} values`);
  }
  const n = total(table);
  const rows = new Float64Array(values);
  const columns = new Float64Array(values);
  const each = (visit: (share: number, weight: number, i: number, j: number) => void) => {
    for (let i = 0; i < values; i++) {
      for (let j = 0; j < values; j++) {
        visit(table[i * values + j] / n, weightOf(weights, i, j, values), i, j);
      }
    }
  };
  each((share, _, i, j) => {
    rows[i] += share;
    columns[j] += share;
  });
  let observed = 0;
  let expected = 0;
  const ofRow = new Float64Array(values);
  const ofColumn = new Float64Array(values);
  each((share, weight, i, j) => {
    observed += share * weight;
    expected += rows[i] * columns[j] * weight;
    ofRow[i] += columns[j] * weight;
    ofColumn[j] += rows[i] * weight;
  });
  const value = (observed - expected) / (1 - expected);
  const isDefined = Number.isFinite(value);
  let squares = 0;
  each((share, weight, i, j) => {
    squares += share * (weight - (ofRow[i] + ofColumn[j]) * (1 - value)) ** 2;
  });
  const variance = squares - (value - expected * (1 - value)) ** 2;
  const se = Math.sqrt(Math.max(0, variance) / n) / (1 - expected);
  const half = criticalValue(confidence) * se;
  return {
    value: isDefined ? value : Number.NaN,
    reason: isDefined ? null : n > 0 ? UNDEFINED.oneValue : UNDEFINED.noPair,
    se: isDefined ? se : Number.NaN,
    low: isDefined ? Math.max(-1, value - half) : Number.NaN,
    high: isDefined ? Math.min(1, value + half) : Number.NaN,
    units: n,
    ratings: 2 * n,
    skipped: [],
  };
}

export interface CohenOptions {
  readonly weights?: KappaWeights;
  readonly confidence?: number;
}
