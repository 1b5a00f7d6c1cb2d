/** A slice of the population: what the reader chose, and the counts of every attribute under it. */
import type { Attribute } from "../../schema/attribute.ts";
import { ATTRIBUTES } from "../../schema/attributes.ts";
import { type CodedPersonas, NO_NUMBER } from "../../schema/tables.ts";

/** Any of some levels of an attribute, as indices in ascending order. */
export interface LevelFilter {
  readonly kind: "levels";
  readonly key: string;
  readonly levels: readonly number[];
}

/** Numbers from `from` to `to`, both included; null is open. People without a number are outside. */
export interface RangeFilter {
  readonly kind: "range";
  readonly key: string;
  readonly from: number | null;
  readonly to: number | null;
}

export type Filter = LevelFilter | RangeFilter;

export interface Slice {
  /** Only people of 18 and over. */
  readonly adults: boolean;
  /** At most one per attribute; all must hold. */
  readonly filters: readonly Filter[];
  /** One bit per persona for a choice made by hand, e.g. with a brush over dots; null for everybody. */
  readonly picked: Uint8Array | null;
  /** A further SQL condition, answered by DuckDB; empty for none. */
  readonly where: string;
}

export const EVERYBODY: Slice = { adults: false, filters: [], picked: null, where: "" };

/** Age from which a person counts as an adult. */
export const ADULT_AGE = 18;

export interface SliceCounts {
  /** Personas in the slice. */
  readonly n: number;
  /** 1 for each persona in the slice. */
  readonly mask: Uint8Array;
  /** For each attribute: personas per level, under all filters but the attribute's own. */
  readonly counts: Readonly<Record<string, Uint32Array>>;
  /** For each attribute: sum of its counts, the n of its chart. */
  readonly totals: Readonly<Record<string, number>>;
  /** For each filtered attribute: 1 for each persona that passes all other filters. */
  readonly masksWithout: Readonly<Record<string, Uint8Array>>;
}

/** True where nothing is left out. */
export function isEverybody(slice: Slice): boolean {
  return !slice.adults && slice.filters.length === 0 && !slice.picked && slice.where === "";
}

/** The filter of an attribute, if it has one. */
export function filterOf(slice: Slice, key: string): Filter | undefined {
  return slice.filters.find((filter) => filter.key === key);
}

/** The slice with a filter put in place of the attribute's earlier one; null removes it. */
export function withFilter(slice: Slice, key: string, filter: Filter | null): Slice {
  const others = slice.filters.filter((other) => other.key !== key);
  const filters = filter && !isOpen(filter) ? [...others, filter] : others;
  return { ...slice, filters: filters.sort((a, b) => placeOf(a.key) - placeOf(b.key)) };
}

/** A filter for some levels: a range where they are neighbouring bins of a number. */
export function levelsFilter(attribute: Attribute, levels: readonly number[]): Filter {
  const { key, bins } = attribute;
  const sorted = [...levels].sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1) ?? -1;
  const adjoining = bins && sorted.length > 0 && last < bins.length && last - first < sorted.length;
  if (!adjoining) return { kind: "levels", key, levels: sorted };
  const next = bins[last + 1];
  return {
    kind: "range",
    key,
    from: first === 0 ? null : bins[first],
    to: next === undefined ? null : next - 1,
  };
}

/** The slice with one level of an attribute added to, or taken from, its filter. */
export function toggleLevel(slice: Slice, key: string, level: number): Slice {
  const present = filterOf(slice, key);
  const levels = present?.kind === "levels" ? present.levels : [];
  const next = levels.includes(level)
    ? levels.filter((other) => other !== level)
    : [...levels, level].sort((a, b) => a - b);
  return withFilter(slice, key, { kind: "levels", key, levels: next });
}

