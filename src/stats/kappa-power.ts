/** How wide the interval of a kappa will be, before anybody is asked. */
import { fleissKappa } from "./fleiss-kappa.ts";
import type { Random } from "./random.ts";
import { countRatings } from "./rating-counts.ts";
import { studentCritical } from "./student.ts";

export interface RatersAssumed {
  /** Raters of each unit, two or more. */
  readonly raters: number;
  /** True agreement beyond chance, 0 to 1. */
  readonly kappa: number;
  /** Share of ratings that are of the first of two values, above 0 and below 1. */
  readonly share: number;
}

/**
 * Chance of each number of ratings of the first value, 0 to k, in a unit: beta-binomial, so that
 * two ratings of a unit correlate by κ. With P = share: Π (P (1 − κ) + iκ) Π (Q (1 − κ) + jκ)
 * / Π (1 − κ + lκ), times the binomial coefficient.
 * Source: Williams (1975), Biometrics 31, 949-952, as the common correlation model.
 */
export function unitChances({ raters, kappa, share }: RatersAssumed): Float64Array {
  const chances = new Float64Array(raters + 1);
  if (kappa === 1) {
    chances[0] = 1 - share;
    chances[raters] = share;
    return chances;
  }
  for (let m = 0; m <= raters; m++) {
    let chance = 1;
    for (let i = 0; i < m; i++) {
      chance *= ((share * (1 - kappa) + i * kappa) * (raters - i)) / (i + 1);
    }
    for (let j = 0; j < raters - m; j++) chance *= (1 - share) * (1 - kappa) + j * kappa;
    for (let l = 0; l < raters; l++) chance /= 1 - kappa + l * kappa;
    chances[m] = chance;
  }
  return chances;
}

/**
 * Large-sample standard error of Fleiss' kappa on so many units: the standard deviation over
 * `unitChances` of a unit's linearised coefficient, over √units. For two raters it is that of
 * Bloch and Kraemer (1989), Biometrics 45, 269-287: the square root of
 * (1 − κ) ((1 − κ)(1 − 2κ) + κ (2 − κ) / (2 P Q)) / n.
 * Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapter 5.
 */
export function kappaError(units: number, assumed: RatersAssumed): number {
  const { raters, kappa, share } = assumed;
  const expected = share * share + (1 - share) * (1 - share);
  let variance = 0;
  unitChances(assumed).forEach((chance, m) => {
    const rest = raters - m;
    const agreeing = (m * (m - 1) + rest * (rest - 1)) / (raters * (raters - 1));
    const byChance = (m * share + rest * (1 - share)) / raters;
    const linear = (agreeing - expected - 2 * (1 - kappa) * (byChance - expected)) / (1 - expected);
    variance += chance * (linear - kappa) ** 2;
  });
  return Math.sqrt(variance / units);
}

/** Expected width of the interval by Student's t with units − 1 degrees; the scale ends at 2. */
export function kappaWidth(units: number, assumed: RatersAssumed, confidence = 0.95): number {
  if (units < 2) return 2;
  return Math.min(2, 2 * studentCritical(confidence, units - 1) * kappaError(units, assumed));
}

export interface SimulatedWidth {
  /** Mean width of the intervals, cut at −1 and 1. */
  readonly width: number;
  /** Share of intervals that hold the true kappa. */
  readonly coverage: number;
  /** Share of repetitions in which kappa was undefined: all ratings were of one value. */
  readonly undefinedShare: number;
}

/** The same by simulation of `fleissKappa`. Cost: O(repetitions × units). */
export function simulateWidth(
  units: number,
  assumed: RatersAssumed,
  random: Random,
  repetitions = 400,
): SimulatedWidth {
  const { raters, kappa } = assumed;
  const chances = unitChances(assumed);
  const unit = Int32Array.from({ length: units * raters }, (_, at) => Math.floor(at / raters));
  const code = new Uint8Array(units * raters);
  let [widths, covered, defined] = [0, 0, 0];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (let at = 0; at < units; at++) {
      let left = random.next();
      let m = 0;
      while (m < raters && left >= chances[m]) left -= chances[m++];
      for (let rater = 0; rater < raters; rater++) code[at * raters + rater] = rater < m ? 0 : 1;
    }
    const { low, high, value } = fleissKappa(countRatings(unit, code, units, 2));
    if (Number.isNaN(value) || Number.isNaN(low)) continue;
    defined++;
    widths += high - low;
    if (low <= kappa && kappa <= high) covered++;
  }
  return {
    width: defined > 0 ? widths / defined : Number.NaN,
    coverage: defined > 0 ? covered / defined : Number.NaN,
    undefinedShare: 1 - defined / repetitions,
  };
}
