/** How far a group's share is from everybody else's, for many topics and groups at once. */
import { studentCritical, studentProbability } from "./student.ts";

/** Choices, and where each belongs. */
export interface GapRows {
  /** Row of the persona and of the prompt, by choice. */
  readonly persona: ArrayLike<number>;
  readonly prompt: ArrayLike<number>;
  /** 0 or 1: the position preferred; 2 for a tie, which counts half. */
  readonly choice: ArrayLike<number>;
  /** By prompt, the pole that is counted: 1 where it is position 0, -1 where 1, 0 for neither. */
  readonly pole: ArrayLike<number>;
  /** By prompt: its topic, below `topics`; negative leaves it out. */
  readonly topic: ArrayLike<number>;
  readonly topics: number;
  /** By persona: its group, below `groups`; negative leaves it out. */
  readonly group: ArrayLike<number>;
  readonly groups: number;
}

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
  const cells: GapCell[] = [];
  for (let t = 0; t < topics; t++) {
    const all = t * (groups + 1) + groups;
    for (let g = 0; g < groups; g++) {
      cells.push(cellOf(choices, personas, prompts, t * (groups + 1) + g, all, confidence));
    }
  }
  return { cells, skipped };
}

/** Sums by persona and topic, or by prompt and group, row-major. */
interface Sums {
  readonly y: Float64Array;
  readonly n: Float64Array;
}

/** Sums by topic and group, row-major, with a last column for all groups. */
interface Choices extends Sums {
  readonly yy: Float64Array;
}

const sumsOf = (length: number): Sums => ({
  y: new Float64Array(length),
  n: new Float64Array(length),
});

function sumRows(rows: GapRows) {
  const { persona, prompt, choice, pole, topic, topics, group, groups } = rows;
  const width = groups + 1;
  const choices = { ...sumsOf(topics * width), yy: new Float64Array(topics * width) };
  const byPersona = sumsOf(group.length * topics);
  const byPrompt = sumsOf(topic.length * groups);
  let skipped = 0;
  for (let row = 0; row < persona.length; row++) {
    const [who, what] = [persona[row], prompt[row]];
    const [g, t, side] = [group[who], topic[what], pole[what]];
    if (g < 0 || t < 0 || side === 0) {
      skipped++;
      continue;
    }
    const picked = choice[row];
    const y = picked === 2 ? 0.5 : (picked === 0) === side > 0 ? 1 : 0;
    byPersona.y[who * topics + t] += y;
    byPersona.n[who * topics + t]++;
    byPrompt.y[what * groups + g] += y;
    byPrompt.n[what * groups + g]++;
    choices.y[t * width + g] += y;
    choices.yy[t * width + g] += y * y;
    choices.n[t * width + g]++;
  }
  for (const of of [choices.y, choices.yy, choices.n]) addTotals(of, width);
  return { choices, byPersona, byPrompt, skipped };
}

/** Fills the last column with the sum of the others. */
function addTotals(table: Float64Array, width: number): void {
  for (let at = 0; at < table.length; at++) {
    const last = at - (at % width) + width - 1;
    if (at !== last) table[last] += table[at];
  }
}

/** By topic and group, and all: Σ over personas of Y², YN and N², and how many there are. */
interface PersonaMoments {
  readonly yy: Float64Array;
  readonly yn: Float64Array;
  readonly nn: Float64Array;
  readonly count: Float64Array;
}

function personaMoments({ y, n }: Sums, { group, groups, topics }: GapRows): PersonaMoments {
  const width = groups + 1;
  const table = () => new Float64Array(topics * width);
  const moments = { yy: table(), yn: table(), nn: table(), count: table() };
  for (let who = 0; who < group.length; who++) {
    const g = group[who];
    if (g < 0) continue;
    for (let t = 0; t < topics; t++) {
      const at = who * topics + t;
      if (n[at] === 0) continue;
      const cell = t * width + g;
      moments.yy[cell] += y[at] * y[at];
      moments.yn[cell] += y[at] * n[at];
      moments.nn[cell] += n[at] * n[at];
      moments.count[cell]++;
    }
  }
  for (const of of Object.values(moments)) addTotals(of, width);
  return moments;
}

/** By topic and group: Σ over prompts of squared influence, and prompts of the group and others. */
interface PromptMoments {
  readonly squares: Float64Array;
  readonly own: Float64Array;
  readonly others: Float64Array;
}

function promptMoments(
  { y, n }: Sums,
  choices: Choices,
  { topic, topics, groups }: GapRows,
): PromptMoments {
  const width = groups + 1;
  const table = () => new Float64Array(topics * width);
  const moments = { squares: table(), own: table(), others: table() };
  for (let what = 0; what < topic.length; what++) {
    if (topic[what] < 0) continue;
    const first = topic[what] * width;
    const all = first + groups;
    let allY = 0;
    let allN = 0;
    for (let g = 0; g < groups; g++) {
      allY += y[what * groups + g];
      allN += n[what * groups + g];
    }
    if (allN === 0) continue;
    for (let g = 0; g < groups; g++) {
      const cell = first + g;
      const ownN = n[what * groups + g];
      const ownY = y[what * groups + g];
      const [cellN, restN] = [choices.n[cell], choices.n[all] - choices.n[cell]];
      const m = choices.y[cell] / cellN;
      const r = (choices.y[all] - choices.y[cell]) / restN;
      const rest = allY - ownY - (allN - ownN) * r;
      moments.squares[cell] += ((ownY - ownN * m) / cellN - rest / restN) ** 2;
      if (ownN > 0) moments.own[cell]++;
      if (allN > ownN) moments.others[cell]++;
    }
  }
  return moments;
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
  confidence: number,
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
  const half = studentCritical(confidence, freedom) * se;
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
