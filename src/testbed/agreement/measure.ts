/** Agreement of the raters of a file, by one of the coefficients of src/stats. */
import { alphaBootstrap } from "../../stats/alpha-bootstrap.ts";
import {
  type Coefficient,
  type EstimatedCoefficient,
  LEFT_OUT,
  type Skipped,
  skippedOf,
} from "../../stats/coefficient.ts";
import { cohenKappa } from "../../stats/cohen-kappa.ts";
import { fleissKappa } from "../../stats/fleiss-kappa.ts";
import { gwetAC1 } from "../../stats/gwet-ac1.ts";
import { krippendorffAlpha, type Metric } from "../../stats/krippendorff-alpha.ts";
import { seeded } from "../../stats/random.ts";
import { countRatings } from "../../stats/rating-counts.ts";
import type { Interval } from "../../stats/wilson.ts";
import type { RatingGroup, RatingsFile, ValueKind } from "../datasets/ratings-file.ts";

export const AGREEMENT_METRICS = [
  "alpha-nominal",
  "alpha-ordinal",
  "alpha-interval",
  "alpha-ratio",
  "fleiss",
  "cohen",
  "ac1",
] as const;

export type AgreementMetric = (typeof AGREEMENT_METRICS)[number];

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

const DRAWS = 1000;
const SEED = 1;

/** Different numbers above which a ratio alpha has no interval: its draws take some five seconds. */
const MOST_RATIO_NUMBERS = 2000;

/** What the values of a file must be for a metric. */
export function valueKindOf(metric: AgreementMetric): ValueKind {
  if (metric === "alpha-ratio") return "amount";
  return metric === "alpha-ordinal" || metric === "alpha-interval" ? "number" : "text";
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

interface Measured {
  readonly coefficient: Coefficient;
  readonly interval: Interval;
  readonly method: string;
}

function measureGroup(file: RatingsFile, group: RatingGroup, metric: AgreementMetric): Measured {
  if (metric === "cohen") return measureCohen(file, group);
  const counts = countRatings(group.unit, group.code, file.units.length, file.values.length);
  if (metric === "fleiss") {
    return byError(fleissKappa(counts), "Fleiss' kappa, by Gwet's rules for missing ratings");
  }
  if (metric === "ac1") {
    return byError(gwetAC1(counts), `Gwet's AC1 over the ${file.values.length} values of the file`);
  }
  const distance = metric.slice("alpha-".length) as Metric;
  const numbers = file.numbers ?? undefined;
  const name = `Krippendorff's alpha, ${distance}`;
  const coefficient = krippendorffAlpha(counts, distance, numbers);
  const different = new Set(group.code).size;
  if (distance === "ratio" && different > MOST_RATIO_NUMBERS) {
    const method = `${name}; no interval for more than ${MOST_RATIO_NUMBERS} different numbers, found ${different}`;
    return { coefficient, interval: NO_INTERVAL, method };
  }
  const interval = alphaBootstrap(counts, distance, seeded(SEED), { numbers, draws: DRAWS });
  const left = interval.undefinedDraws;
  const undefinedDraws = left > 0 ? `, ${left} of them left out for having one value only` : "";
  const method = `${name}; 95 % percentile interval of ${DRAWS} bootstrap draws of units, seed ${SEED}${undefinedDraws}`;
  return { coefficient, interval, method };
}

const NO_INTERVAL: Interval = { low: Number.NaN, high: Number.NaN };

function byError(coefficient: EstimatedCoefficient, name: string): Measured {
  const method = `${name}; 95 % interval by Student's t from the standard error over units`;
  return { coefficient, interval: coefficient, method };
}

/** Cohen's kappa of the two raters of a group. */
function measureCohen({ units, raters, values }: RatingsFile, group: RatingGroup): Measured {
  const pair = [...new Set(group.rater)];
  if (pair.length !== 2) {
    const coefficient: Coefficient = {
      value: Number.NaN,
      reason: `cohen is of two raters, found ${pair.length}; take fleiss, ac1 or alpha-nominal`,
      units: new Set(group.unit).size,
      ratings: group.unit.length,
      skipped: [],
    };
    return { coefficient, interval: NO_INTERVAL, method: "Cohen's kappa" };
  }
  const codes = pair.map(() => new Int32Array(units.length).fill(-1));
  group.unit.forEach((unit, i) => {
    codes[pair.indexOf(group.rater[i])][unit] = group.code[i];
  });
  const table = new Float64Array(values.length ** 2);
  codes[0].forEach((code, unit) => {
    if (code >= 0 && codes[1][unit] >= 0) table[code * values.length + codes[1][unit]]++;
  });
  const kappa = cohenKappa(table, values.length);
  const alone = group.unit.length - kappa.ratings;
  const names = pair.map((rater) => raters[rater]).join(" and ");
  return {
    coefficient: { ...kappa, skipped: skippedOf({ [LEFT_OUT.alone]: alone }) },
    interval: kappa,
    method: `Cohen's kappa of ${names}; 95 % normal interval from the large-sample standard error`,
  };
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
