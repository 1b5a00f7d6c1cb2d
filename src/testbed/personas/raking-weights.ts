/** Weights that bring the margins of any set of personas as near as the personas allow. */
import { type Attribute, coarseOf, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { countLevels } from "../../stats/counts.ts";
import { type Raking, rake } from "../../stats/rake.ts";
import type { MarginTarget } from "../census/targets.ts";
import { type CodedPool, marginShares } from "./calibration-layout.ts";

export interface RakingWeightsOptions {
  /** Least and greatest weight as multiples of the mean; unbounded where absent. */
  readonly bounds?: readonly [low: number, high: number];
  /** Largest error of a level that counts as met, as a share of all; 1e-6 where absent. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

export interface RakingWeights extends Omit<Raking, "empty"> {
  /** Levels with a target but no persona; their share goes to the levels nearest to them. */
  readonly empty: readonly { readonly key: string; readonly level: string }[];
}

/**
 * Raking weights for personas over the margins given, with mean 1, their design effect and
 * effective n. Survey margins hold among those the survey asks.
 * @throws RangeError where the pool lacks an attribute, or a persona's level has no target.
 */
export function rakingWeights(
  pool: CodedPool,
  margins: readonly MarginTarget[],
  { tolerance = 1e-6, maxIterations = 200, bounds }: RakingWeightsOptions = {},
): RakingWeights {
  const age = margins.find(({ key }) => key === "age");
  const empty: { key: string; level: string }[] = [];
  const raked = rake(
    margins.map((target) => {
      const { key } = target;
      const attribute = attributeOf(key);
      const { levels } = attribute;
      const totals = Float64Array.from(marginShares(target, pool, age));
      const present = countLevels(pool.codes[key], levels.length);
      for (const level of fillFromPresent(totals, present, attribute)) {
        empty.push({ key, level: levels[level] });
      }
      return { codes: pool.codes[key], totals };
    }),
    { tolerance, maxIterations, bounds },
  );
  return { ...raked, empty };
}

/**
 * Gives the share of levels without a person to others in place, and names those levels. It
 * goes to levels of the same coarse group, else to all but "Not applicable", so that
 * attributes that speak of the same people (birthplace and citizenship, the working) still agree.
 */
function fillFromPresent(
  totals: Float64Array,
  present: Float64Array,
  attribute: Attribute,
): number[] {
  const levels = [...totals.keys()];
  const absent = levels.filter((level) => present[level] === 0 && totals[level] > 0);
  const asked = levels.filter(
    (level) => present[level] > 0 && attribute.levels[level] !== NOT_APPLICABLE,
  );
  const given = new Float64Array(totals.length);
  for (const level of absent) {
    const group = coarseOf(attribute, level);
    const near = asked.filter((other) => coarseOf(attribute, other) === group);
    const takers = near.length > 0 ? near : asked;
    const sum = takers.reduce((of, taker) => of + totals[taker], 0);
    for (const taker of takers) given[taker] += (totals[level] * totals[taker]) / sum;
  }
  for (const level of levels) totals[level] += given[level];
  for (const level of absent) totals[level] = 0;
  return absent;
}
