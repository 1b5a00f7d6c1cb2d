/** Weights that make the margins of any set of personas exact. */
import { attributeOf } from "../../schema/attributes.ts";
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
  /** Levels with a target but no persona; their share goes to the attribute's other levels. */
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
  const raked = rake(
    margins.map((target) => ({
      codes: pool.codes[target.key],
      totals: marginShares(target, pool, age),
    })),
    { tolerance, maxIterations, bounds },
  );
  const empty = raked.empty.map(([margin, level]) => {
    const { key } = margins[margin];
    return { key, level: attributeOf(key).levels[level] };
  });
  return { ...raked, empty };
}
