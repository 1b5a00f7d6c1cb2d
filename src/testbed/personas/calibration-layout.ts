/** Lays the targets out as one line of cells, and finds the cells in which a candidate counts. */
import { type Attribute, coarseOf } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import type { FitTargets, MarginTarget } from "../census/targets.ts";
import { outsideUniverse } from "../census/targets.ts";

/** Candidates as level indices, one array per countable attribute. */
export interface CodedPool {
  readonly n: number;
  readonly codes: Readonly<Record<string, Uint8Array>>;
}

/**
 * Every target table is a run of cells; a candidate has one cell in each table. The tables
 * of single attributes come first, then those of pairs.
 */
export interface CalibrationLayout {
  readonly tables: number;
  /** How many of the tables are of single attributes. */
  readonly marginTables: number;
  /** Cells before this one are of single attributes. */
  readonly marginCells: number;
  /** Share of the population in each cell; every table sums to 1. */
  readonly shares: Float64Array;
  /** Cell of candidate i in table t at i · tables + t. */
  readonly cells: Uint16Array | Int32Array;
}

/** @throws RangeError where the pool lacks an attribute. */
export function calibrationLayout(pool: CodedPool, targets: FitTargets): CalibrationLayout {
  const age = targets.margins.find(({ key }) => key === "age");
  const shares = [
    ...targets.margins.map((target) => marginShares(target, pool, age)),
    ...targets.pairs.map((pair) => pair.shares),
  ];
  const starts: number[] = [];
  let size = 0;
  for (const table of shares) {
    starts.push(size);
    size += table.length;
  }
  const tables = shares.length;
  const marginTables = targets.margins.length;
  const all = new Float64Array(size);
  shares.forEach((table, t) => {
    all.set(table, starts[t]);
  });
  const cells = size > 65_536 ? new Int32Array(pool.n * tables) : new Uint16Array(pool.n * tables);
  targets.margins.forEach(({ key }, t) => {
    const codes = codesOf(pool, key);
    for (let i = 0; i < pool.n; i++) cells[i * tables + t] = starts[t] + codes[i];
  });
  const coarse = coarsePool(pool, targets);
  targets.pairs.forEach(({ a, b, shares: { length } }, p) => {
    const t = marginTables + p;
    const columns = length / coarse[a].levels;
    const ofA = coarse[a].codes;
    const ofB = coarse[b].codes;
    for (let i = 0; i < pool.n; i++) cells[i * tables + t] = starts[t] + ofA[i] * columns + ofB[i];
  });
  const marginCells = marginTables < tables ? starts[marginTables] : size;
  return { tables, marginTables, marginCells, shares: all, cells };
}

/**
 * Shares over all levels. A survey's figures hold among those it asks, who are decided by age:
 * their share follows from the age target and the pool's share of the applicable at each age.
 */
export function marginShares(
  target: MarginTarget,
  pool: CodedPool,
  age: MarginTarget | undefined,
): Float64Array {
  const outside = outsideUniverse(attributeOf(target.key), target.source);
  if (outside < 0) return target.shares;
  const codes = codesOf(pool, target.key);
  const asked = applicableShare(codes, outside, age && codesOf(pool, "age"), age?.shares);
  const inside = target.shares.reduce((sum, share, k) => (k === outside ? sum : sum + share), 0);
  return target.shares.map((share, k) => (k === outside ? 1 - asked : (share / inside) * asked));
}

function applicableShare(
  codes: Uint8Array,
  outside: number,
  ages: Uint8Array | undefined,
  ageShares: Float64Array | undefined,
): number {
  if (!ages || !ageShares) {
    return codes.reduce((sum, code) => sum + (code === outside ? 0 : 1), 0) / codes.length;
  }
  const asked = new Float64Array(ageShares.length);
  const people = new Float64Array(ageShares.length);
  for (let i = 0; i < codes.length; i++) {
    people[ages[i]]++;
    if (codes[i] !== outside) asked[ages[i]]++;
  }
  return ageShares.reduce(
    (sum, share, k) => sum + (people[k] ? (share * asked[k]) / people[k] : 0),
    0,
  );
}

function codesOf(pool: CodedPool, key: string): Uint8Array {
  const codes = pool.codes[key];
  if (codes?.length !== pool.n) throw new RangeError(`the pool has no ${key}`);
  return codes;
}

interface CoarseColumn {
  readonly levels: number;
  readonly codes: Uint8Array;
}

function coarsePool(pool: CodedPool, { pairs }: FitTargets): Record<string, CoarseColumn> {
  const coarse: Record<string, CoarseColumn> = {};
  for (const key of new Set(pairs.flatMap(({ a, b }) => [a, b]))) {
    coarse[key] = coarseColumn(attributeOf(key), codesOf(pool, key));
  }
  return coarse;
}

/** A column at the attribute's coarse levels. */
export function coarseColumn(attribute: Attribute, codes: Uint8Array): CoarseColumn {
  const levels = attribute.coarse?.levels.length ?? attribute.levels.length;
  if (!attribute.coarse) return { levels, codes };
  const of = attribute.levels.map((_, level) => coarseOf(attribute, level));
  return { levels, codes: codes.map((code) => of[code]) };
}
