/** Moving among dots with the arrow keys. */
import type { Layout } from "./layout.ts";

export type Direction = "left" | "right" | "up" | "down";

/** How much a step aside counts against a step ahead. */
const ASIDE = 2.2;

/** The nearest dot in a direction from another, or the same dot where there is none. */
export function neighbour({ x, y }: Layout, from: number, direction: Direction): number {
  const sideways = direction === "left" || direction === "right";
  const sign = direction === "right" || direction === "down" ? 1 : -1;
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < x.length; row++) {
    const dx = x[row] - x[from];
    const dy = y[row] - y[from];
    const ahead = sign * (sideways ? dx : dy);
    const aside = Math.abs(sideways ? dy : dx);
    // A dot counts as ahead in a cone of 120 degrees.
    if (ahead <= 0.5 || aside > ahead * 1.74) continue;
    const cost = ahead + aside * ASIDE;
    if (cost < least) {
      least = cost;
      best = row;
    }
  }
  return best;
}

/** The first dot of the next group that has one, `step` groups on (1 or -1); the same dot without groups. */
export function groupNeighbour(layout: Layout, from: number, step: 1 | -1): number {
  const { groups, groupOf } = layout;
  for (let at = groupOf[from] + step; at >= 0 && at < groups.length; at += step) {
    const row = groupOf.indexOf(at);
    if (row >= 0) return row;
  }
  return from;
}
