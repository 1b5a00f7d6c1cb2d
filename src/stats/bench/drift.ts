/** How a persona's judgements move away from it over a conversation. */
import { anchorOf, SEQUENCE, WORDINGS } from "../../schema/bench-variants.ts";
import { clusteredMean } from "../clustered-mean.ts";
import { shareLimits } from "./pass-rates.ts";
import type { Estimate, JudgedRows } from "./rows.ts";

/** What rows add to an estimate's error: its value is the estimate, its error that of a sum. */
interface Influence {
  readonly value: number;
  /** By row used; an estimate's error is the sum over rows. */
  readonly of: ReadonlyMap<number, number>;
}

/**
 * Coherence, drift and inertia of sequences of judgements. Coherence at turn t is the share of
 * judgements that take the side of the same persona's judgement of that question afresh. Drift is the
 * coherence lost per turn: the slope of least squares over turns within conversations, turned around.
 * Perturbation is the share of fresh judgements that change with the wording. Inertia is
 * 1 - drift / perturbation: 1 for no drift, 0 where one more turn moves as many judgements as another
 * wording does. The effect of re-anchoring is the drift without it less that with it. Intervals are
 * clustered by persona and prompt through the influence of rows (the delta method for inertia); where
 * the perturbation's own interval is near zero, inertia's says little. A judgement without a side is
 * not counted: coherence at a late turn is of the conversations that got there. O(rows).
 * Source: definitions after Karagöz, arXiv 2605.31021; clusters as clusteredMean.
 */
export function drift(rows: JudgedRows): Estimate[] {
  const same = agreementWithFresh(rows);
  const rowsOf = (has: (variant: string) => boolean) =>
    Array.from({ length: rows.n }, (_, row) => row).filter(
      (row) => has(rows.variants[rows.variant[row]]) && !Number.isNaN(same[row]),
    );
  const reworded = rowsOf((variant) => (WORDINGS as readonly string[]).includes(variant));
  const changed = shareOf(reworded, (row) => 1 - same[row]);
  const sequences = rows.variants.filter((variant) => anchorOf(variant) !== null);
  const drifts = sequences.map((name) =>
    lossPerTurn(
      rowsOf((variant) => variant === name),
      rows.persona,
      rows.attempt,
      same,
    ),
  );
  const asked = (group: string, { value, of }: Influence): Estimate => ({
    group,
    n: of.size,
    ...intervalOf(rows, value, of),
  });
  const once = drifts[sequences.indexOf(SEQUENCE)];
  return [
    ...sequences.flatMap((name, at) => [
      ...turns(
        rows,
        same,
        rowsOf((variant) => variant === name),
        name,
      ),
      asked(`${name}: drift per turn`, drifts[at]),
      asked(`${name}: inertia`, inertiaOf(drifts[at], changed)),
    ]),
    share(rows, "perturbation", reworded, (row) => 1 - same[row]),
    ...sequences.flatMap((name, at) =>
      once && name !== SEQUENCE ? [asked(`${name}: drift less`, less(once, drifts[at]))] : [],
    ),
  ];
}

/** By row: 1 where the side is that of the fresh judgement, 0 where not; NaN where one is unknown. */
function agreementWithFresh(rows: JudgedRows): Float64Array {
  const key = (row: number) => `${rows.persona[row]} ${rows.prompt[row]}`;
  const fresh = new Map<string, number>();
  for (let row = 0; row < rows.n; row++) {
    if (rows.variant[row] === 0) fresh.set(key(row), rows.position[row]);
  }
  return Float64Array.from({ length: rows.n }, (_, row) => {
    const [before, now] = [fresh.get(key(row)) ?? Number.NaN, rows.position[row]];
    return Number.isNaN(before) || Number.isNaN(now) ? Number.NaN : Number(before === now);
  });
}

function turns(
  rows: JudgedRows,
  same: Float64Array,
  used: readonly number[],
  name: string,
): Estimate[] {
  const most = used.reduce((last, row) => Math.max(last, rows.attempt[row]), 0);
  return Array.from({ length: most }, (_, at) =>
    share(
      rows,
      `${name}: turn ${at + 1}`,
      used.filter((row) => rows.attempt[row] === at + 1),
      (row) => same[row],
    ),
  );
}

function share(
  rows: JudgedRows,
  group: string,
  used: readonly number[],
  value: (row: number) => number,
): Estimate {
  const factors = [rows.persona, rows.prompt].map((factor) => used.map((row) => factor[row]));
  const of = clusteredMean(used.map(value), factors);
  return { group, n: of.n, estimate: of.mean, ...shareLimits(of.mean, of, of.clusters) };
}

function shareOf(used: readonly number[], value: (row: number) => number): Influence {
  const mean = used.reduce((sum, row) => sum + value(row), 0) / used.length;
  return {
    value: mean,
    of: new Map(used.map((row) => [row, (value(row) - mean) / used.length])),
  };
}

/**
 * The slope of least squares of agreement on turns within conversations, with the sign of a loss: each
 * conversation about its own means, so that one that ends early does not tilt the slope by its level.
 */
function lossPerTurn(
  used: readonly number[],
  conversation: ArrayLike<number>,
  turn: ArrayLike<number>,
  value: ArrayLike<number>,
): Influence {
  const sums = new Map<number, { n: number; turn: number; value: number }>();
  for (const row of used) {
    const of = sums.get(conversation[row]) ?? { n: 0, turn: 0, value: 0 };
    of.n++;
    of.turn += turn[row];
    of.value += value[row];
    sums.set(conversation[row], of);
  }
  const about = used.map((row) => {
    const of = sums.get(conversation[row]) as { n: number; turn: number; value: number };
    return { row, turn: turn[row] - of.turn / of.n, value: value[row] - of.value / of.n };
  });
  const squares = about.reduce((sum, one) => sum + one.turn ** 2, 0);
  const slope = about.reduce((sum, one) => sum + one.turn * one.value, 0) / squares;
  return {
    value: -slope,
    of: new Map(
      about.map((one) => [one.row, (-one.turn * (one.value - slope * one.turn)) / squares]),
    ),
  };
}

/** 1 - drift / perturbation. */
function inertiaOf(loss: Influence, changed: Influence): Influence {
  const ratio = loss.value / changed.value;
  const of = new Map<number, number>();
  for (const [row, influence] of loss.of) of.set(row, -influence / changed.value);
  for (const [row, influence] of changed.of) {
    of.set(row, (of.get(row) ?? 0) + (ratio * influence) / changed.value);
  }
  return { value: changed.value > 0 ? 1 - ratio : Number.NaN, of };
}

function less(first: Influence, second: Influence): Influence {
  const of = new Map(first.of);
  for (const [row, influence] of second.of) of.set(row, (of.get(row) ?? 0) - influence);
  return { value: first.value - second.value, of };
}

function intervalOf(rows: JudgedRows, estimate: number, of: ReadonlyMap<number, number>) {
  // The error of a mean of n times the influences is that of their sum.
  const scaled = [...of.values()].map((influence) => influence * of.size);
  const used = [...of.keys()];
  const { se, low, high } = clusteredMean(scaled, [
    used.map((row) => rows.persona[row]),
    used.map((row) => rows.prompt[row]),
  ]);
  // Where all judgements are as afresh, or all part in the same way, nothing tells how sure that is.
  if (!(se > 1e-12)) return { estimate, low: Number.NaN, high: Number.NaN };
  return { estimate, low: estimate + low, high: estimate + high };
}
