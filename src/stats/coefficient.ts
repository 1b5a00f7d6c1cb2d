import type { Interval } from "./wilson.ts";

/** Something left out of a measure, and of how many ratings. */
export interface Skipped {
  readonly reason: string;
  readonly count: number;
}

/** A coefficient of agreement, what it rests on, and what it leaves out. */
export interface Coefficient {
  /** At most 1; NaN where undefined. */
  readonly value: number;
  /** Why the value is undefined; null where it is a number. */
  readonly reason: string | null;
  /** Units and ratings that enter the value. */
  readonly units: number;
  readonly ratings: number;
  readonly skipped: readonly Skipped[];
}

/** A coefficient with its standard error over units, and an interval; NaN where undefined. */
export interface EstimatedCoefficient extends Coefficient, Interval {
  readonly se: number;
}

/** Why a measure is undefined; the same words for every measure. */
export const UNDEFINED = {
  noPair: "no unit has two ratings",
  oneValue: "only one value occurs, so agreement cannot be told from chance",
} as const;

/** Why a rating does not enter. */
export const LEFT_OUT = {
  missing: "no value",
  alone: "the only rating of its unit",
} as const;

/** The reasons that concern any rating at all. */
export function skippedOf(counts: Readonly<Record<string, number>>): Skipped[] {
  return Object.entries(counts).flatMap(([reason, count]) =>
    count > 0 ? [{ reason, count }] : [],
  );
}
