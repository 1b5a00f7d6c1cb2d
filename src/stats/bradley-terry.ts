import { unbounded } from "./bradley-terry-existence.ts";

/** Strengths of compared items, or why there are none. */
export interface BradleyTerry {
  /** Per item, with geometric mean 1; all NaN where undefined. */
  readonly strengths: Float64Array;
  /** Davidson's ν: two equal items tie with probability ν / (2 + ν). 0 without ties. */
  readonly tie: number;
  readonly reason: string | null;
  readonly iterations: number;
  readonly converged: boolean;
}

export interface BradleyTerryOptions {
  /** Ties of i with j, row-major; [i, j] and [j, i] hold the same count. Absent means none. */
  readonly ties?: ArrayLike<number>;
  /** Largest relative change of a strength at which to stop. */
  readonly tolerance?: number;
  readonly iterations?: number;
}

/**
 * Bradley-Terry strengths π by maximum likelihood: P(i beats j) = π_i / s,
 * P(tie) = ν √(π_i π_j) / s, s = π_i + π_j + ν √(π_i π_j). Minorisation-maximisation:
 * π_i ← (wins + ties / 2 of i) / Σ_j n_ij (1 + ν / 2 √(π_j / π_i)) / s_ij, and
 * ν ← ties / Σ n_ij √(π_i π_j) / s_ij. Without ties this is Hunter's algorithm.
 * @param wins how often i beat j, row-major, `items` × `items`; the diagonal is not read.
 * @returns NaN with a reason where the maximum does not exist: some items never lost to or tied
 * with the others (Ford's condition), or there are ties and no circle of results in which wins
 * outnumber them.
 * @throws RangeError where a table has another size, or ties are not symmetric.
 * Source: Bradley and Terry (1952), Biometrika 39; Davidson (1970), JASA 65, 317-328; Hunter
 * (2004), MM algorithms for generalized Bradley-Terry models, Annals of Statistics 32, 384-406.
 */
export function bradleyTerry(
  wins: ArrayLike<number>,
  items: number,
  { ties, tolerance = 1e-12, iterations = 100_000 }: BradleyTerryOptions = {},
): BradleyTerry {
  assertTables(wins, ties, items);
  const reason = unbounded(wins, ties, items);
  const strengths = new Float64Array(items).fill(reason ? Number.NaN : 1);
  if (reason) return { strengths, tie: Number.NaN, reason, iterations: 0, converged: false };
  const meetings = new Float64Array(items * items);
  const points = new Float64Array(items);
  let tied = 0;
  for (let i = 0; i < items; i++) {
    for (let j = 0; j < items; j++) {
      if (i === j) continue;
      const t = ties ? ties[i * items + j] : 0;
      meetings[i * items + j] = wins[i * items + j] + wins[j * items + i] + t;
      points[i] += wins[i * items + j] + t / 2;
      tied += t / 2;
    }
  }
  let tie = tied > 0 ? 1 : 0;
  let done = 0;
  let converged = items < 2;
  while (!converged && done < iterations) {
    const former = strengths.slice();
    const formerTie = tie;
    for (let i = 0; i < items; i++) strengths[i] = points[i] / load(meetings, strengths, tie, i);
    rescale(strengths);
    if (tied > 0) tie = tied / tieLoad(meetings, strengths, tie);
    converged =
      Math.abs(tie - formerTie) <= tolerance * tie &&
      strengths.every((of, i) => Math.abs(of - former[i]) <= tolerance * of);
    done++;
  }
  return { strengths, tie, reason: null, iterations: done, converged };
}

/** Σ_j n_ij (1 + ν / 2 √(π_j / π_i)) / s_ij, for item i. */
function load(meetings: Float64Array, strengths: Float64Array, tie: number, i: number): number {
  const items = strengths.length;
  let sum = 0;
  for (let j = 0; j < items; j++) {
    const n = meetings[i * items + j];
    if (n === 0) continue;
    const root = tie * Math.sqrt(strengths[i] * strengths[j]);
    sum += (n * (1 + root / (2 * strengths[i]))) / (strengths[i] + strengths[j] + root);
  }
  return sum;
}

/** Σ n_ij √(π_i π_j) / s_ij over pairs of items. */
function tieLoad(meetings: Float64Array, strengths: Float64Array, tie: number): number {
  const items = strengths.length;
  let sum = 0;
  for (let i = 0; i < items; i++) {
    for (let j = i + 1; j < items; j++) {
      const root = Math.sqrt(strengths[i] * strengths[j]);
      sum += (meetings[i * items + j] * root) / (strengths[i] + strengths[j] + tie * root);
    }
  }
  return sum;
}

function rescale(strengths: Float64Array): void {
  const logs = strengths.reduce((sum, strength) => sum + Math.log(strength), 0);
  const mean = Math.exp(logs / strengths.length);
  for (let i = 0; i < strengths.length; i++) strengths[i] /= mean;
}

function assertTables(
  wins: ArrayLike<number>,
  ties: ArrayLike<number> | undefined,
  items: number,
): void {
  for (const table of ties ? [wins, ties] : [wins]) {
    if (table.length !== items * items) {
      throw new RangeError(`${table.length} cells are no table of ${items} by ${items} items`);
    }
  }
  for (let i = 0; ties && i < items; i++) {
    for (let j = 0; j < i; j++) {
      if (ties[i * items + j] !== ties[j * items + i]) {
        throw new RangeError(`ties of items ${j} and ${i} differ by order`);
      }
    }
  }
}
