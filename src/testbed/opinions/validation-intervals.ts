/** How sure the fit of simulated support is: another sample of items would give another. */
import { quantile } from "../../stats/quantile.ts";
import type { Random } from "../../stats/random.ts";
import type { Interval } from "../../stats/wilson.ts";
import { type GapCell, type SupportFit, supportFit } from "./validation.ts";

export const FIGURES = ["difference", "gapDifference", "rank", "gapRank", "gapSlope"] as const;
export type SupportIntervals = Readonly<Record<(typeof FIGURES)[number], Interval>>;

/**
 * Percentile intervals of 95 % by a bootstrap over items, all groups of an item together.
 * O(replicates × cells log cells).
 */
export function supportIntervals(
  cells: readonly GapCell[],
  random: Random,
  replicates = 500,
): SupportIntervals {
  const items = [...new Set(cells.map(({ item }) => item))];
  const groups = items.map((item) => cells.filter((cell) => cell.item === item));
  const fits = Array.from({ length: replicates }, () =>
    supportFit(items.flatMap(() => groups[random.below(items.length)])),
  );
  const intervalOf = (figure: keyof SupportFit): Interval => {
    const sorted = Float64Array.from(fits, (fit) => fit[figure]).sort();
    return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
  };
  return Object.fromEntries(
    FIGURES.map((figure) => [figure, intervalOf(figure)]),
  ) as unknown as SupportIntervals;
}
