/** What a rectangle drawn over an arrangement selects, by what the arrangement's places mean. */
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Box, Condition, Layout } from "./layout.ts";

/** Conditions that together describe a selection: one per attribute, all must hold. */
export type Selection = readonly Condition[];

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

/**
 * The conditions that cover some groups: per attribute the union of the groups' levels, or the
 * range from the least to the greatest number. In a grid a rectangle's cells are exactly what
 * these conditions say.
 */
export function selectionOf(layout: Layout, groups: readonly number[]): Selection {
  const merged = new Map<string, Condition>();
  for (const index of groups)
    for (const condition of layout.groups[index].where) {
      const earlier = merged.get(condition.key);
      merged.set(condition.key, earlier ? union(earlier, condition) : condition);
    }
  return [...merged.values()];
}

/** Conditions of both selections; levels that both name for one attribute must be in both. */
export function both(a: Selection, b: Selection): Selection {
  const result = new Map(a.map((condition) => [condition.key, condition]));
  for (const condition of b) {
    const earlier = result.get(condition.key);
    result.set(condition.key, earlier ? intersection(earlier, condition) : condition);
  }
  return [...result.values()];
}

/** Rows that meet every condition. */
export function rowsOf(personas: CodedPersonas, selection: Selection): number[] {
  const rows: number[] = [];
  for (let row = 0; row < personas.n; row++)
    if (selection.every((condition) => holds(personas, condition, row))) rows.push(row);
  return rows;
}

function holds({ codes, numbers }: CodedPersonas, condition: Condition, row: number): boolean {
  if ("levels" in condition) return condition.levels.includes(codes[condition.key][row]);
  const value = numbers[condition.key][row];
  return value >= condition.from && value <= condition.to;
}

function union(a: Condition, b: Condition): Condition {
  if ("levels" in a && "levels" in b)
    return { key: a.key, levels: [...new Set([...a.levels, ...b.levels])].sort((p, q) => p - q) };
  if ("from" in a && "from" in b)
    return { key: a.key, from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
  return mixed(a);
}

function intersection(a: Condition, b: Condition): Condition {
  if ("levels" in a && "levels" in b)
    return { key: a.key, levels: a.levels.filter((level) => b.levels.includes(level)) };
  if ("from" in a && "from" in b)
    return { key: a.key, from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return mixed(a);
}

function mixed({ key }: Condition): never {
  throw new RangeError(`${key} is selected both by levels and by a range`);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
