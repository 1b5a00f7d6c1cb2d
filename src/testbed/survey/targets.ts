/** The shares that the models are moved to: of the nation, of every origin, of every state. */
import { gssShares } from "./gss-shares.ts";
import { originStructure } from "./origin-structure.ts";
import type { Outcome } from "./outcomes.ts";
import type { Sources } from "./sources.ts";
import { stateStructure } from "./state-structure.ts";
import { preserveStructure } from "./structure.ts";

/** The year whose weighted shares the population has. */
export const TARGET_YEAR = 2024;

/** Shares, row-major by class. */
export interface Targets {
  readonly national: Float64Array;
  readonly origins: Float64Array;
  readonly states: Float64Array;
  /** Respondents' worth of its division that joined each state, by class of the source. */
  readonly statePriorSizes: readonly number[];
}

/** No odds ratio of a structure is built on a share below this. */
const LEAST = 1e-4;

export function targetsOf(sources: Sources, outcome: Outcome): Targets {
  const national = gssShares(sources.gss, outcome, TARGET_YEAR);
  const states = stateStructure(sources, outcome);
  const atNationalLevel = (structure: Float64Array, sizes: Float64Array) =>
    preserveStructure(
      structure.map((share) => Math.max(share, LEAST)),
      sizes,
      national,
    );
  return {
    national,
    origins: atNationalLevel(originStructure(sources, outcome), sources.originSizes),
    states: atNationalLevel(states.shares, sources.stateSizes),
    statePriorSizes: states.priorSizes,
  };
}
