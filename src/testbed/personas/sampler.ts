/** Draws children given their parents from a conditional table. */
import type { Random } from "../../stats/random.ts";
import { ANY, type Codes, type ConditionalTable } from "../census/conditional-table.ts";

/** A table as a tree over parent levels: each node has a distribution, its own or its pool's. */
export interface Sampler {
  readonly key: string;
  readonly levels: number;
  readonly parents: ConditionalTable["parents"];
  /** `next[d][node * parentLevels[d] + level]` is the node at depth d + 1, or -1. */
  readonly next: readonly Int32Array[];
  readonly parentLevels: readonly number[];
  /** Distribution of a node at each depth; the deepest are the table's own rows. */
  readonly distribution: readonly Int32Array[];
  /** Cumulative shares, `levels` per distribution. */
  readonly cumulative: Float64Array;
}

/** Cost: rows x (parents + levels). */
export function buildSampler(table: ConditionalTable): Sampler {
  const { levels, parentLevels, rows } = table;
  const depthOf = parentLevels.length;
  const nodes = new Array<number>(depthOf + 1).fill(0);
  nodes[0] = 1;
  const next: number[][] = parentLevels.map(() => []);
  if (depthOf > 0) next[0] = new Array(parentLevels[0]).fill(-1);
  const sums: Float64Array[][] = Array.from({ length: depthOf + 1 }, () => []);
  const pools: (Float64Array | undefined)[][] = Array.from({ length: depthOf + 1 }, () => []);
  const add = (target: Float64Array[], node: number, counts: Float64Array) => {
    target[node] ??= new Float64Array(levels);
    for (let level = 0; level < levels; level++) target[node][level] += counts[level];
  };
  for (const row of rows) {
    let node = 0;
    let depth = 0;
    add(sums[0], 0, row.counts);
    while (depth < depthOf && row.parents[depth] !== ANY) {
      const at = node * parentLevels[depth] + row.parents[depth];
      if (next[depth][at] === undefined || next[depth][at] < 0) {
        next[depth][at] = nodes[depth + 1]++;
        if (depth + 1 < depthOf) {
          for (let i = 0; i < parentLevels[depth + 1]; i++) next[depth + 1].push(-1);
        }
      }
      node = next[depth][at];
      depth++;
      add(sums[depth], node, row.counts);
    }
    if (depth < depthOf) pools[depth][node] = row.counts;
  }
  // Where nothing was pooled, a combination never seen draws from all rows of its prefix.
  const all: Float64Array[] = [];
  const distribution = sums.map((ofDepth, depth) =>
    Int32Array.from(ofDepth, (sum, node) => {
      all.push(pools[depth][node] ?? sum);
      return all.length - 1;
    }),
  );
  const cumulative = new Float64Array(all.length * levels);
  all.forEach((counts, i) => {
    const total = counts.reduce((a, b) => a + b, 0);
    let running = 0;
    // The sum, not the shares, is run up: it ends at exactly one, so no draw falls beyond it.
    for (let level = 0; level < levels; level++) {
      running += counts[level];
      cumulative[i * levels + level] = running / total;
    }
  });
  return {
    key: table.key,
    levels,
    parents: table.parents,
    next: next.map((ofDepth) => Int32Array.from(ofDepth)),
    parentLevels,
    distribution,
    cumulative,
  };
}

/**
 * Draws a child for every row by systematic sampling within each distribution: of m rows that share
 * one, the number at each level is the expected number rounded up or down, and who gets which is
 * random. Margins therefore vary less than by independent draws.
 * Source: Madow (1949), On the theory of systematic sampling; applied per conditional distribution.
 */
export function drawColumn(
  sampler: Sampler,
  parents: readonly Codes[],
  rows: number,
  random: Random,
): Uint8Array {
  const { levels, cumulative } = sampler;
  const of = new Int32Array(rows);
  const sizes = new Int32Array(cumulative.length / levels + 1);
  for (let row = 0; row < rows; row++) {
    const found = distributionOf(sampler, parents, row);
    of[row] = found;
    sizes[found + 1]++;
  }
  for (let i = 0; i + 1 < sizes.length; i++) sizes[i + 1] += sizes[i];
  const start = sizes.slice();
  const order = new Int32Array(rows);
  for (let row = 0; row < rows; row++) order[start[of[row]]++] = row;
  const column = new Uint8Array(rows);
  for (let d = 0; d + 1 < sizes.length; d++) {
    const from = sizes[d];
    const members = sizes[d + 1] - from;
    if (members === 0) continue;
    if (members > 1) shuffle(order, from, members, random);
    const offset = random.next();
    let level = 0;
    for (let i = 0; i < members; i++) {
      const at = (i + offset) / members;
      while (level < levels - 1 && cumulative[d * levels + level] <= at) level++;
      column[order[from + i]] = level;
    }
  }
  return column;
}

function distributionOf(sampler: Sampler, parents: readonly Codes[], row: number): number {
  const { next, parentLevels, distribution } = sampler;
  let node = 0;
  for (let depth = 0; depth < parents.length; depth++) {
    const deeper = next[depth][node * parentLevels[depth] + parents[depth][row]];
    if (deeper < 0) return distribution[depth][node];
    node = deeper;
  }
  return distribution[parents.length][node];
}

/** Fisher-Yates on `order[from .. from + count)`. */
function shuffle(order: Int32Array, from: number, count: number, random: Random) {
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = order[from + i];
    order[from + i] = order[from + j];
    order[from + j] = kept;
  }
}
