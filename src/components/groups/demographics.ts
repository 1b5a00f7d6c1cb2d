/** By which attributes two slices differ, and at which of their groups. */
import { coarseLevels, coarseOf, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { COUNTABLE } from "../../schema/attributes.ts";
import { broadly } from "../../schema/broad-groups.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { cramersV } from "../../stats/cramers-v.ts";
import { totalVariation } from "../../stats/total-variation.ts";
import { type Interval, wilson } from "../../stats/wilson.ts";
import type { Sides } from "./sides.ts";

export interface SideShare extends Interval {
  readonly k: number;
  readonly n: number;
  readonly share: number;
}

export interface LevelDifference {
  readonly label: string;
  readonly sides: readonly [SideShare, SideShare];
}

export interface AttributeDifference {
  readonly key: string;
  readonly label: string;
  /** Half the sum of absolute differences of the shares, 0 to 1. */
  readonly distance: number;
  /** Bias-corrected Cramér's V of side and level: near 0 where chance explains the distance. */
  readonly association: number;
  readonly levels: readonly LevelDifference[];
}

/**
 * Attributes in the order of their association with the side, which does not favour attributes
 * with many levels as the distance does; those left out that `without` names. People to whom an attribute does not apply are left out of its shares.
 */
export function demographics(
  personas: CodedPersonas,
  { grouping: { of } }: Sides,
  without: ReadonlySet<string>,
): AttributeDifference[] {
  return COUNTABLE.filter(({ key }) => !without.has(key) && key !== "is_adult")
    .map((declared): AttributeDifference => {
      const attribute = broadly(declared);
      const names = coarseLevels(attribute);
      const counts = [new Float64Array(names.length), new Float64Array(names.length)];
      const codes = personas.codes[attribute.key];
      for (let who = 0; who < personas.n; who++) {
        if (of[who] >= 0) counts[of[who]][coarseOf(attribute, codes[who])]++;
      }
      const applies = names.flatMap((name, at) => (name === NOT_APPLICABLE ? [] : [at]));
      const totals = counts.map((side) => applies.reduce((sum, at) => sum + side[at], 0));
      const share = (side: number, at: number): SideShare => {
        const [k, n] = [counts[side][at], totals[side]];
        const interval = n > 0 ? wilson(k, n) : { low: Number.NaN, high: Number.NaN };
        return { k, n, share: k / n, ...interval };
      };
      const shares = counts.map((side, i) => applies.map((at) => side[at] / totals[i]));
      return {
        key: attribute.key,
        label: attribute.label,
        distance: totals.every((n) => n > 0) ? totalVariation(shares[0], shares[1]) : 0,
        association: cramersV(
          {
            rows: 2,
            columns: applies.length,
            counts: Float64Array.from(counts.flatMap((side) => applies.map((at) => side[at]))),
          },
          { corrected: true },
        ),
        levels: applies
          .filter((at) => counts[0][at] + counts[1][at] > 0)
          .map((at) => ({ label: names[at], sides: [share(0, at), share(1, at)] })),
      };
    })
    .sort((x, y) => (y.association || 0) - (x.association || 0));
}
