/** How far a group's share is from everybody else's, for many topics and groups at once. */
import {
  type Choices,
  type GapRows,
  type PersonaMoments,
  type PromptMoments,
  personaMoments,
  promptMoments,
  sumRows,
} from "./gap-moments.ts";
import { studentCritical, studentProbability } from "./student.ts";

export type { GapRows } from "./gap-moments.ts";

export interface GapCell {
  /** Share of the group's choices for the counted pole; NaN without any. */
  readonly share: number;
  /** Share of all others' choices. */
  readonly others: number;
  /** Share less that of the others, with its standard error and interval. */
  readonly gap: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, that the gap is zero; NaN where it cannot be said, as without any variation. */
  readonly p: number;
  /** Choices of the group, personas who made them, prompts that they are about. */
  readonly n: number;
  readonly personas: number;
  readonly prompts: number;
}

export interface GapTable {
  /** Topic by group, row-major. */
  readonly cells: readonly GapCell[];
  /** Choices left out: of personas without a group, of prompts without a topic or a pole. */
  readonly skipped: number;
}

/**
 * Gaps of every topic and group with intervals clustered by persona and by prompt. The gap is
 * m_g - m_r, of the group g and the rest r; a choice's influence on it is (y - m_g) / n_g in the
 * group and -(y - m_r) / n_r outside. V = V_persona + V_prompt - V_choice, each the sum over
 * clusters of squared sums of influence times G / (G - 1); personas and choices are those of one
 * side each, prompts are of both, and G is the smaller number. The largest of V, V_persona and
 * V_prompt is taken. What is common to a prompt drops out of the gap as far as both sides judge it.
 * The interval is by Student's t with the smallest number of clusters of either side less one.
 * A persona is taken to judge a prompt once. NaN where a side has no choice, and no interval where
 * it has one persona or prompt. O(choices + personas × topics + prompts × groups).
 * Source: Cameron, Gelbach and Miller (2011), Robust Inference with Multiway Clustering; the
 * largest of the three: MacKinnon, Nielsen and Webb (2024), arXiv:2406.08880.
 */
export function groupGaps(rows: GapRows, confidence = 0.95): GapTable {
  const { topics, groups } = rows;
  const { choices, byPersona, byPrompt, skipped } = sumRows(rows);
  const personas = personaMoments(byPersona, rows);
  const prompts = promptMoments(byPrompt, choices, rows);
  const critical = (freedom: number) => quantileOf(confidence, freedom);
  const cells: GapCell[] = [];
  for (let t = 0; t < topics; t++) {
    const all = t * (groups + 1) + groups;
    for (let g = 0; g < groups; g++) {
      cells.push(cellOf(choices, personas, prompts, t * (groups + 1) + g, all, critical));
    }
  }
  return { cells, skipped };
}

/** Quantiles found before: each is a search, and the same few numbers of clusters come again. */
const QUANTILES = new Map<string, number>();

function quantileOf(confidence: number, freedom: number): number {
  const key = `${confidence} ${freedom}`;
  const value = QUANTILES.get(key) ?? studentCritical(confidence, freedom);
  QUANTILES.set(key, value);
  return value;
}

const inflated = (variance: number, clusters: number) =>
  clusters > 1 ? (variance * clusters) / (clusters - 1) : Number.NaN;

/** Σ (y - m n)² from its moments; what rounding leaves of a sum that is zero is taken as zero. */
function squaresAbout(mean: number, yy: number, yn: number, nn: number): number {
  const squares = yy - 2 * mean * yn + mean * mean * nn;
  return squares < 1e-12 * nn ? 0 : squares;
}

function cellOf(
  { y, yy, n }: Choices,
  personas: PersonaMoments,
  prompts: PromptMoments,
  own: number,
  all: number,
  critical: (freedom: number) => number,
): GapCell {
  const share = y[own] / n[own];
  const rest = n[all] - n[own];
  const others = (y[all] - y[own]) / rest;
  const side = (mean: number, mass: number, of: (table: Float64Array) => number) => {
    const { yy: pyy, yn, nn, count } = personas;
    const scale = mass * mass;
    return {
      personas: of(count),
      byPersona: inflated(squaresAbout(mean, of(pyy), of(yn), of(nn)) / scale, of(count)),
      byChoice: inflated(squaresAbout(mean, of(yy), of(y), of(n)) / scale, of(n)),
    };
  };
  const inside = side(share, n[own], (table) => table[own]);
  const outside = side(others, rest, (table) => table[all] - table[own]);
  const fewestPrompts = Math.min(prompts.own[own], prompts.others[own]);
  const byPersona = inside.byPersona + outside.byPersona;
  const byPrompt = inflated(prompts.squares[own], fewestPrompts);
  const twoWay = byPersona + byPrompt - inside.byChoice - outside.byChoice;
  const se = Math.sqrt(Math.max(twoWay, byPersona, byPrompt));
  const freedom = Math.min(inside.personas, outside.personas, fewestPrompts) - 1;
  const gap = share - others;
  const half = critical(freedom) * se;
  return {
    share,
    others,
    gap,
    se,
    low: gap - half,
    high: gap + half,
    p: se > 0 ? 2 * studentProbability(-Math.abs(gap / se), freedom) : Number.NaN,
    n: n[own],
    personas: inside.personas,
    prompts: prompts.own[own],
  };
}
