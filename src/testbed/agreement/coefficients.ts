/** One coefficient with its interval for one group of ratings, and how it was made. */
import { alphaBootstrap } from "../../stats/alpha-bootstrap.ts";
import {
  type Coefficient,
  type EstimatedCoefficient,
  LEFT_OUT,
  skippedOf,
} from "../../stats/coefficient.ts";
import { cohenKappa } from "../../stats/cohen-kappa.ts";
import { fleissKappa } from "../../stats/fleiss-kappa.ts";
import { gwetAC1 } from "../../stats/gwet-ac1.ts";
import { krippendorffAlpha, type Metric } from "../../stats/krippendorff-alpha.ts";
import { seeded } from "../../stats/random.ts";
import { countRatings } from "../../stats/rating-counts.ts";
import type { Interval } from "../../stats/wilson.ts";
import type { RatingGroup, RatingsFile } from "../datasets/ratings-file.ts";
import type { AgreementMetric } from "./metrics.ts";

const DRAWS = 1000;
const SEED = 1;

/** Different numbers above which a ratio alpha has no interval: its draws take some five seconds. */
const MOST_RATIO_NUMBERS = 2000;

export interface Measured {
  readonly coefficient: Coefficient;
  readonly interval: Interval;
  readonly method: string;
}

/** @param file whose lists of units, raters and values the group's indices are of. */
export function measureGroup(
  file: RatingsFile,
  group: RatingGroup,
  metric: AgreementMetric,
): Measured {
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
