/** What an arrangement of the dots is: a place for every persona, and the groups the places mean. */
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Filter } from "../slices/slice.ts";

/** The drawing's size, in CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Frame {
  readonly x: number;
  readonly y: number;
}

/** A named place of an arrangement: a band of the pyramid, a state, a cell of the grid. */
export interface Group {
  readonly label: string;
  /** The region that a brush must touch to select the group. */
  readonly box: Box;
  /** What holds for everyone in the group and for nobody else. */
  readonly where: readonly Filter[];
}

/** Scenery behind the dots. */
export type Mark =
  | {
      readonly type: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly anchor: "start" | "middle" | "end";
      readonly tone: "strong" | "quiet" | "over";
    }
  | {
      readonly type: "line";
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    }
  /** The outline of the country, stretched to a box. */
  | { readonly type: "map"; readonly box: Box };

export interface Layout {
  /** Centre of each persona's dot, in the order of the table. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Radius of every dot; no two centres are nearer than twice this. */
  readonly radius: number;
  /** Groups in reading order; empty where places mean nothing (the crowd). */
  readonly groups: readonly Group[];
  /** Index into `groups` per persona; -1 without groups. */
  readonly groupOf: Int16Array;
  readonly marks: readonly Mark[];
}

/**
 * Places personas in a frame. `order` lists the row indices in the order in which places are
 * filled: sorted by the colour's levels, so that each group reads as a stacked bar.
 */
export type Arrange = (personas: CodedPersonas, order: readonly number[], frame: Frame) => Layout;

/** Share of the spacing between two dots that the dots fill. */
export const FILL = 0.88;

/** Row indices sorted by a class per row (colour), ties in table order. */
export function orderBy(classOf: ArrayLike<number>): number[] {
  return Array.from({ length: classOf.length }, (_, i) => i).sort(
    (a, b) => classOf[a] - classOf[b] || a - b,
  );
}

/** Members of each group, each list in the given order. */
export function membersOf(
  order: readonly number[],
  groupOf: ArrayLike<number>,
  groups: number,
): number[][] {
  const members: number[][] = Array.from({ length: groups }, () => []);
  for (const row of order) if (groupOf[row] >= 0) members[groupOf[row]].push(row);
  return members;
}

/** Points of a hexagonal lattice of spacing 1, the `n` nearest to the origin by `norm`, near to far. */
export function hexagons(
  n: number,
  norm: (x: number, y: number) => number = Math.hypot,
): [x: number, y: number][] {
  const rise = Math.sqrt(3) / 2;
  // 1.5 times the rows that a disc of n cells spans, so that the nearest n are surely among them.
  let reach = Math.ceil(1.5 * Math.sqrt(n)) + 2;
  for (;;) {
    const points: [number, number, number][] = [];
    for (let row = -reach; row <= reach; row++)
      for (let column = -reach; column <= reach; column++) {
        const x = column + (row & 1 ? 0.5 : 0) - 0.25;
        const y = row * rise;
        points.push([x, y, norm(x, y)]);
      }
    points.sort((a, b) => a[2] - b[2] || a[1] - b[1] || a[0] - b[0]);
    const edge = Math.min(norm(reach, 0), norm(0, reach * rise));
    if (points[n - 1]?.[2] <= edge || n === 0) return points.slice(0, n).map(([x, y]) => [x, y]);
    reach *= 2;
  }
}
