import { type Attribute, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf, COUNTABLE } from "../../schema/attributes.ts";
import type { Targets } from "../../schema/targets.ts";
import { wilson } from "../../stats/wilson.ts";
import type { PersonasTable } from "../personas-table.ts";
import { countSlice, EVERYBODY } from "../slices/slice.ts";

/** The dataset of the page with everybody's counts, against which slices are seen. */
export interface Population {
  readonly personas: PersonasTable;
  readonly targets: Targets;
  /** What the dataset is, in a sentence. */
  readonly provenance: string;
  /** Personas per level, by attribute. */
  readonly counts: Readonly<Record<string, Uint32Array>>;
}

export function populationOf(
  personas: PersonasTable,
  targets: Targets,
  provenance: string,
): Population {
  return { personas, targets, provenance, counts: countSlice(personas, EVERYBODY).counts };
}

/**
 * The level of people whom an attribute's target does not count (a survey of adults has no children),
 * or -1. They are left out of the attribute's shares, so that both sides speak of the same people.
 */
export function uncountedLevel({ targets, counts }: Population, key: string): number {
  const level = attributeOf(key).levels.indexOf(NOT_APPLICABLE);
  const target = targets[key];
  return target && level >= 0 && target.shares[level] === 0 && counts[key][level] > 0 ? level : -1;
}

/** Personas whom an attribute's shares are of. */
export function baseOf(population: Population, key: string): number {
  const level = uncountedLevel(population, key);
  return population.personas.n - (level < 0 ? 0 : population.counts[key][level]);
}

/** Share of a level among all personas whom the attribute's shares are of. */
export function everybodyShare(population: Population, key: string, level: number): number {
  return population.counts[key][level] / baseOf(population, key);
}

/** One level's share of the personas against its target. */
export interface LevelFit {
  readonly level: number;
  readonly share: number;
  readonly target: number;
  /** Share minus target. */
  readonly difference: number;
  /** Whether the target lies outside the 95 % Wilson interval of the share. */
  readonly beyond: boolean;
}

export interface AttributeFit {
  readonly attribute: Attribute;
  /** By level, in declared order; empty where there is no target. */
  readonly levels: readonly LevelFit[];
  /** The level with the largest difference, or null without a target. */
  readonly worst: LevelFit | null;
}

/** Every countable attribute against its target, the worst fit first; those without a target last. */
export function fitOf(population: Population): AttributeFit[] {
  return COUNTABLE.map((attribute) => {
    const { key } = attribute;
    const target = population.targets[key];
    const uncounted = uncountedLevel(population, key);
    const n = baseOf(population, key);
    const levels = target
      ? attribute.levels.flatMap((_, level) =>
          level === uncounted
            ? []
            : [levelFit(level, population.counts[key][level], n, target.shares[level])],
        )
      : [];
    const worst = levels.reduce<LevelFit | null>(
      (worst, fit) =>
        worst && Math.abs(worst.difference) >= Math.abs(fit.difference) ? worst : fit,
      null,
    );
    return { attribute, levels, worst };
  }).sort((a, b) => size(b) - size(a));
}

function levelFit(level: number, count: number, n: number, target: number): LevelFit {
  const share = count / n;
  return { level, share, target, difference: share - target, beyond: isBeyond(count, n, target) };
}

/** Whether a share lies outside the 95 % Wilson interval of a count of n. */
export function isBeyond(count: number, n: number, share: number): boolean {
  if (n === 0) return false;
  const { low, high } = wilson(count, n);
  return share < low || share > high;
}

function size({ worst }: AttributeFit): number {
  return worst ? Math.abs(worst.difference) : -1;
}

/** Levels in the order in which they are drawn: an order of their own, or by size; "Not applicable" last. */
export function drawnOrder(attribute: Attribute, counts: ArrayLike<number>): number[] {
  const order = attribute.levels.map((_, level) => level);
  const last = (level: number) => (attribute.levels[level] === NOT_APPLICABLE ? 1 : 0);
  const bySize = attribute.kind === "nominal" && attribute.levels.length > 2 && !isScale(attribute);
  return order.sort((a, b) => last(a) - last(b) || (bySize ? counts[b] - counts[a] : 0) || a - b);
}

/** Yes and no keep their order, also with "Not applicable" beside them. */
function isScale({ levels }: Attribute): boolean {
  return levels[0] === "Yes" && levels[1] === "No";
}
