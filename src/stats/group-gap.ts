/** How far a group's share is from everybody else's, for many topics and groups at once. */
import { studentCritical, studentProbability } from "./student.ts";

/** Choices, and where each belongs. */
export interface GapRows {
  /** Row of the persona and of the prompt, by choice. */
  readonly persona: ArrayLike<number>;
  readonly prompt: ArrayLike<number>;
  /** 0 or 1: the position preferred; 2 for a tie, which counts half. */
  readonly choice: ArrayLike<number>;
  /** By prompt: 1 where position 0 is the pole that is counted, -1 where position 1 is, 0 for neither. */
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
  /** Two-sided, that the gap is zero; NaN where it cannot be said. */
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

/** Sums that a cell needs; arrays are topic by group, row-major. */
interface Sums {
  readonly y: Float64Array;
  readonly yy: Float64Array;
  readonly n: Float64Array;
}

/**
 * Gaps of every topic and group with intervals clustered by persona and by prompt. The gap is
 * m_g - m_r, of the group g and the rest r; a choice's influence on it is (y - m_g) / n_g in the
 * group and -(y - m_r) / n_r outside. V = V_persona + V_prompt - V_choice, each the sum over
 * clusters of squared sums of influence times G / (G - 1); below both of the first two, the larger
 * one is taken. What is common to a prompt drops out of the gap, as both sides judge the prompts.
 * The interval is by Student's t with the smaller number of clusters of the group less one.
 * O(choices + personas × topics + prompts × groups).
 * Source: Cameron, Gelbach and Miller (2011), Robust Inference with Multiway Clustering.
 */
export function groupGaps(rows: GapRows, confidence = 0.95): GapTable {
  const { persona, prompt, choice, pole, topic, topics, group, groups } = rows;
  const personas = group.length;
  const prompts = topic.length;
  const byPersona = {
    y: new Float64Array(personas * topics),
    n: new Float64Array(personas * topics),
  };
  const byPrompt = { y: new Float64Array(prompts * groups), n: new Float64Array(prompts * groups) };
  const cells = sumsOf(topics * groups);
  let skipped = 0;
  for (let row = 0; row < persona.length; row++) {
    const who = persona[row];
    const what = prompt[row];
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
    const cell = t * groups + g;
    cells.y[cell] += y;
    cells.yy[cell] += y * y;
    cells.n[cell]++;
  }
  const personaSums = personaMoments(byPersona, rows);
  const promptCells = Array.from({ length: topics }, (_, t) =>
    Array.from({ length: groups }, (_, g) => promptTerms(byPrompt, rows, cells, t, g)),
  );
  return {
    cells: Array.from({ length: topics * groups }, (_, cell) => {
      const t = Math.floor(cell / groups);
      const g = cell % groups;
      return cellOf(cells, personaSums, promptCells[t][g], t, g, groups, confidence);
    }),
    skipped,
  };
}

const sumsOf = (length: number): Sums => ({
  y: new Float64Array(length),
  yy: new Float64Array(length),
  n: new Float64Array(length),
});

/** By topic and group: Σ over personas of Y², YN and N², and how many there are. */
interface PersonaMoments {
  readonly yy: Float64Array;
  readonly yn: Float64Array;
  readonly nn: Float64Array;
  readonly count: Float64Array;
}

function personaMoments(
  { y, n }: { readonly y: Float64Array; readonly n: Float64Array },
  { group, groups, topics }: GapRows,
): PersonaMoments {
  const length = topics * groups;
  const moments = {
    yy: new Float64Array(length),
    yn: new Float64Array(length),
    nn: new Float64Array(length),
    count: new Float64Array(length),
  };
  for (let who = 0; who < group.length; who++) {
    const g = group[who];
    if (g < 0) continue;
    for (let t = 0; t < topics; t++) {
      const at = who * topics + t;
      if (n[at] === 0) continue;
      const cell = t * groups + g;
      moments.yy[cell] += y[at] * y[at];
      moments.yn[cell] += y[at] * n[at];
      moments.nn[cell] += n[at] * n[at];
      moments.count[cell]++;
    }
  }
  return moments;
}

interface PromptTerm {
  readonly variance: number;
  readonly count: number;
}

function totals({ y, yy, n }: Sums, t: number, g: number, groups: number) {
  const rest = { y: 0, yy: 0, n: 0 };
  for (let other = 0; other < groups; other++) {
    if (other === g) continue;
    const at = t * groups + other;
    rest.y += y[at];
    rest.yy += yy[at];
    rest.n += n[at];
  }
  const at = t * groups + g;
  return { own: { y: y[at], yy: yy[at], n: n[at] }, rest };
}

function promptTerms(
  { y, n }: { readonly y: Float64Array; readonly n: Float64Array },
  { topic, groups }: GapRows,
  cells: Sums,
  t: number,
  g: number,
): PromptTerm {
  const { own, rest } = totals(cells, t, g, groups);
  const [m, r] = [own.y / own.n, rest.y / rest.n];
  let variance = 0;
  let count = 0;
  for (let what = 0; what < topic.length; what++) {
    if (topic[what] !== t) continue;
    let allY = 0;
    let allN = 0;
    for (let other = 0; other < groups; other++) {
      allY += y[what * groups + other];
      allN += n[what * groups + other];
    }
    const ownY = y[what * groups + g];
    const ownN = n[what * groups + g];
    if (ownN > 0) count++;
    const influence =
      (ownY - ownN * m) / own.n - (allY - ownY - (allN - ownN) * r) / Math.max(rest.n, 1);
    variance += influence * influence;
  }
  return { variance, count };
}

const inflated = (variance: number, clusters: number) =>
  clusters > 1 ? (variance * clusters) / (clusters - 1) : Number.NaN;

function cellOf(
  cells: Sums,
  personas: PersonaMoments,
  prompt: PromptTerm,
  t: number,
  g: number,
  groups: number,
  confidence: number,
): GapCell {
  const { own, rest } = totals(cells, t, g, groups);
  const [m, r] = [own.y / own.n, rest.y / rest.n];
  const spread = (sum: { y: number; yy: number; n: number }, mean: number) =>
    (sum.yy - 2 * mean * sum.y + mean * mean * sum.n) / (sum.n * sum.n);
  let restPersonas = 0;
  let restCount = 0;
  const squares = (at: number, mean: number) =>
    personas.yy[at] - 2 * mean * personas.yn[at] + mean * mean * personas.nn[at];
  for (let other = 0; other < groups; other++) {
    if (other === g) continue;
    restPersonas += squares(t * groups + other, r);
    restCount += personas.count[t * groups + other];
  }
  const at = t * groups + g;
  const ownCount = personas.count[at];
  const byPersona =
    inflated(squares(at, m) / (own.n * own.n), ownCount) +
    inflated(restPersonas / (rest.n * rest.n), restCount);
  const byPrompt = inflated(prompt.variance, prompt.count);
  const byChoice = spread(own, m) + spread(rest, r);
  const twoWay = byPersona + byPrompt - byChoice;
  const isTooSmall = twoWay < byPersona && twoWay < byPrompt;
  const se = Math.sqrt(isTooSmall ? Math.max(byPersona, byPrompt) : twoWay);
  const freedom = Math.min(ownCount, prompt.count) - 1;
  const gap = m - r;
  const half = freedom > 0 ? studentCritical(confidence, freedom) * se : Number.NaN;
  return {
    share: m,
    others: r,
    gap,
    se,
    low: gap - half,
    high: gap + half,
    p: freedom > 0 && se > 0 ? 2 * studentProbability(-Math.abs(gap / se), freedom) : Number.NaN,
    n: own.n,
    personas: ownCount,
    prompts: prompt.count,
  };
}