/** The slice with a group of levels added to an attribute's filter, or taken from it where all are in. */
export function toggleLevels(slice: Slice, key: string, group: readonly number[]): Slice {
  const present = filterOf(slice, key);
  const levels = new Set(present?.kind === "levels" ? present.levels : []);
  const all = group.every((level) => levels.has(level));
  for (const level of group) {
    if (all) levels.delete(level);
    else levels.add(level);
  }
  const next = [...levels].sort((a, b) => a - b);
  return withFilter(slice, key, { kind: "levels", key, levels: next });
}

/**
 * Counts every attribute under a slice in one pass over the personas.
 * @param condition 1 for each persona that the slice's SQL condition holds for, or null without one
 */
export function countSlice(
  personas: CodedPersonas,
  slice: Slice,
  condition: Uint8Array | null = null,
): SliceCounts {
  const { n: size } = personas;
  const failures = new Uint8Array(size);
  const failed = new Uint8Array(size);
  if (slice.adults) {
    const age = personas.numbers.age;
    for (let i = 0; i < size; i++) if (age[i] < ADULT_AGE) failures[i] = 2;
  }
  for (const mask of [slice.picked, condition]) {
    if (mask) for (let i = 0; i < size; i++) if (!mask[i]) failures[i] = 2;
  }
  slice.filters.forEach((filter, at) => {
    const passes = filterMask(personas, filter);
    for (let i = 0; i < size; i++) {
      if (passes[i]) continue;
      failed[i] = at;
      if (failures[i] < 2) failures[i]++;
    }
  });
  const mask = new Uint8Array(size);
  let n = 0;
  for (let i = 0; i < size; i++) if (failures[i] === 0) n += mask[i] = 1;
  const masksWithout: Record<string, Uint8Array> = {};
  slice.filters.forEach(({ key }, at) => {
    const without = new Uint8Array(size);
    for (let i = 0; i < size; i++) {
      if (failures[i] === 0 || (failures[i] === 1 && failed[i] === at)) without[i] = 1;
    }
    masksWithout[key] = without;
  });
  const counts: Record<string, Uint32Array> = {};
  const totals: Record<string, number> = {};
  for (const { key, levels } of ATTRIBUTES) {
    if (levels.length === 0) continue;
    const without = masksWithout[key];
    counts[key] = countLevels(personas.codes[key], levels.length, without ?? mask);
    totals[key] = without ? counts[key].reduce((sum, count) => sum + count, 0) : n;
  }
  return { n, mask, counts, totals, masksWithout };
}

/** Personas per level among those of a mask. */
export function countLevels(codes: Uint8Array, levels: number, mask: Uint8Array): Uint32Array {
  const counts = new Uint32Array(levels);
  for (let i = 0; i < codes.length; i++) counts[codes[i]] += mask[i];
  return counts;
}

/** Indices of the personas of a mask, ascending. */
export function indicesOf(mask: Uint8Array): Uint32Array {
  const indices = new Uint32Array(mask.length);
  let n = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i]) indices[n++] = i;
  return indices.subarray(0, n);
}

/** 1 for each persona that a filter lets through. */
export function filterMask(personas: CodedPersonas, filter: Filter): Uint8Array {
  const mask = new Uint8Array(personas.n);
  if (filter.kind === "levels") {
    const codes = personas.codes[filter.key];
    const wanted = new Uint8Array(256);
    for (const level of filter.levels) wanted[level] = 1;
    for (let i = 0; i < mask.length; i++) mask[i] = wanted[codes[i]];
    return mask;
  }
  const values = personas.numbers[filter.key];
  const from = filter.from ?? NO_NUMBER + 1;
  const to = filter.to ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i < mask.length; i++) {
    const value = values[i];
    mask[i] = value >= from && value <= to ? 1 : 0;
  }
  return mask;
}

const PLACE = new Map(ATTRIBUTES.map((attribute, i) => [attribute.key, i]));

function placeOf(key: string): number {
  return PLACE.get(key) ?? ATTRIBUTES.length;
}

function isOpen(filter: Filter): boolean {
  return filter.kind === "levels"
    ? filter.levels.length === 0
    : filter.from === null && filter.to === null;
}
