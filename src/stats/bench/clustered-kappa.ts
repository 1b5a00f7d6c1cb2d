import { clusteredMean } from "../clustered-mean.ts";
import { type Interval, wilson } from "../wilson.ts";

export interface ClusteredKappa extends Interval {
  /** NaN where there are no units, or one value only. */
  readonly value: number;
  readonly se: number;
}

/**
 * Cohen's kappa of two values by unit, with an error that allows for units of one cluster being
 * alike. Kappa is (o - e) / (1 - e); a unit's influence on it is
 * (agrees - o) / (1 - e) - (1 - o) (c(a) + r(b) - 2 e) / (1 - e)², with r and c the shares of its
 * values among the first and the second; the variance is that of a clustered mean of influence.
 * Every unit a cluster of its own: the error of Fleiss, Cohen and Everitt (1969), but for
 * n / (n - 1). Where all units agree, nothing tells how alike those of a cluster are: each of the
 * rarer clusters then counts as a single unit, with Wilson's interval of the agreement. O(units).
 * @param values number of values; units hold 0 up to it.
 * Source: Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72; clusters as clusteredMean.
 */
export function clusteredKappa(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  values: number,
  factors: readonly ArrayLike<number>[],
): ClusteredKappa {
  const n = first.length;
  const [rows, columns] = [new Float64Array(values), new Float64Array(values)];
  let observed = 0;
  for (let unit = 0; unit < n; unit++) {
    rows[first[unit]] += 1 / n;
    columns[second[unit]] += 1 / n;
    if (first[unit] === second[unit]) observed += 1 / n;
  }
  const expected = rows.reduce((sum, share, value) => sum + share * columns[value], 0);
  const value = (observed - expected) / (1 - expected);
  // No unit, or one and the same value only, but for rounding.
  if (n === 0 || 1 - expected < 1e-12) {
    return { value: Number.NaN, se: Number.NaN, low: Number.NaN, high: Number.NaN };
  }
  const influence = Float64Array.from(first, (a, unit) => {
    const b = second[unit];
    const agrees = a === b ? 1 : 0;
    const chance = columns[a] + rows[b] - 2 * expected;
    return (agrees - observed) / (1 - expected) - ((1 - observed) * chance) / (1 - expected) ** 2;
  });
  const { se, low, high, clusters } = clusteredMean(influence, factors);
  if (1 - observed < 1e-12) {
    const fewest = Math.min(...clusters);
    const least = wilson(fewest, fewest).low;
    return { value: 1, se: 0, low: Math.max(-1, (least - expected) / (1 - expected)), high: 1 };
  }
  return { value, se, low: Math.max(-1, value + low), high: Math.min(1, value + high) };
}
