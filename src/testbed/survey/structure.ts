/** Structure-preserving estimation: the odds ratios of one source under the margins of another. */
import { ipf } from "../../stats/ipf.ts";

/**
 * Shares of the classes in every group, with the odds ratios of `structure`, such that the
 * groups, of the sizes given, have the national shares together.
 * @param structure row-major, group by class, positive. @param sizes people per group.
 * @param national shares of the classes, summing to 1. @returns row-major shares by group.
 * Source: Purcell and Kish (1980), International Statistical Review 48.
 */
export function preserveStructure(
  structure: Float64Array,
  sizes: Float64Array,
  national: Float64Array,
): Float64Array {
  const classes = national.length;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const { values } = ipf(
    structure,
    [sizes.length, classes],
    [
      { axes: [0], totals: sizes.map((size) => size / all) },
      { axes: [1], totals: national },
    ],
    { tolerance: 1e-12 },
  );
  return values.map((value, i) => (value * all) / sizes[Math.floor(i / classes)]);
}

/**
 * Shares by other classes: each new class has the geometric mean of the old ones it is between,
 * so that odds ratios carry over.
 * @param from for every new class, the old classes. @returns row-major, group by new class.
 */
export function reclass(
  shares: Float64Array,
  classes: number,
  from: readonly (readonly number[])[],
): Float64Array {
  const groups = shares.length / classes;
  const out = new Float64Array(groups * from.length);
  for (let g = 0; g < groups; g++) {
    from.forEach((sources, k) => {
      const product = sources.reduce((p, source) => p * shares[g * classes + source], 1);
      out[g * from.length + k] = sources.length === 2 ? Math.sqrt(product) : product;
    });
  }
  return out;
}
