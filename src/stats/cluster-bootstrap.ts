import { quantile } from "./quantile.ts";
import type { Random } from "./random.ts";

/** Rows of a table of means: what is averaged, and where each row belongs. */
export interface ClusteredRows {
  /** NaN is a missing value. */
  readonly value: ArrayLike<number>;
  /** Index of the cluster, such as the persona, below `clusters`. */
  readonly cluster: ArrayLike<number>;
  /** Index of the group, such as topic by party, below `groups`; negative for none. */
  readonly group: ArrayLike<number>;
  readonly clusters: number;
  readonly groups: number;
  /** Not negative; absent means all 1. */
  readonly weights?: ArrayLike<number>;
}

/** Means by group with their bootstrap intervals; NaN for a group without rows. */
export interface GroupMeans {
  readonly mean: Float64Array;
  readonly se: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Rows and clusters behind each mean. */
  readonly n: Int32Array;
  readonly clusters: Int32Array;
  /** Replicates in which the group was drawn at all. */
  readonly draws: Int32Array;
  /** Rows without a value or a group. */
  readonly missing: number;
}

/**
 * Weighted means by group with percentile intervals from a cluster bootstrap: whole clusters are
 * drawn with replacement, with all their rows in every group, so that dependence within a cluster
 * and between groups is kept. Rows are summed once by cluster and group; a replicate costs
 * O(clusters + cells that occur).
 * @param random the same generator gives the same intervals.
 * Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8; Field
 * and Welsh (2007), Bootstrapping clustered data, JRSS B 69, 369-390.
 */
export function clusterBootstrap(
  rows: ClusteredRows,
  random: Random,
  { draws = 1000, confidence = 0.95 }: { draws?: number; confidence?: number } = {},
): GroupMeans {
  const { clusters, groups } = rows;
  const cells = sumCells(rows);
  const once = new Int32Array(clusters).fill(1);
  const sums = new Float64Array(groups);
  const mass = new Float64Array(groups);
  const mean = new Float64Array(groups);
  addClusters(cells, once, sums, mass);
  for (let group = 0; group < groups; group++) mean[group] = sums[group] / mass[group];
  const replicates = Array.from({ length: groups }, () => new Float64Array(draws));
  const used = new Int32Array(groups);
  const times = new Int32Array(clusters);
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let i = 0; i < clusters; i++) times[random.below(clusters)]++;
    addClusters(cells, times, sums, mass);
    for (let group = 0; group < groups; group++) {
      if (mass[group] > 0) replicates[group][used[group]++] = sums[group] / mass[group];
    }
  }
  const tail = (1 - confidence) / 2;
  const sorted = replicates.map((of, group) => of.subarray(0, used[group]).sort());
  return {
    mean,
    se: Float64Array.from(sorted, deviation),
    low: Float64Array.from(sorted, (of) => quantile(of, tail)),
    high: Float64Array.from(sorted, (of) => quantile(of, 1 - tail)),
    n: cells.n,
    clusters: cells.clustersOf,
    draws: used,
    missing: cells.missing,
  };
}

/** Sums by cluster and group. Cells `start[c]` to `start[c + 1]` are those of cluster c. */
interface Cells {
  readonly start: Int32Array;
  readonly group: Int32Array;
  readonly sum: Float64Array;
  readonly mass: Float64Array;
  readonly n: Int32Array;
  readonly clustersOf: Int32Array;
  readonly missing: number;
}

function sumCells({ value, cluster, group, clusters, groups, weights }: ClusteredRows): Cells {
  const first = new Int32Array(clusters + 1);
  for (let i = 0; i < value.length; i++) first[cluster[i] + 1]++;
  for (let c = 0; c < clusters; c++) first[c + 1] += first[c];
  const next = first.slice();
  const ordered = new Int32Array(value.length);
  for (let i = 0; i < value.length; i++) ordered[next[cluster[i]]++] = i;

  const start = new Int32Array(clusters + 1);
  const ofCell = new Int32Array(value.length);
  const sum = new Float64Array(value.length);
  const mass = new Float64Array(value.length);
  const n = new Int32Array(groups);
  const clustersOf = new Int32Array(groups);
  const cellOf = new Int32Array(groups).fill(-1);
  let cells = 0;
  let missing = 0;
  for (let c = 0; c < clusters; c++) {
    start[c] = cells;
    for (let at = first[c]; at < first[c + 1]; at++) {
      const row = ordered[at];
      const of = group[row];
      if (of < 0 || Number.isNaN(value[row])) {
        missing++;
        continue;
      }
      if (cellOf[of] < start[c]) {
        cellOf[of] = cells;
        ofCell[cells++] = of;
        clustersOf[of]++;
      }
      const weight = weights ? weights[row] : 1;
      sum[cellOf[of]] += weight * value[row];
      mass[cellOf[of]] += weight;
      n[of]++;
    }
  }
  start[clusters] = cells;
  return { start, group: ofCell, sum, mass, n, clustersOf, missing };
}

/** Adds up the clusters, each so many times, into the sums and masses of the groups. */
function addClusters(cells: Cells, times: Int32Array, sums: Float64Array, mass: Float64Array) {
  sums.fill(0);
  mass.fill(0);
  for (let c = 0; c < times.length; c++) {
    const repeats = times[c];
    if (repeats === 0) continue;
    for (let cell = cells.start[c]; cell < cells.start[c + 1]; cell++) {
      sums[cells.group[cell]] += repeats * cells.sum[cell];
      mass[cells.group[cell]] += repeats * cells.mass[cell];
    }
  }
}

function deviation(values: Float64Array): number {
  if (values.length < 2) return Number.NaN;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
