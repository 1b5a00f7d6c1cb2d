/** What a rectangle drawn over an arrangement selects, by what the arrangement's places mean. */
import type { CodedPersonas } from "../../schema/tables.ts";
import { EVERYBODY, type Filter, filterMask, indicesOf, type Slice } from "../slices/slice.ts";
import type { Box, Layout } from "./layout.ts";

/** The rectangle between two corners. */
export function boxBetween(x1: number, y1: number, x2: number, y2: number): Box {
  return {
    x: Math.min(x1, x2),
    y: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  };
}

/** Indices of the groups whose region a rectangle touches. */
export function groupsWithin(layout: Layout, rectangle: Box): number[] {
  return layout.groups.flatMap(({ box }, index) => (overlap(box, rectangle) ? [index] : []));
}

/** Rows whose dots are in a rectangle: the selection where places mean nothing. */
export function dotsWithin(layout: Layout, { x, y, width, height }: Box): number[] {
  const rows: number[] = [];
  for (let row = 0; row < layout.x.length; row++) {
    const dx = layout.x[row] - x;
    const dy = layout.y[row] - y;
    if (dx >= 0 && dx <= width && dy >= 0 && dy <= height) rows.push(row);
  }
  return rows;
}

/**
 * The filters that cover some groups: per attribute the union of the groups' levels, or the
 * range from the least to the greatest number. They may let through more people than the groups have.
 */
function filtersOf(layout: Layout, groups: readonly number[]): Filter[] {
  const merged = new Map<string, Filter>();
  for (const index of groups)
    for (const filter of layout.groups[index].where) {
      const earlier = merged.get(filter.key);
      merged.set(filter.key, earlier ? union(earlier, filter) : filter);
    }
  return [...merged.values()];
}

/**
 * What choosing some groups selects: filters where they say exactly that, else the groups' people one by one.
 */
export function selectionOf(
  personas: CodedPersonas,
  layout: Layout,
  groups: readonly number[],
): { readonly filters: readonly Filter[]; readonly dots: readonly number[] | null } {
  if (groups.length === 0) return { filters: [], dots: null };
  const chosen = new Set(groups);
  const dots: number[] = [];
  for (let row = 0; row < personas.n; row++) if (chosen.has(layout.groupOf[row])) dots.push(row);
  const filters = filtersOf(layout, groups);
  return rowsOf(personas, filters).length === dots.length
    ? { filters, dots: null }
    : { filters: [], dots };
}

/**
 * A slice of rows under filters. Where two filters of one attribute cannot be one, the people
 * are picked one by one instead.
 */
export function sliceOf(
  personas: CodedPersonas,
  filters: readonly Filter[],
  dots: readonly number[] | null,
): Slice {
  const picked = dots ? maskOf(personas.n, dots) : null;
  const merged = new Map<string, Filter>();
  for (const filter of filters) {
    const earlier = merged.get(filter.key);
    const joined = earlier ? intersection(earlier, filter) : filter;
    if (!joined) {
      const rows = rowsOf(personas, filters, dots);
      return { ...EVERYBODY, picked: maskOf(personas.n, rows) };
    }
    merged.set(filter.key, joined);
  }
  return { ...EVERYBODY, filters: [...merged.values()], picked };
}

/** Rows that pass every filter, among `dots` where given. */
export function rowsOf(
  personas: CodedPersonas,
  filters: readonly Filter[],
  dots: readonly number[] | null = null,
): number[] {
  const mask = dots ? maskOf(personas.n, dots) : new Uint8Array(personas.n).fill(1);
  for (const filter of filters) {
    const passes = filterMask(personas, filter);
    for (let row = 0; row < mask.length; row++) mask[row] &= passes[row];
  }
  return [...indicesOf(mask)];
}

function maskOf(n: number, rows: readonly number[]): Uint8Array {
  const mask = new Uint8Array(n);
  for (const row of rows) mask[row] = 1;
  return mask;
}

function union(a: Filter, b: Filter): Filter {
  if (a.kind === "levels" && b.kind === "levels")
    return { ...a, levels: [...new Set([...a.levels, ...b.levels])].sort((p, q) => p - q) };
  if (a.kind === "range" && b.kind === "range")
    return {
      ...a,
      from: a.from === null || b.from === null ? null : Math.min(a.from, b.from),
      to: a.to === null || b.to === null ? null : Math.max(a.to, b.to),
    };
  throw new RangeError(`${a.key} is selected both by levels and by a range`);
}

/** Both filters as one, or null where no filter says that. */
function intersection(a: Filter, b: Filter): Filter | null {
  if (a.kind !== "levels" || b.kind !== "levels") return null;
  const levels = a.levels.filter((level) => b.levels.includes(level));
  return levels.length > 0 ? { ...a, levels } : null;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
