/** What adding a person to a cell, or taking one out, would cost: the objective of calibration. */
import type { CalibrationLayout } from "./calibration-layout.ts";

/**
 * The penalty of a cell whose count is `excess` persons above its target: |excess| in pairwise
 * tables (their sum is the total variation), weight · (|excess| − slack)₊² in single attributes.
 */
export interface Penalty {
  readonly marginWeight: number;
  /** Persons by which a level may miss its target at no cost; rounding alone needs half a person. */
  readonly slack: number;
}

/** Change of the penalty by cell, kept beside the excess so that a proposal is a sum of look-ups. */
export interface Gains {
  /** Persons in the cell minus its target. */
  readonly excess: Float64Array;
  readonly adding: Float64Array;
  readonly removing: Float64Array;
}

/** Gains for the chosen candidates. */
export function gainsOf(
  layout: CalibrationLayout,
  chosen: Int32Array,
  n: number,
  penalty: Penalty,
): Gains {
  const size = layout.shares.length;
  const gains = {
    excess: layout.shares.map((share) => -share * n),
    adding: new Float64Array(size),
    removing: new Float64Array(size),
  };
  for (let seat = 0; seat < n; seat++) {
    const start = chosen[seat] * layout.tables;
    for (let t = 0; t < layout.tables; t++) gains.excess[layout.cells[start + t]]++;
  }
  priceAll(gains, layout, penalty);
  return gains;
}

/** Prices every cell again, for another penalty. */
export function priceAll(gains: Gains, layout: CalibrationLayout, penalty: Penalty): void {
  for (let cell = 0; cell < gains.excess.length; cell++) price(gains, layout, penalty, cell);
}

/** Sets what adding and removing costs in one cell, after its excess has changed. */
export function price(
  { excess, adding, removing }: Gains,
  { marginCells }: CalibrationLayout,
  penalty: Penalty,
  cell: number,
): void {
  const d = excess[cell];
  if (cell < marginCells) {
    const now = marginPenalty(d, penalty);
    adding[cell] = marginPenalty(d + 1, penalty) - now;
    removing[cell] = marginPenalty(d - 1, penalty) - now;
  } else {
    adding[cell] = Math.min(1, Math.max(-1, 2 * d + 1));
    removing[cell] = Math.min(1, Math.max(-1, 1 - 2 * d));
  }
}

function marginPenalty(excess: number, { marginWeight, slack }: Penalty): number {
  const beyond = Math.max(0, Math.abs(excess) - slack);
  return marginWeight * beyond * beyond;
}
