/** Runs a reference model over items: no call is made, every answer is a drawn side. */
import type { Mode } from "../../../schema/bench.ts";
import { streamOf } from "../../feedback/stream.ts";
import type { Item } from "../design/item.ts";
import { type Truth, trueSide } from "../truth.ts";
import { flipChance, type ReferenceModel } from "./models.ts";

export interface ReferenceAnswer {
  readonly position: 0 | 1;
  readonly passed: boolean;
}

/**
 * Answers in the order of the items, and whether the truth of the persona to be served agrees. An
 * answer slips or not by persona shown, prompt and attempt alone: so one answer stays the same
 * whoever judges it, and hiding an attribute changes nothing for a model that does not use it.
 * Slips come from a stream of the model and mode, so that models can be run in any order.
 */
export function runReference(
  model: ReferenceModel,
  truth: Truth,
  mode: Mode,
  items: readonly Item[],
  seed: number,
): ReferenceAnswer[] {
  const random = streamOf(seed, `slips of ${model.name} in ${mode}`);
  const flip = flipChance(model.name, mode);
  const slips = new Map<string, boolean>();
  const none: ReadonlySet<string> = new Set();
  return items.map(({ persona, shown, prompt, attempt, hidden }) => {
    const question = `${shown} ${prompt} ${attempt}`;
    const slipped = slips.get(question) ?? random.next() < flip;
    slips.set(question, slipped);
    const profile = { persona: shown, hidden: hidden.length > 0 ? new Set(hidden) : none };
    const meant = model.side(profile, prompt, mode);
    const position = slipped ? ((1 - meant) as 0 | 1) : meant;
    return { position, passed: position === trueSide(truth, persona, prompt) };
  });
}
