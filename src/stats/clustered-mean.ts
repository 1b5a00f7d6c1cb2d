import { studentCritical } from "./student.ts";
import type { Interval } from "./wilson.ts";

/** A mean with a standard error that allows for rows of one cluster being alike. */
export interface ClusteredMean extends Interval {
  readonly mean: number;
  readonly se: number;
  /** Rows that enter, and rows left out because their value is no number. */
  readonly n: number;
  readonly missing: number;
  /** Clusters that occur, by factor. */
  readonly clusters: readonly number[];
  /** Whether a one-way variance is above the two-way one, and stands for it. */
  readonly isOneWay: boolean;
}

/**
 * Mean with a standard error clustered by one or two factors, as by persona and by prompt:
 * V = V_A + V_B − V_AB, each V_X the sum over clusters of (Σ w (x − mean))² times G / (G − 1),
 * over (Σ w)². The interval is by Student's t with the smaller number of clusters less one.
 * V can come out too small, even negative: below both V_A and V_B, the larger of these is taken.
 * O(rows + clusters).
 * @param values one per row; NaN is a missing value.
 * @param factors one or two columns of cluster indices, 0 and up.
 * @param weights not negative, one per row; absent means all 1.
 * @returns NaN where no row enters; NaN limits where a factor has a single cluster.
 * @throws RangeError for no factor or more than two.
 * Source: Cameron, Gelbach and Miller (2011), Robust Inference with Multiway Clustering, Journal
 * of Business and Economic Statistics 29, 238-249; the largest of the three: MacKinnon,
 * Nielsen and Webb (2024), Jackknife Inference with Two-Way Clustering, arXiv:2406.08880.
 */
export function clusteredMean(
  values: ArrayLike<number>,
  factors: readonly ArrayLike<number>[],
  weights?: ArrayLike<number>,
  confidence = 0.95,
): ClusteredMean {
  if (factors.length < 1 || factors.length > 2) {
    throw new RangeError(`${factors.length} factors; one or two can be clustered by`);
  }
  const residuals = new Float64Array(values.length);
  let sum = 0;
  let mass = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const weight = weights ? weights[i] : 1;
    sum += weight * values[i];
    mass += weight;
    n++;
  }
  const mean = mass > 0 ? sum / mass : Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i] : 1;
    residuals[i] = (weight * (values[i] - mean)) / mass;
  }
  const parts = factors.map((factor) => factorVariance(residuals, factor));
  const [ofFirst, ofSecond = ofFirst] = parts.map(({ variance }) => variance);
  const both =
    factors.length === 1 ? ofFirst : ofFirst + ofSecond - crossedVariance(residuals, factors);
  const oneWay = Math.max(ofFirst, ofSecond);
  const se = mass > 0 ? Math.sqrt(Math.max(both, oneWay)) : Number.NaN;
  const clusters = parts.map((part) => part.clusters);
  const half = se * studentCritical(confidence, Math.min(...clusters) - 1);
  return {
    mean,
    se,
    low: mean - half,
    high: mean + half,
    n,
    missing: values.length - n,
    clusters,
    isOneWay: both < oneWay,
  };
}

function corrected(squares: number, clusters: number): number {
  return clusters > 1 ? (squares * clusters) / (clusters - 1) : Number.NaN;
}

function factorVariance(residuals: Float64Array, factor: ArrayLike<number>) {
  const sums = new Float64Array(1 + maximum(factor));
  const occurs = new Uint8Array(sums.length);
  for (let i = 0; i < residuals.length; i++) {
    if (Number.isNaN(residuals[i])) continue;
    sums[factor[i]] += residuals[i];
    occurs[factor[i]] = 1;
  }
  const clusters = occurs.reduce((count, of) => count + of, 0);
  const squares = sums.reduce((total, of) => total + of * of, 0);
  return { variance: corrected(squares, clusters), clusters };
}

/** The variance by pairs of clusters that occur, one cluster of the first factor at a time. */
function crossedVariance(residuals: Float64Array, [a, b]: readonly ArrayLike<number>[]): number {
  const start = new Int32Array(2 + maximum(a));
  for (let i = 0; i < residuals.length; i++) start[a[i] + 1]++;
  for (let cluster = 1; cluster < start.length; cluster++) start[cluster] += start[cluster - 1];
  const next = start.slice();
  const rows = new Int32Array(residuals.length);
  for (let i = 0; i < residuals.length; i++) rows[next[a[i]]++] = i;
  const sums = new Float64Array(1 + maximum(b));
  const seen = new Int32Array(sums.length).fill(-1);
  let squares = 0;
  let clusters = 0;
  for (let cluster = 0; cluster + 1 < start.length; cluster++) {
    for (let at = start[cluster]; at < start[cluster + 1]; at++) {
      const row = rows[at];
      if (Number.isNaN(residuals[row])) continue;
      const other = b[row];
      if (seen[other] !== cluster) {
        seen[other] = cluster;
        sums[other] = 0;
        clusters++;
      }
      // The square of a sum grows by 2 s r + r².
      squares += residuals[row] * (2 * sums[other] + residuals[row]);
      sums[other] += residuals[row];
    }
  }
  return corrected(squares, clusters);
}

function maximum(indices: ArrayLike<number>): number {
  let most = -1;
  for (let i = 0; i < indices.length; i++) if (indices[i] > most) most = indices[i];
  return most;
}
