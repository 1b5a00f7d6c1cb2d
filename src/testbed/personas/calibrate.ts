/** Chooses the personas from a pool of candidates so that their margins and pairs fit. */
import type { Random } from "../../stats/random.ts";
import type { FitTargets } from "../census/targets.ts";
import { type Gains, gainsOf, type Penalty, price, priceAll } from "./calibration-gains.ts";
import { type CalibrationLayout, type CodedPool, calibrationLayout } from "./calibration-layout.ts";

export type { CodedPool } from "./calibration-layout.ts";

export interface CalibrationOptions {
  /** Swaps proposed; the work is bounded by this and never by the clock. */
  readonly iterations?: number;
  /** Called about a hundred times with the proposals made so far. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Proposals per persona, and at most in all. */
const PROPOSALS = 2_000;
const MOST_PROPOSALS = 3_200_000;

/** A stage of the search: its share of the proposals, and the cost it still accepts at both ends. */
interface Stage {
  readonly share: number;
  readonly from: number;
  readonly to: number;
  readonly penalty: Penalty;
}

/** First margins and pairs together, then again with the margins' misses dearer. */
const STAGES: readonly Stage[] = [
  { share: 0.7, from: 40, to: 4, penalty: { marginWeight: 5, slack: 0.9 } },
  { share: 0.3, from: 20, to: 1, penalty: { marginWeight: 10, slack: 0.9 } },
];

/** A proposal whose margins alone cost this much more than is accepted is not looked at further. */
const LOOK_FURTHER = 40;

/** Steps in which a stage's threshold falls. */
const STEPS = 50;

/**
 * Combinatorial optimisation: starts from a random choice and swaps a chosen candidate for
 * another while the cost of the swap stays below a threshold that falls geometrically.
 * A swap's cost is the exact change of the objective, a sum over the tables in which the two
 * candidates differ: O(attributes + pairs), and O(attributes) where the margins forbid it.
 *
 * @param pool candidates by level index. @param targets margins and pairs to fit; a margin is
 * controlled where it is listed. @param n personas to choose.
 * @returns n indices of candidates, ascending, without repetition; the same for the same `random`.
 * @throws RangeError where the pool is smaller than n or lacks an attribute.
 * Source: Williamson, Birkin and Rees (1998), Environment and Planning A 30; Voas and Williamson
 * (2000), International Journal of Population Geography 6; the threshold of Dueck and Scheuer
 * (1990), Journal of Computational Physics 90, which needs no exponentials and so rounds alike anywhere.
 */
export function calibrate(
  pool: CodedPool,
  targets: FitTargets,
  n: number,
  random: Random,
  options: CalibrationOptions = {},
): Int32Array {
  if (pool.n < n) throw new RangeError(`${pool.n} candidates are too few to choose ${n}`);
  const layout = calibrationLayout(pool, targets);
  // The first n are chosen, the rest wait; a swap exchanges two places.
  const order = shuffled(pool.n, random);
  const all = options.iterations ?? Math.min(MOST_PROPOSALS, PROPOSALS * n);
  if (pool.n > n) {
    const gains = gainsOf(layout, order, n, STAGES[0].penalty);
    let done = 0;
    for (const stage of STAGES) {
      priceAll(gains, layout, stage.penalty);
      const fall = stepFactor(stage);
      let threshold = stage.from;
      for (let step = 0; step < STEPS; step++) {
        const proposals = Math.ceil((all * stage.share) / STEPS);
        search(layout, gains, order, n, random, proposals, threshold, stage.penalty);
        threshold *= fall;
        done = Math.min(all, done + proposals);
        options.onProgress?.(done, all);
      }
    }
  }
  return order.slice(0, n).sort();
}

/** Rounded, so that the last digit of a machine's power function decides nothing. */
function stepFactor({ from, to }: Stage): number {
  return Number(((to / from) ** (1 / (STEPS - 1))).toFixed(6));
}

function search(
  layout: CalibrationLayout,
  gains: Gains,
  order: Int32Array,
  n: number,
  random: Random,
  proposals: number,
  threshold: number,
  penalty: Penalty,
): void {
  const { cells, tables, marginTables } = layout;
  const { adding, removing } = gains;
  const waiting = order.length - n;
  for (let proposal = 0; proposal < proposals; proposal++) {
    const seat = random.below(n);
    const place = n + Math.floor(random.next() * waiting);
    const leaver = order[seat] * tables;
    const joiner = order[place] * tables;
    let cost = 0;
    for (let t = 0; t < marginTables; t++) {
      const from = cells[leaver + t];
      const to = cells[joiner + t];
      if (from !== to) cost += removing[from] + adding[to];
    }
    if (cost > threshold + LOOK_FURTHER) continue;
    for (let t = marginTables; t < tables; t++) {
      const from = cells[leaver + t];
      const to = cells[joiner + t];
      if (from !== to) cost += removing[from] + adding[to];
    }
    if (cost >= threshold) continue;
    swap(layout, gains, leaver, joiner, penalty);
    const left = order[seat];
    order[seat] = order[place];
    order[place] = left;
  }
}

function swap(
  layout: CalibrationLayout,
  gains: Gains,
  leaver: number,
  joiner: number,
  penalty: Penalty,
): void {
  const { cells, tables } = layout;
  for (let t = 0; t < tables; t++) {
    const from = cells[leaver + t];
    const to = cells[joiner + t];
    if (from === to) continue;
    gains.excess[from]--;
    gains.excess[to]++;
    price(gains, layout, penalty, from);
    price(gains, layout, penalty, to);
  }
}

/** 0 to n − 1 in random order (Fisher and Yates). */
function shuffled(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    const moved = order[i];
    order[i] = order[j];
    order[j] = moved;
  }
  return order;
}
