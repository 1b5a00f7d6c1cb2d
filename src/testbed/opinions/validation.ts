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

/** A cell with both sides' difference from the item's mean over the groups of the factor. */
export interface GapCell extends SupportCell {
  readonly surveyGap: number;
  readonly simulatedGap: number;
}

/** What groups are compared by. Race is coded in three by one survey, with origin by the others. */
export const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  party: ["party"],
  age: ["age"],
  sex: ["sex"],
  race: ["origin", "race"],
  education: ["degree"],
};

export interface SupportFit {
  readonly items: number;
  readonly cells: number;
  /** Mean absolute difference of group shares, and of their differences from the item's mean. */
  readonly difference: number;
  readonly gapDifference: number;
  /**
   * Mean absolute difference of group shares that sampling alone would give, were both sides simple
   * random samples of the same people. Weights, and choices of one persona, only add to it.
   */
  readonly chance: number;
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
): GapCell[] {
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
  const supported = cells.flatMap((cell) => {
    const count = counts.get(`${cell.item} ${cell.factor} ${cell.level}`);
    if (!count || count.n < LEAST_CHOICES) return [];
    return [{ ...cell, simulated: count.yes / count.n, choices: count.n }];
  });
  return withGaps(supported);
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** The mean over the groups of a factor is taken off, so that an item's level drops out. O(cells). */
export function withGaps(cells: readonly SupportCell[]): GapCell[] {
  const groups = new Map<string, SupportCell[]>();
  const keyOf = ({ item, factor }: SupportCell) => `${item} ${factor}`;
  for (const cell of cells) {
    const own = groups.get(keyOf(cell));
    if (own) own.push(cell);
    else groups.set(keyOf(cell), [cell]);
  }
  const means = new Map(
    [...groups].map(([key, own]) => [
      key,
      [mean(own.map(({ support }) => support)), mean(own.map(({ simulated }) => simulated))],
    ]),
  );
  return cells.map((cell) => {
    const [surveyed, simulated] = means.get(keyOf(cell)) ?? [Number.NaN, Number.NaN];
    return {
      ...cell,
      surveyGap: cell.support - surveyed,
      simulatedGap: cell.simulated - simulated,
    };
  });
}

/** How near simulated support comes to the surveys', over the cells given. O(n log n). */
export function supportFit(cells: readonly GapCell[]): SupportFit {
  const [a, b] = [cells.map(({ support }) => support), cells.map(({ simulated }) => simulated)];
  const [x, y] = [cells.map((c) => c.surveyGap), cells.map((c) => c.simulatedGap)];
  const sum = (value: (cell: GapCell) => number) =>
    cells.reduce((total, cell) => total + value(cell), 0);
  return {
    items: new Set(cells.map(({ item }) => item)).size,
    cells: cells.length,
    difference: mean(a.map((value, i) => Math.abs(value - b[i]))),
    gapDifference: mean(x.map((gap, i) => Math.abs(gap - y[i]))),
    chance: mean(cells.map(chanceDifference)),
    rank: spearman(a, b),
    gapRank: spearman(x, y),
    gapSlope: sum((c) => c.surveyGap * c.simulatedGap) / sum((c) => c.surveyGap ** 2),
  };
}

/** Mean of |N(0, v)|, v the variance of the difference of two shares. */
function chanceDifference({ support, n, simulated, choices }: SupportCell): number {
  const variance = (support * (1 - support)) / n + (simulated * (1 - simulated)) / choices;
  return Math.sqrt((2 * variance) / Math.PI);
}
