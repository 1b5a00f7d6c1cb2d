/** The role-play respondent: a model judges a pair as the persona. */
import type { CallRunner } from "../model.ts";
import { roleplayChoice } from "../templates/preference.ts";
import type { AskedModel } from "../templates/wording.ts";
import { judgeBothOrders, type PairItem, type PairOutcome } from "./both-orders.ts";

/** Each pair judged by its persona, in both orders; ties allowed. Two calls a pair. */
export function roleplay(
  runner: CallRunner,
  model: AskedModel,
  pairs: readonly PairItem[],
): Promise<PairOutcome[]> {
  return judgeBothOrders(runner, model, "roleplay", roleplayChoice, pairs);
}
