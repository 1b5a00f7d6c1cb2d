/** Who judged a prompt, and how. */
import { type Interval, wilson } from "../../stats/wilson.ts";
import type { Choices } from "../feedback/choices.ts";
import type { Grouping } from "../feedback/grouping.ts";

export interface Judge {
  /** Row of the persona. */
  readonly persona: number;
  /** Position preferred, 0 or 1; 2 for a tie. */
  readonly choice: number;
  /** True utility of position 0 less that of position 1; NaN where unknown. */
  readonly utility: number;
  /** Index of the group, or -1. */
  readonly group: number;
}

/** Judges of a prompt among the personas of a mask, in the order of the feedback. O(choices). */
export function judgesOf(
  prompt: number,
  choices: Choices,
  utility: ArrayLike<number> | null,
  mask: Uint8Array,
  grouping: Grouping,
): Judge[] {
  const judges: Judge[] = [];
  for (let row = 0; row < choices.n; row++) {
    if (choices.prompt[row] !== prompt) continue;
    const persona = choices.persona[row];
    if (!mask[persona]) continue;
    judges.push({
      persona,
      choice: choices.choice[row],
      utility: utility?.[row] ?? Number.NaN,
      group: grouping.of[persona],
    });
  }
  return judges;
}

export interface JudgeShare extends Interval {
  readonly label: string;
  readonly color: string;
  readonly n: number;
  /** Choices for position 0, ties counted half, and their share; NaN without judges. */
  readonly first: number;
  readonly share: number;
}

/** Shares for position 0: of all judges, then of each group that the grouping has. */
export function sharesOf(judges: readonly Judge[], grouping: Grouping): JudgeShare[] {
  const share = (label: string, color: string, members: readonly Judge[]): JudgeShare => {
    const first = members.reduce(
      (sum, { choice }) => sum + (choice === 2 ? 0.5 : choice === 0 ? 1 : 0),
      0,
    );
    const n = members.length;
    const interval = n > 0 ? wilson(first, n) : { low: Number.NaN, high: Number.NaN };
    return { label, color, n, first, share: first / n, ...interval };
  };
  return [
    share("Everybody in the slice", "var(--atlas-target)", judges),
    ...grouping.groups.map(({ label, color }, group) =>
      share(
        label,
        color,
        judges.filter((judge) => judge.group === group),
      ),
    ),
  ];
}
