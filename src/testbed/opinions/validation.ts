/** Simulated support of survey items by group, against the surveys' own shares. */
import type { CodedFeedback } from "../../schema/feedback-tables.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { spearman } from "../../stats/spearman.ts";
import type { Issue } from "../prompts/issue.ts";
import { FACTORS } from "./factors.ts";
import { type GroupShare, groupsOf } from "./group-shares.ts";

export interface SurveyCell extends GroupShare {
  readonly isHeldBack: boolean;
}

export interface SupportCell extends SurveyCell {
  /** Simulated share of support among adults of the group, and choices behind it. */
  readonly simulated: number;
  readonly choices: number;
}

export interface SupportFit {
  readonly items: number;
  readonly cells: number;
  /** Mean absolute difference of group shares, and of their differences from the item's mean. */
  readonly difference: number;
  readonly gapDifference: number;
  /** Rank correlation of group shares, and of their differences from the item's mean. */
  readonly rank: number;
  readonly gapRank: number;
  /** Slope of simulated on surveyed differences from the item's mean: 1 is as far apart as people. */
  readonly gapSlope: number;
}

/** Simulated groups with fewer choices are left out. */
export const LEAST_CHOICES = 50;

/**
 * Adds simulated support to the cells of items that an issue mirrors. O(choices × factors).
 * @param promptIssue issue id of each prompt, by row.
 */
export function simulatedSupport(
  cells: readonly SurveyCell[],
  issues: readonly Issue[],
  promptIssue: readonly string[],
  personas: CodedPersonas,
  feedback: Pick<CodedFeedback, "persona" | "prompt" | "choice">,
): SupportCell[] {
  const mirrored = new Map(issues.flatMap(({ id, survey }) => (survey ? [[id, survey]] : [])));
  const counts = new Map<string, { yes: number; n: number }>();
  const factors = [...new Set(cells.map(({ factor }) => factor))];
  const classes = factors.map((factor) => {
    const { levels, of } = groupsOf(factor);
    return Array.from({ length: personas.n }, (_, i) => {
      const [level] = FACTORS[factor].classesOf(personas, i);
      return level === undefined ? null : `${factor} ${levels[of(level)]}`;
    });
  });
  feedback.persona.forEach((who, row) => {
    const survey = mirrored.get(promptIssue[feedback.prompt[row]]);
    if (!survey || personas.codes.is_adult[who] !== 1) return;
    const yes = feedback.choice[row] === survey.support ? 1 : 0;
    for (const column of classes) {
      if (column[who] === null) continue;
      const key = `${survey.item} ${column[who]}`;
      const count = counts.get(key) ?? { yes: 0, n: 0 };
      count.yes += yes;
      count.n++;
      counts.set(key, count);
    }
  });
  return cells.flatMap((cell) => {
    const count = counts.get(`${cell.item} ${cell.factor} ${cell.level}`);
    if (!count || count.n < LEAST_CHOICES) return [];
    return [{ ...cell, simulated: count.yes / count.n, choices: count.n }];
  });
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** How near simulated support comes to the surveys', over the cells given. */
export function supportFit(cells: readonly SupportCell[]): SupportFit {
  const items = [...new Set(cells.map(({ item }) => item))];
  // An item's mean over the groups of a factor, so that its level drops out.
  const gaps = items.flatMap((item) => {
    const own = cells.filter((cell) => cell.item === item);
    return [...new Set(own.map(({ factor }) => factor))].flatMap((factor) => {
      const groups = own.filter((cell) => cell.factor === factor);
      const surveyed = mean(groups.map(({ support }) => support));
      const simulated = mean(groups.map((cell) => cell.simulated));
      return groups.map((cell) => [cell.support - surveyed, cell.simulated - simulated] as const);
    });
  });
  const [a, b] = [cells.map(({ support }) => support), cells.map(({ simulated }) => simulated)];
  const [x, y] = [gaps.map(([gap]) => gap), gaps.map(([, gap]) => gap)];
  const cross = gaps.reduce((sum, [gap, other]) => sum + gap * other, 0);
  return {
    items: items.length,
    cells: cells.length,
    difference: mean(a.map((value, i) => Math.abs(value - b[i]))),
    gapDifference: mean(gaps.map(([gap, other]) => Math.abs(gap - other))),
    rank: spearman(a, b),
    gapRank: spearman(x, y),
    gapSlope: cross / gaps.reduce((sum, [gap]) => sum + gap * gap, 0),
  };
}
