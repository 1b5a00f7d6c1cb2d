import { type Coefficient, LEFT_OUT, skippedOf, UNDEFINED } from "./coefficient.ts";
import { type Metric, placesOf, pooledDisagreement, unitDisagreement } from "./disagreement.ts";
import { type RatingCounts, ratingsPerUnit } from "./rating-counts.ts";

export type { Metric } from "./disagreement.ts";

/**
 * Krippendorff's alpha, 1 − D_o / D_e: one minus the disagreement within units over that of all
 * pairs of ratings. 1 is unanimity, 0 what chance gives, below 0 systematic disagreement. Units
 * may have any number of ratings; those with fewer than two do not enter. In the coincidence
 * matrix o_ck = Σ_u n_uc (n_uk − [c = k]) / (m_u − 1), n_c = Σ_k o_ck, n = Σ_c n_c:
 * D_o = Σ o_ck δ²_ck / n and D_e = Σ n_c n_k δ²_ck / (n (n − 1)).
 * The sums are taken unit by unit, in O(ratings + values), for ratios O(values²).
 * @param counts values in ascending order, for all metrics but the nominal one.
 * @param numbers the number that each code stands for, not negative for ratios; absent, the code.
 * @returns NaN where no unit has two ratings, or only one value occurs.
 * Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability;
 * Krippendorff (2019), Content Analysis, 4th edition, chapter 12.
 */
export function krippendorffAlpha(
  counts: RatingCounts,
  metric: Metric,
  numbers?: ArrayLike<number>,
): Coefficient {
  const alpha = alphaOfUnits(counts, metric, numbers);
  const value = alpha.of();
  const { pairable, ratings, alone } = alpha;
  const reason = pairable.length === 0 ? UNDEFINED.noPair : UNDEFINED.oneValue;
  return {
    value,
    reason: Number.isNaN(value) ? reason : null,
    units: pairable.length,
    ratings,
    skipped: skippedOf({ [LEFT_OUT.missing]: counts.missing, [LEFT_OUT.alone]: alone }),
  };
}

/** Alpha as a function of how often each pairable unit is counted. */
export interface UnitAlpha {
  /** Units with at least two ratings. */
  readonly pairable: Int32Array;
  /** Ratings in these units, and ratings alone in theirs. */
  readonly ratings: number;
  readonly alone: number;
  /** @param times how often each of `pairable` is counted; absent means once. */
  of(times?: ArrayLike<number>): number;
}

/** What does not change between the replicates of a bootstrap is computed once. */
export function alphaOfUnits(
  counts: RatingCounts,
  metric: Metric,
  numbers: ArrayLike<number> = Float64Array.from({ length: counts.values }, (_, code) => code),
): UnitAlpha {
  const perUnit = ratingsPerUnit(counts);
  const pairable = Int32Array.from(perUnit.keys()).filter((unit) => perUnit[unit] > 1);
  const totals = new Float64Array(counts.values);
  const add = (unit: number, times: number) => {
    for (let cell = counts.start[unit]; cell < counts.start[unit + 1]; cell++) {
      totals[counts.code[cell]] += times * counts.count[cell];
    }
  };
  const within = (unit: number, places: Float64Array | null) =>
    unitDisagreement(counts, unit, perUnit[unit], metric, places, numbers);
  for (const unit of pairable) add(unit, 1);
  const places = placesOf(metric, totals, numbers);
  const fixed = metric === "ordinal" ? null : Float64Array.from(pairable, (u) => within(u, places));
  let ratings = 0;
  for (const unit of pairable) ratings += perUnit[unit];

  const of = (times?: ArrayLike<number>): number => {
    totals.fill(0);
    let n = 0;
    for (let i = 0; i < pairable.length; i++) {
      const repeats = times ? times[i] : 1;
      if (repeats === 0) continue;
      n += repeats * perUnit[pairable[i]];
      add(pairable[i], repeats);
    }
    const places = placesOf(metric, totals, numbers);
    let observed = 0;
    for (let i = 0; i < pairable.length; i++) {
      const repeats = times ? times[i] : 1;
      if (repeats !== 0) observed += repeats * (fixed ? fixed[i] : within(pairable[i], places));
    }
    if (totals.reduce((values, total) => values + (total > 0 ? 1 : 0), 0) < 2) return Number.NaN;
    return 1 - ((n - 1) * observed) / pooledDisagreement(totals, metric, places, numbers);
  };
  const valued = perUnit.reduce((sum, m) => sum + m, 0);
  return { pairable, ratings, alone: valued - ratings, of };
}
