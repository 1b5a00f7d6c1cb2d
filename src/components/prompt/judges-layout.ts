/** Where the dots of a prompt's judges stand: by true utility, or side by side by group. */
import type { Judge } from "./judges.ts";

/** Height of a side, and of the line between them, in pixels. */
export const HALF = 110;
export const LINE = 34;
export const PAD = 14;

export interface PlacedJudge {
  readonly judge: Judge;
  readonly cx: number;
  readonly cy: number;
}

const MIDDLE = HALF + LINE / 2;

/**
 * Dots by true utility, stacked away from the line where they would overlap; from left to right.
 * Those whose utility is not known are left out. O(judges²).
 * @param x pixels of a utility.
 */
export function byUtility(
  judges: readonly Judge[],
  x: (utility: number) => number,
  radius: number,
): PlacedJudge[] {
  const placed: (PlacedJudge & { readonly rise: number })[] = [];
  const known = judges.filter(({ utility }) => Number.isFinite(utility));
  for (const judge of [...known].sort((a, b) => a.utility - b.utility)) {
    const cx = x(judge.utility);
    const isUp = judge.choice === 0;
    const near = placed.filter(
      (other) => (other.judge.choice === 0) === isUp && Math.abs(other.cx - cx) < 2 * radius,
    );
    let rise = radius + 2;
    while (
      rise < HALF - radius - 14 &&
      near.some((other) => Math.hypot(other.cx - cx, other.rise - rise) < 2 * radius)
    ) {
      rise += 1.5;
    }
    const cy = isUp ? MIDDLE - LINE / 2 - rise : MIDDLE + LINE / 2 + rise;
    placed.push({ judge, cx, cy, rise });
  }
  return placed;
}

/** Rows of dots on a side where they fit, and of ties on the line. */
const ROWS = 2;
const TIE_ROWS = 2;

/**
 * Dots in columns, group after group: the longer of the two blocks is the larger side; ties stand
 * on the line between them.
 * @param left of the ties, which have their name before them.
 */
export function byGroup(
  judges: readonly Judge[],
  width: number,
  radius: number,
  left: number,
): PlacedJudge[] {
  const pitch = 2 * radius + 2;
  const block = (choice: number, from: number, least: number, y: (row: number) => number) => {
    const own = judges.filter((judge) => judge.choice === choice).sort((a, b) => a.group - b.group);
    const columns = Math.max(1, Math.floor((width - PAD - from) / pitch));
    const rows = Math.max(least, Math.ceil(own.length / columns));
    return own.map((judge, at) => ({
      judge,
      cx: from + radius + Math.floor(at / rows) * pitch,
      cy: y(at % rows),
    }));
  };
  return [
    ...block(0, PAD, ROWS, (row) => MIDDLE - LINE / 2 - radius - 4 - row * pitch),
    ...block(2, left, TIE_ROWS, (row) => MIDDLE + (row - (TIE_ROWS - 1) / 2) * pitch),
    ...block(1, PAD, ROWS, (row) => MIDDLE + LINE / 2 + radius + 4 + row * pitch),
  ];
}
