/** Agreement of the raters of a file, by one of the coefficients of src/stats. */
import type { Skipped } from "../../stats/coefficient.ts";
import type { RatingGroup, RatingsFile } from "../datasets/ratings-file.ts";
import { measureGroup } from "./coefficients.ts";
import type { AgreementMetric } from "./metrics.ts";

/** Agreement in one group of a file, as `--json` prints it. */
export interface Agreement {
  /** Where rows are grouped; null for the rows without a group. */
  readonly group?: string | null;
  readonly metric: AgreementMetric;
  /** Null where undefined; `reason` then says why. */
  readonly value: number | null;
  readonly reason?: string;
  /** Limits of the 95 % interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  readonly method: string;
  /** Units, raters and ratings that enter: ratings and skipped rows make up all rows. */
  readonly units: number;
  readonly raters: number;
  readonly ratings: number;
  readonly skipped: readonly Skipped[];
}

/** The agreement within each group of a file, in the order of its groups. */
export function measureAgreement(
  file: RatingsFile,
  metric: AgreementMetric,
  isGrouped: boolean,
): Agreement[] {
  return file.groups.map((group) => {
    const { coefficient, interval, method } = measureGroup(file, group, metric);
    const { value, reason, units, ratings, skipped } = coefficient;
    return {
      ...(isGrouped ? { group: group.group } : {}),
      metric,
      value: finite(value),
      ...(reason === null ? {} : { reason }),
      low: finite(interval.low),
      high: finite(interval.high),
      method,
      units,
      raters: ratersOf(group, ratings < group.unit.length),
      ratings,
      skipped: [...group.skipped, ...skipped],
    };
  });
}

/** Raters with a rating that enters: with any rating, or one in a unit that others rated too. */
function ratersOf({ unit, rater }: RatingGroup, isPaired: boolean): number {
  const perUnit = new Map<number, number>();
  for (const of of unit) perUnit.set(of, (perUnit.get(of) ?? 0) + 1);
  return new Set(rater.filter((_, i) => !isPaired || perUnit.get(unit[i])! > 1)).size;
}

/** JSON has no NaN. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
