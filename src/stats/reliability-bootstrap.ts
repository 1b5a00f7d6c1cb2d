/** How far agreement within and across groups depends on which prompts were asked. */
import { groupReliability } from "./group-reliability.ts";
import type { PromptCounts } from "./prompt-shares.ts";
import { quantile } from "./quantile.ts";
import type { Random } from "./random.ts";
import type { Interval } from "./wilson.ts";

export interface ReliabilityIntervals {
  /** Group by group, row-major, as in groupReliability; by group for the others. */
  readonly matrix: readonly Interval[];
  readonly xrr: readonly Interval[];
  readonly gai: readonly Interval[];
}

/**
 * Percentile intervals of IRR, XRR and GAI from prompts drawn with replacement. Personas stay, so
 * the intervals say nothing of other personas. Undefined replicates are left out; an interval is
 * NaN where fewer than half are defined. O(replicates × prompts × groups²).
 * Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
 */
export function reliabilityIntervals(
  counts: PromptCounts,
  random: Random,
  replicates = 200,
  confidence = 0.95,
): ReliabilityIntervals {
  const { prompts, groups } = counts;
  const draws = Array.from({ length: replicates }, () => {
    const n = new Float64Array(prompts * groups);
    const zero = new Float64Array(prompts * groups);
    for (let at = 0; at < prompts; at++) {
      const from = random.below(prompts) * groups;
      for (let g = 0; g < groups; g++) {
        n[at * groups + g] = counts.n[from + g];
        zero[at * groups + g] = counts.zero[from + g];
      }
    }
    return groupReliability({ prompts, groups, n, zero });
  });
  const tail = (1 - confidence) / 2;
  const interval = (value: (draw: (typeof draws)[number]) => number): Interval => {
    const values = draws.map(value).filter((drawn) => !Number.isNaN(drawn));
    if (2 * values.length < replicates) return { low: Number.NaN, high: Number.NaN };
    values.sort((a, b) => a - b);
    return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
  };
  return {
    matrix: Array.from({ length: groups * groups }, (_, at) =>
      interval(({ matrix }) => matrix[at]),
    ),
    xrr: Array.from({ length: groups }, (_, g) => interval(({ xrr }) => xrr[g])),
    gai: Array.from({ length: groups }, (_, g) => interval(({ gai }) => gai[g])),
  };
}
