/** Runs a reference model over items: no call is made, every answer is a drawn side. */
import type { Mode } from "../../../schema/bench.ts";
import { streamOf } from "../../feedback/stream.ts";
import type { Item } from "../items.ts";
import { type Truth, trueSide } from "../truth.ts";
import { flipChance, type ReferenceModel } from "./models.ts";

export interface ReferenceAnswer {
  readonly position: 0 | 1;
  readonly passed: boolean;
}

/**
 * Answers in the order of the items, and whether the truth of the persona to be served agrees.
 * Equal questions (same profile shown, prompt, attempt) get one answer, whoever judges it. Slips
 * come from a stream of the model and mode, so that models can be run in any order.
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
  const told = new Map<string, 0 | 1>();
  const none: ReadonlySet<string> = new Set();
  return items.map((item) => {
    const question = `${item.shown} ${item.prompt} ${item.attempt} ${item.hidden.join()}`;
    const known = item.shown === item.persona ? undefined : told.get(question);
    const position = known ?? answer(item);
    told.set(question, position);
    return { position, passed: position === trueSide(truth, item.persona, item.prompt) };
  });

  function answer({ shown, hidden, prompt }: Item): 0 | 1 {
    const profile = { persona: shown, hidden: hidden.length > 0 ? new Set(hidden) : none };
    const meant = model.side(profile, prompt, mode);
    return random.next() < flip ? ((1 - meant) as 0 | 1) : meant;
  }
}
