/** How evenly prompts are spread over personas, and how many two personas have in common. */
import { quantile } from "./quantile.ts";
import type { Random } from "./random.ts";

/** The distribution of a count; NaN where there is nothing. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  readonly mean: number;
  /** Standard deviation, of these and no others: divided by their number. */
  readonly sd: number;
}

export interface Coverage {
  /** Judgements by prompt, over all prompts, and prompts without any. */
  readonly judgements: Spread;
  readonly unjudged: number;
  /** Prompts that two personas both judged, over pairs of personas who judged at all. */
  readonly shared: Spread;
  /** Personas who judged, and pairs of them counted. */
  readonly personas: number;
  readonly pairs: number;
  /** Whether the pairs are a random sample, drawn with replacement. */
  readonly isSample: boolean;
  /** Judgements of a prompt that the persona had judged already. */
  readonly repeats: number;
}

/** Pairs of personas, and pairs of judges over all prompts, up to which all are counted. */
const MOST_PAIRS = 2e7;
const MOST_MEETINGS = 1e9;

/** Pairs that are drawn above these. */
const SAMPLED = 100_000;

/**
 * Counts judgements by prompt, and prompts shared by pairs of personas: exactly, in O(Σ over prompts
 * of judges²) and 4 bytes a pair, up to `most` pairs of personas; else for 100,000 random pairs.
 * @param persona, prompt row indices by judgement, below `personas` and `prompts`.
 * @param random used for a sample only.
 */
export function coverage(
  persona: ArrayLike<number>,
  prompt: ArrayLike<number>,
  personas: number,
  prompts: number,
  random: Random,
  most = MOST_PAIRS,
): Coverage {
  const judgements = new Float64Array(prompts);
  for (let row = 0; row < prompt.length; row++) judgements[prompt[row]]++;
  const { judges, active, repeats } = judgesByPrompt(persona, prompt, personas, prompts);
  const possible = (active * (active - 1)) / 2;
  const meetings = judges.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const isSample = possible > most || meetings > MOST_MEETINGS;
  const shared = isSample ? sampleShared(judges, active, random) : countShared(judges, active);
  return {
    judgements: spreadOf(judgements),
    unjudged: judgements.reduce((count, of) => count + (of === 0 ? 1 : 0), 0),
    shared: spreadOf(shared),
    personas: active,
    pairs: shared.length,
    isSample,
    repeats,
  };
}

/** Those who judged each prompt, each once, ascending and numbered among those who judged any. */
function judgesByPrompt(
  persona: ArrayLike<number>,
  prompt: ArrayLike<number>,
  personas: number,
  prompts: number,
) {
  const start = new Int32Array(personas + 1);
  for (let row = 0; row < persona.length; row++) start[persona[row] + 1]++;
  for (let who = 0; who < personas; who++) start[who + 1] += start[who];
  const rows = new Int32Array(persona.length);
  const next = start.slice();
  for (let row = 0; row < persona.length; row++) rows[next[persona[row]]++] = row;
  const judges = Array.from({ length: prompts }, (): number[] => []);
  let active = 0;
  let repeats = 0;
  for (let who = 0; who < personas; who++) {
    if (start[who] === start[who + 1]) continue;
    for (let at = start[who]; at < start[who + 1]; at++) {
      const of = judges[prompt[rows[at]]];
      if (of.at(-1) === active) repeats++;
      else of.push(active);
    }
    active++;
  }
  return { judges, active, repeats };
}

/** Prompts in common by pair i < j of personas; row i begins at i (2n - i - 1) / 2. */
function countShared(judges: readonly number[][], n: number): Int32Array {
  const shared = new Int32Array((n * (n - 1)) / 2);
  for (const who of judges) {
    for (let a = 0; a < who.length; a++) {
      const row = (who[a] * (2 * n - who[a] - 1)) / 2 - who[a] - 1;
      for (let b = a + 1; b < who.length; b++) shared[row + who[b]]++;
    }
  }
  return shared;
}

function sampleShared(judges: readonly number[][], n: number, random: Random): Int32Array {
  const judged = Array.from({ length: n }, () => new Set<number>());
  judges.forEach((of, prompt) => {
    for (const who of of) judged[who].add(prompt);
  });
  return Int32Array.from({ length: n > 1 ? SAMPLED : 0 }, () => {
    const one = random.below(n);
    const other = (one + 1 + random.below(n - 1)) % n;
    let shared = 0;
    for (const prompt of judged[one]) if (judged[other].has(prompt)) shared++;
    return shared;
  });
}

function spreadOf(counts: Int32Array | Float64Array): Spread {
  const n = counts.length;
  const sorted = counts.slice().sort();
  let sum = 0;
  for (let i = 0; i < n; i++) sum += sorted[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (sorted[i] - mean) ** 2;
  return {
    least: n > 0 ? sorted[0] : Number.NaN,
    median: quantile(sorted, 0.5),
    most: n > 0 ? sorted[n - 1] : Number.NaN,
    mean,
    sd: Math.sqrt(squares / n),
  };
}
