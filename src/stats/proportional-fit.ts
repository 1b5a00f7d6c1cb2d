/** A margin to meet: which group every value belongs to, and the total each group must have. */
export interface FitMargin {
  /** Group per value. */
  readonly groups: Uint8Array | Uint16Array | Int32Array;
  /** Total per group. */
  readonly totals: Float64Array;
}

export interface FitOptions {
  readonly maxIterations?: number;
  /** Largest error of a group's total that counts as met, as a share of the grand total. */
  readonly tolerance?: number;
}

export interface Fit {
  /** The fitted values, in the order given. */
  readonly values: Float64Array;
  /** Sweeps over all margins. */
  readonly iterations: number;
  /** Largest error of a group's total in the last sweep, as a share of the grand total. */
  readonly error: number;
  readonly converged: boolean;
}

/**
 * Scales values in turn so that the totals of each margin's groups are met, until all are.
 * The values are the cells of a table (iterative proportional fitting) or the weights of
 * people (raking): the arithmetic is the same. A group whose values are all zero stays zero.
 *
 * Scaling for one margin and summing for the next share one pass: a sweep costs
 * values × margins steps.
 * Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11.
 */
export function proportionalFit(
  start: ArrayLike<number>,
  margins: readonly FitMargin[],
  { maxIterations = 1000, tolerance = 1e-10 }: FitOptions = {},
): Fit {
  const values = Float64Array.from(start);
  const sums = margins.map(({ totals }) => new Float64Array(totals.length));
  const factors = margins.map(({ totals }) => new Float64Array(totals.length).fill(1));
  let error = 0;
  let iterations = 0;
  let pending = -1;
  while (iterations < maxIterations && margins.length > 0) {
    iterations++;
    error = 0;
    for (let m = 0; m < margins.length; m++) {
      const { groups, totals } = margins[m];
      if (pending < 0) sumGroups(values, groups, sums[m]);
      else scaleAndSum(values, margins[pending].groups, factors[pending], groups, sums[m]);
      error = Math.max(error, setFactors(sums[m], totals, factors[m]));
      pending = m;
    }
    if (error <= tolerance) break;
  }
  if (pending >= 0) {
    const { groups } = margins[pending];
    for (let i = 0; i < values.length; i++) values[i] *= factors[pending][groups[i]];
  }
  return { values, iterations, error, converged: error <= tolerance };
}

function sumGroups(values: Float64Array, groups: FitMargin["groups"], sums: Float64Array) {
  sums.fill(0);
  for (let i = 0; i < values.length; i++) sums[groups[i]] += values[i];
}

function scaleAndSum(
  values: Float64Array,
  scaled: FitMargin["groups"],
  factors: Float64Array,
  groups: FitMargin["groups"],
  sums: Float64Array,
) {
  sums.fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] * factors[scaled[i]];
    values[i] = value;
    sums[groups[i]] += value;
  }
}

/** Sets the factors that turn the sums into the totals; returns the largest error as a share. */
function setFactors(sums: Float64Array, totals: Float64Array, factors: Float64Array): number {
  let all = 0;
  let worst = 0;
  for (let k = 0; k < totals.length; k++) {
    all += totals[k];
    worst = Math.max(worst, Math.abs(sums[k] - totals[k]));
    factors[k] = sums[k] > 0 ? totals[k] / sums[k] : 0;
  }
  return all > 0 ? worst / all : 0;
}
