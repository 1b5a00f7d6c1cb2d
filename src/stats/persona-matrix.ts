/** Agreement of two panels persona by persona: who answers like whom. */

import type { EstimatedCoefficient } from "./coefficient.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { quantile } from "./quantile.ts";
import type { Random } from "./random.ts";
import type { Interval } from "./wilson.ts";

/** One choice; indices below `personas` and `items`, code below `values`. */
export interface Choice {
  readonly rater: number;
  readonly code: number;
}

/** Choices by persona and item: cell `persona * items + item`. */
export interface Panel {
  readonly personas: number;
  readonly items: number;
  readonly values: number;
  readonly cells: readonly (readonly Choice[])[];
}

/** Tables of choices by pair of personas and item, without their zeros. */
export interface PairTables {
  readonly personas: number;
  readonly items: number;
  readonly values: number;
  /** Entries `start[pair]` to `start[pair + 1]` are those of pair `row * personas + column`. */
  readonly start: Int32Array;
  readonly item: Int32Array;
  /** Code of the row's choice times `values` plus that of the column's. */
  readonly code: Int32Array;
  readonly weight: Float64Array;
}

/**
 * Holds every persona of one panel against every persona of another on the items that both
 * judged. Each item weighs 1, shared evenly by its pairs of raters. Where a panel is held against
 * itself, a rater is not held against the same rater, so that diagonal and rest are alike; with a
 * single rater the rest compares its choices for different personas, and the diagonal is empty.
 */
export function pairTables(rows: Panel, columns: Panel): PairTables {
  const { personas, items, values } = rows;
  const start = new Int32Array(personas * personas + 1);
  const item: number[] = [];
  const code: number[] = [];
  const weight: number[] = [];
  const isSame = rows === columns;
  const isAlone = new Set(rows.cells.flat().map(({ rater }) => rater)).size < 2;
  for (let pair = 0; pair < personas * personas; pair++) {
    const [i, j] = [Math.floor(pair / personas), pair % personas];
    for (let at = 0; at < items; at++) {
      const counts = new Float64Array(values * values);
      let all = 0;
      for (const first of rows.cells[i * items + at]) {
        for (const second of columns.cells[j * items + at]) {
          if (isSame && first.rater === second.rater && (i === j || !isAlone)) continue;
          counts[first.code * values + second.code]++;
          all++;
        }
      }
      counts.forEach((count, of) => {
        if (count === 0) return;
        item.push(at);
        code.push(of);
        weight.push(count / all);
      });
    }
    start[pair + 1] = item.length;
  }
  return {
    personas,
    items,
    values,
    start,
    item: Int32Array.from(item),
    code: Int32Array.from(code),
    weight: Float64Array.from(weight),
  };
}

/**
 * Cohen's kappa of every pair of personas, row-major; NaN with a reason where it is undefined.
 * Its interval takes the items as independent, and is far too hopeful below some thirty of them.
 */
export function personaMatrix(tables: PairTables): EstimatedCoefficient[] {
  const { personas, values, start, code, weight } = tables;
  return Array.from({ length: personas * personas }, (_, pair) => {
    const table = new Float64Array(values * values);
    for (let at = start[pair]; at < start[pair + 1]; at++) table[code[at]] += weight[at];
    return cohenKappa(table, values);
  });
}

export interface DiagonalContrast {
  /** Mean kappa of a persona with itself, and of two personas. */
  readonly diagonal: number;
  readonly elsewhere: number;
  readonly difference: number;
  /** Of each, 95 % from draws; NaN where fewer than half the draws are defined. */
  readonly intervals: {
    readonly diagonal: Interval;
    readonly elsewhere: Interval;
    readonly difference: Interval;
  };
  /** Kappas on and off the diagonal that are defined. */
  readonly defined: readonly [on: number, off: number];
}

/**
 * How much better a persona agrees with itself than with others: means over the kappas that are
 * defined. Intervals are percentiles over draws of personas and of items, each with replacement;
 * pairs of a persona with its own copy are left out off the diagonal.
 * Source: Owen (2007), The pigeonhole bootstrap, Annals of Applied Statistics 1, 386-411, which
 * shows that it is somewhat too wide rather than too narrow.
 */
export function diagonalContrast(
  tables: PairTables,
  random: Random,
  draws = 300,
): DiagonalContrast {
  const { personas, items } = tables;
  const once = contrast(tables, new Int32Array(personas).fill(1), new Int32Array(items).fill(1));
  const found = Array.from({ length: draws }, () => {
    const people = drawTimes(personas, random);
    return contrast(tables, people, drawTimes(items, random));
  });
  const interval = (of: (drawn: Contrast) => number): Interval => {
    const values = found.map(of).filter((value) => !Number.isNaN(value));
    if (2 * values.length < draws) return { low: Number.NaN, high: Number.NaN };
    values.sort((a, b) => a - b);
    return { low: quantile(values, 0.025), high: quantile(values, 0.975) };
  };
  return {
    diagonal: once.diagonal,
    elsewhere: once.elsewhere,
    difference: once.diagonal - once.elsewhere,
    intervals: {
      diagonal: interval(({ diagonal }) => diagonal),
      elsewhere: interval(({ elsewhere }) => elsewhere),
      difference: interval(({ diagonal, elsewhere }) => diagonal - elsewhere),
    },
    defined: [once.on, once.off],
  };
}

interface Contrast {
  readonly diagonal: number;
  readonly elsewhere: number;
  readonly on: number;
  readonly off: number;
}

function drawTimes(n: number, random: Random): Int32Array {
  const times = new Int32Array(n);
  for (let i = 0; i < n; i++) times[random.below(n)]++;
  return times;
}

function contrast(tables: PairTables, people: Int32Array, times: Int32Array): Contrast {
  const { personas, values, start, item, code, weight } = tables;
  const table = new Float64Array(values * values);
  const sum = [0, 0];
  const mass = [0, 0];
  const defined = [0, 0];
  for (let pair = 0; pair < personas * personas; pair++) {
    const [i, j] = [Math.floor(pair / personas), pair % personas];
    const repeats = i === j ? people[i] : people[i] * people[j];
    if (repeats === 0) continue;
    table.fill(0);
    for (let at = start[pair]; at < start[pair + 1]; at++) {
      table[code[at]] += weight[at] * times[item[at]];
    }
    const kappa = kappaOf(table, values);
    if (Number.isNaN(kappa)) continue;
    const side = i === j ? 0 : 1;
    sum[side] += repeats * kappa;
    mass[side] += repeats;
    defined[side]++;
  }
  return {
    diagonal: sum[0] / mass[0],
    elsewhere: sum[1] / mass[1],
    on: defined[0],
    off: defined[1],
  };
}

/** Cohen's kappa alone, as in `cohenKappa`. */
function kappaOf(table: Float64Array, values: number): number {
  let n = 0;
  let agreeing = 0;
  let expected = 0;
  for (let at = 0; at < table.length; at++) n += table[at];
  for (let k = 0; k < values; k++) {
    let row = 0;
    let column = 0;
    for (let other = 0; other < values; other++) {
      row += table[k * values + other];
      column += table[other * values + k];
    }
    agreeing += table[k * values + k];
    expected += row * column;
  }
  const chance = expected / (n * n);
  // A single value has a chance of exactly 1, but for rounding.
  return 1 - chance < 1e-12 ? Number.NaN : (agreeing / n - chance) / (1 - chance);
}
