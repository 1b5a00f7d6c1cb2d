/** The sums that a decomposition is computed from, by issue and by persona group left out. */

/** Personas are left out by group for the jackknife: persona i is in group i mod 20. */
export const PERSONA_GROUPS = 20;

/** What is summed. */
export const MOMENT = {
  /** Pairs of different personas on the same prompt, and those that chose the same. */
  pairs: 0,
  agree: 1,
  /** Choices that enter the regression on attributes, and the variance it explains, summed. */
  rows: 2,
  explained: 3,
  /** Choices asked again, and those that were the same. */
  retests: 4,
  same: 5,
} as const;

export const MOMENTS = 6;

/** Everything, then everything but group 0, but group 1, ... */
const VERSIONS = 1 + PERSONA_GROUPS;

export interface Moments {
  readonly issues: number;
  /** By issue, version and moment, row-major. */
  readonly sums: Float64Array;
}

export function emptyMoments(issues: number): Moments {
  return { issues, sums: new Float64Array(issues * VERSIONS * MOMENTS) };
}

/** Place of a moment; version 0 is everything, version 1 + g leaves out persona group g. */
export function momentAt(issue: number, version: number, moment: number): number {
  return (issue * VERSIONS + version) * MOMENTS + moment;
}
