/** What a manifest says of a model's judgements as the personas. */
import type { ManifestEstimate, RolePlayed } from "../../../schema/manifest.ts";
import type { Interval } from "../../../stats/wilson.ts";
import type { AskedModel } from "../templates/wording.ts";
import { orderConsistency, type PairOutcome } from "./both-orders.ts";
import { failureCounts } from "./outcomes.ts";

/** Four decimals; null where it is no number. */
export function figure(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
}

export const estimate = (value: number, { low, high }: Interval): ManifestEstimate => ({
  value: figure(value),
  low: figure(low),
  high: figure(high),
});

/** @param personas by outcome: who judged; intervals are clustered by it. */
export function rolePlayed(
  { name, parameters }: AskedModel,
  template: string,
  outcomes: readonly PairOutcome[],
  personas: ArrayLike<number>,
): RolePlayed {
  const { pairs, failed, same, kappa, shownFirst, ties } = orderConsistency(outcomes, personas);
  return {
    model: name,
    parameters: { ...parameters },
    template,
    judged: pairs,
    failed,
    failures: failureCounts(outcomes),
    sameChoice: estimate(same.mean, same),
    kappa: estimate(kappa.value, kappa),
    shownFirst: estimate(shownFirst.mean, shownFirst),
    ties: figure(ties),
  };
}
