/** What every chart of one attribute on the page is told, and what it tells. */
import type { Attribute } from "../../schema/attribute.ts";
import type { Column, Row } from "../csv.ts";
import type { Filter } from "../slices/slice.ts";
import { everybodyShare, isBeyond, type Population, uncountedLevel } from "./population.ts";

/** A group under the pointer or the keyboard, shown in all charts. */
export interface Highlight {
  readonly key: string;
  readonly levels: readonly number[];
  /** For each attribute: personas of the slice in the group, per level. */
  readonly counts: Readonly<Record<string, Uint32Array>>;
}

/** The numbers of one chart under a slice. */
export interface ChartState {
  /** Personas per level, under all filters but the attribute's own. */
  readonly counts: Uint32Array;
  /** Those of them whom the attribute's shares are of. */
  readonly total: number;
  readonly filter: Filter | undefined;
  /** Whether anything at all is left out. */
  readonly sliced: boolean;
  readonly highlight: Highlight | null;
}

export interface ChartEvents {
  toggle(key: string, levels: readonly number[]): void;
  hover(key: string, levels: readonly number[] | null): void;
}

export const ROW_COLUMNS: readonly Column[] = [
  { key: "level", label: "Level", kind: "text" },
  { key: "n", label: "Personas", kind: "count" },
  { key: "share", label: "Share", kind: "share" },
  { key: "everybody", label: "Share of all personas", kind: "share" },
  { key: "target", label: "Target", kind: "share" },
  { key: "difference", label: "Difference, points", kind: "points" },
];

/** A slice is held against all personas; all personas are held against the census or survey. */
export function referenceShare(
  population: Population,
  key: string,
  level: number,
  sliced: boolean,
): number | null {
  if (sliced) return everybodyShare(population, key, level);
  return population.targets[key]?.shares[level] ?? null;
}

/** The difference of a level from its reference, where it is beyond the sampling interval; else null. */
export function notableDifference(
  count: number,
  total: number,
  reference: number | null,
): number | null {
  if (reference === null || total === 0 || !isBeyond(count, total, reference)) return null;
  const difference = count / total - reference;
  return Math.abs(difference) < 0.0005 ? null : difference;
}

/** The rows behind a chart of one attribute. */
export function levelRows(attribute: Attribute, population: Population, state: ChartState): Row[] {
  const { key, levels } = attribute;
  const uncounted = uncountedLevel(population, key);
  return levels.map((level, i) => {
    const n = state.counts[i];
    if (i === uncounted) {
      return { level, n, share: null, everybody: null, target: null, difference: null };
    }
    const share = state.total > 0 ? n / state.total : null;
    const reference = referenceShare(population, key, i, state.sliced);
    return {
      level,
      n,
      share,
      everybody: everybodyShare(population, key, i),
      target: population.targets[key]?.shares[i] ?? null,
      difference: share === null || reference === null ? null : share - reference,
    };
  });
}
