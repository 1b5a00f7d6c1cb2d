/** How well a population fits the targets it was made for, attribute by attribute and pair by pair. */
import { coarseLevels } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { countLevels } from "../../stats/counts.ts";
import { crosstab } from "../../stats/crosstab.ts";
import { largestLevelError } from "../../stats/level-error.ts";
import { totalVariation } from "../../stats/total-variation.ts";
import { type FitTargets, type MarginTarget, outsideUniverse } from "../census/targets.ts";
import { type CodedPool, coarseColumn } from "./calibration-layout.ts";

export interface AttributeFit {
  readonly name: string;
  /** Whether the personas were chosen to fit it. */
  readonly controlled: boolean;
  /** Total variation distance to the target, 0 to 1. */
  readonly tvd: number;
  /** Largest error of a level in percentage points, without sign. */
  readonly maxErrorPp: number;
  readonly worstLevel: string;
  readonly source: MarginTarget["source"];
  /** People behind the target, unweighted; 0 where it follows from a model. */
  readonly n: number;
}

export interface PairFit {
  readonly a: string;
  readonly b: string;
  readonly tvd: number;
}

export interface MeanMax {
  readonly mean: number;
  readonly max: number;
}

/** Fit of every attribute with a target, worst first. `weights` absent means all 1. */
export function attributeFits(
  personas: CodedPool,
  targets: FitTargets,
  controlled: ReadonlySet<string>,
  weights?: Float64Array,
): AttributeFit[] {
  const fits = targets.margins.map((target): AttributeFit => {
    const { key, source, n, shares } = target;
    const counts = countsWithin(target, personas.codes[key], weights);
    const { level, points } = largestLevelError(counts, shares);
    return {
      name: key,
      controlled: controlled.has(key),
      tvd: totalVariation(counts, shares),
      maxErrorPp: Math.abs(points),
      worstLevel: attributeOf(key).levels[level] ?? "",
      source,
      n,
    };
  });
  return fits.sort((x, y) => y.tvd - x.tvd);
}

/** Counts by level among those whom the target speaks of. */
export function countsWithin(
  { key, source }: MarginTarget,
  codes: Uint8Array,
  weights?: Float64Array,
): Float64Array {
  const attribute = attributeOf(key);
  const counts = countLevels(codes, attribute.levels.length, undefined, weights);
  const outside = outsideUniverse(attribute, source);
  if (outside >= 0) counts[outside] = 0;
  return counts;
}

/** Fit of every pair with a target at coarse levels, worst first. O(pairs · n). */
export function pairFits(
  personas: CodedPool,
  { pairs }: FitTargets,
  weights?: Float64Array,
): PairFit[] {
  const keys = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const coarse = new Map(
    [...keys].map((key) => [key, coarseColumn(attributeOf(key), personas.codes[key]).codes]),
  );
  const fits = pairs.map(({ a, b, shares }): PairFit => {
    const ofA = coarse.get(a) as Uint8Array;
    const ofB = coarse.get(b) as Uint8Array;
    const levels = [a, b].map((key) => coarseLevels(attributeOf(key)).length);
    const { counts } = crosstab(ofA, levels[0], ofB, levels[1], undefined, weights);
    return { a, b, tvd: totalVariation(counts, shares) };
  });
  return fits.sort((x, y) => y.tvd - x.tvd);
}

/** Mean and maximum distance. */
export function meanMax(distances: Iterable<number>): MeanMax {
  let sum = 0;
  let max = 0;
  let n = 0;
  for (const distance of distances) {
    sum += distance;
    max = Math.max(max, distance);
    n++;
  }
  return { mean: n > 0 ? sum / n : Number.NaN, max };
}
