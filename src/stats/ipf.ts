import { type Fit, type FitOptions, proportionalFit } from "./proportional-fit.ts";

/** A margin of a contingency table: the axes it keeps, and its totals in row-major order. */
export interface TableMargin {
  readonly axes: readonly number[];
  readonly totals: ArrayLike<number>;
}

/**
 * Iterative proportional fitting: the table closest to the seed (in Kullback-Leibler
 * divergence) that has the given margins. It keeps the seed's odds ratios.
 * @param seed cells in row-major order, not negative. @param shape levels per axis.
 * @param margins one- or higher-way; their grand totals should agree.
 * @throws RangeError where sizes do not fit, or a positive total has only zero cells.
 * Source: Deming and Stephan (1940); Ireland and Kullback (1968), Biometrika 55;
 * Bishop, Fienberg and Holland (1975), Discrete Multivariate Analysis, section 3.5.
 */
export function ipf(
  seed: ArrayLike<number>,
  shape: readonly number[],
  margins: readonly TableMargin[],
  options?: FitOptions,
): Fit {
  const cells = shape.reduce((product, levels) => product * levels, 1);
  if (seed.length !== cells) {
    throw new RangeError(`${seed.length} cells do not fill ${shape.join(" × ")}`);
  }
  const fitted = margins.map(({ axes, totals }) => {
    const groups = marginOfCells(shape, axes);
    const size = axes.reduce((product, axis) => product * shape[axis], 1);
    if (totals.length !== size) {
      throw new RangeError(`margin ${axes} has ${totals.length} totals, not ${size}`);
    }
    assertReachable(seed, groups, totals, axes);
    return { groups, totals: Float64Array.from(totals) };
  });
  return proportionalFit(seed, fitted, options);
}

/** For every cell of a table in row-major order, its cell in the margin that keeps `axes`. */
export function marginOfCells(shape: readonly number[], axes: readonly number[]): Int32Array {
  const strides = new Int32Array(shape.length);
  axes.reduceRight((stride, axis) => {
    strides[axis] = stride;
    return stride * shape[axis];
  }, 1);
  let groups = Int32Array.of(0);
  shape.forEach((levels, axis) => {
    const wider = new Int32Array(groups.length * levels);
    for (let i = 0; i < wider.length; i++) {
      wider[i] = groups[Math.floor(i / levels)] + (i % levels) * strides[axis];
    }
    groups = wider;
  });
  return groups;
}

function assertReachable(
  seed: ArrayLike<number>,
  groups: Int32Array,
  totals: ArrayLike<number>,
  axes: readonly number[],
) {
  const sums = new Float64Array(totals.length);
  for (let i = 0; i < groups.length; i++) sums[groups[i]] += seed[i];
  for (let k = 0; k < sums.length; k++) {
    if (totals[k] > 0 && !(sums[k] > 0)) {
      throw new RangeError(`margin ${axes}, cell ${k}: total ${totals[k]}, but the seed has none`);
    }
  }
}
