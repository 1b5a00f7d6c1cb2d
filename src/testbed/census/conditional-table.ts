/**
 * Conditional tables of weighted counts: a child variable given the levels of its parents.
 * Combinations seen in few sampled persons are pooled with their like: a row whose last parents are
 * "any" holds them, so that no total is lost and a thin cell draws from its back-off.
 */
import type { ParentName } from "./variables.ts";

/** Stands for "any level not listed" in a row's parents. */
export const ANY = -1;

export interface TableRow {
  /** Level index per parent; `ANY` from some parent on in a pooled row. */
  readonly parents: readonly number[];
  /** Weighted count per child level. */
  readonly counts: Float64Array;
}

export interface ConditionalTable {
  readonly key: string;
  readonly levels: number;
  readonly parents: readonly ParentName[];
  readonly parentLevels: readonly number[];
  readonly rows: readonly TableRow[];
  /** Sampled persons behind the table. */
  readonly n: number;
}

/** Level indices by row. */
export type Codes = Uint8Array | Uint16Array;

export interface ParentColumn {
  readonly name: ParentName;
  readonly levels: number;
  readonly codes: Codes;
}

interface Cell {
  readonly parents: readonly number[];
  readonly counts: Float64Array;
  persons: number;
}

/**
 * Counts a table from coded rows, pooling combinations of fewer than `minimum` persons.
 * Cost: rows x parents, and combinations x levels.
 */
export function countTable(
  key: string,
  child: Codes,
  levels: number,
  parents: readonly ParentColumn[],
  weights: Float64Array,
  minimum: number,
): ConditionalTable {
  let cells = new Map<string, Cell>();
  for (const cell of countCells(child, levels, parents, weights)) {
    cells.set(cell.parents.join(), cell);
  }
  const rows: TableRow[] = [];
  // From the last parent to the first: what is too thin joins the pool of its prefix.
  for (let depth = parents.length; depth >= 0; depth--) {
    const pooled = new Map<string, Cell>();
    for (const cell of cells.values()) {
      if (depth === 0 || cell.persons >= minimum) {
        rows.push({ parents: cell.parents, counts: cell.counts });
        continue;
      }
      const prefix = cell.parents.map((level, i) => (i < depth - 1 ? level : ANY));
      const name = prefix.join();
      const pool = pooled.get(name) ?? {
        parents: prefix,
        counts: new Float64Array(levels),
        persons: 0,
      };
      for (let level = 0; level < levels; level++) pool.counts[level] += cell.counts[level];
      pool.persons += cell.persons;
      pooled.set(name, pool);
    }
    cells = pooled;
  }
  rows.sort((a, b) => compareParents(a.parents, b.parents));
  return {
    key,
    levels,
    parents: parents.map((parent) => parent.name),
    parentLevels: parents.map((parent) => parent.levels),
    rows,
    n: child.length,
  };
}

function compareParents(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    // "Any" after the listed levels.
    const difference = (a[i] === ANY ? 256 : a[i]) - (b[i] === ANY ? 256 : b[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function countCells(
  child: Codes,
  levels: number,
  parents: readonly ParentColumn[],
  weights: Float64Array,
): Cell[] {
  let configuration = new Int32Array(child.length);
  let combinations: number[][] = [[]];
  for (const parent of parents) {
    const numbered = new Int32Array(combinations.length * parent.levels).fill(-1);
    const next: number[][] = [];
    const joined = new Int32Array(child.length);
    for (let row = 0; row < child.length; row++) {
      const at = configuration[row] * parent.levels + parent.codes[row];
      if (numbered[at] < 0) {
        numbered[at] = next.length;
        next.push([...combinations[configuration[row]], parent.codes[row]]);
      }
      joined[row] = numbered[at];
    }
    configuration = joined;
    combinations = next;
  }
  const cells: Cell[] = combinations.map((levelsOfParents) => ({
    parents: levelsOfParents,
    counts: new Float64Array(levels),
    persons: 0,
  }));
  for (let row = 0; row < child.length; row++) {
    const cell = cells[configuration[row]];
    cell.counts[child[row]] += weights[row];
    cell.persons++;
  }
  return cells;
}
