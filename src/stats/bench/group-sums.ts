/** Sums that the rates and gaps of all groups of a grouping are made of, in one pass. */
import type { Questions } from "./questions.ts";

/** Sums over clusters of one kind: of n, y, and their products, to find Σ (y - m n)² for any m. */
export interface Moments {
  readonly count: number;
  readonly n: number;
  readonly y: number;
  readonly yy: number;
  readonly yn: number;
  readonly nn: number;
}

/** A group, or all others, by persona, by question, and by prompt. */
export interface SideSums {
  readonly personas: Moments;
  readonly questions: Moments;
  /** By prompt: answers, and those that passed. */
  readonly n: Float64Array;
  readonly y: Float64Array;
}

export interface GroupSums {
  /** By group. */
  readonly groups: readonly SideSums[];
  /** Everybody who is in a group or among the others of all groups. */
  readonly all: SideSums;
}

interface Filling {
  readonly personas: Float64Array;
  readonly questions: Float64Array;
  readonly n: Float64Array;
  readonly y: Float64Array;
}

function add(sums: Float64Array, n: number, y: number): void {
  sums[0]++;
  sums[1] += n;
  sums[2] += y;
  sums[3] += y * y;
  sums[4] += y * n;
  sums[5] += n * n;
}

const momentsOf = ([count, n, y, yy, yn, nn]: Float64Array): Moments => ({
  count,
  n,
  y,
  yy,
  yn,
  nn,
});

/**
 * O(questions + personas + groups × prompts).
 * @param groupOf by persona: below `groups`, its group; negative, left out; else among the others.
 */
export function groupSums(
  { persona, prompt, n, passed, personas, prompts }: Questions,
  groupOf: ArrayLike<number>,
  groups: number,
): GroupSums {
  const empty = (): Filling => ({
    personas: new Float64Array(6),
    questions: new Float64Array(6),
    n: new Float64Array(prompts),
    y: new Float64Array(prompts),
  });
  const all = empty();
  const own = Array.from({ length: groups }, empty);
  const ofPersona = [new Float64Array(personas), new Float64Array(personas)];
  for (let at = 0; at < persona.length; at++) {
    const group = groupOf[persona[at]];
    if (!(group >= 0)) continue;
    ofPersona[0][persona[at]] += n[at];
    ofPersona[1][persona[at]] += passed[at];
    for (const sums of [all, own[group]]) {
      if (!sums) continue;
      add(sums.questions, n[at], passed[at]);
      sums.n[prompt[at]] += n[at];
      sums.y[prompt[at]] += passed[at];
    }
  }
  for (let who = 0; who < personas; who++) {
    if (ofPersona[0][who] === 0) continue;
    for (const sums of [all, own[groupOf[who]]]) {
      if (sums) add(sums.personas, ofPersona[0][who], ofPersona[1][who]);
    }
  }
  const finished = (sums: Filling): SideSums => ({
    ...sums,
    personas: momentsOf(sums.personas),
    questions: momentsOf(sums.questions),
  });
  return { groups: own.map(finished), all: finished(all) };
}

/** The sums of everybody but a group. */
export function othersOf(all: SideSums, own: SideSums): SideSums {
  const less = (a: Moments, b: Moments): Moments => ({
    count: a.count - b.count,
    n: a.n - b.n,
    y: a.y - b.y,
    yy: a.yy - b.yy,
    yn: a.yn - b.yn,
    nn: a.nn - b.nn,
  });
  return {
    personas: less(all.personas, own.personas),
    questions: less(all.questions, own.questions),
    n: all.n.map((n, at) => n - own.n[at]),
    y: all.y.map((y, at) => y - own.y[at]),
  };
}

/** Σ (y - m n)² over clusters; what rounding leaves of a sum that is zero is taken as zero. */
export function squaresAbout(mean: number, { yy, yn, nn }: Moments): number {
  const squares = yy - 2 * mean * yn + mean * mean * nn;
  return squares < 1e-12 * nn ? 0 : squares;
}
