/** How reference models judge turn by turn: as afresh, until they forget the profile. */
import { anchorOf } from "../../../schema/bench-variants.ts";
import { streamOf } from "../../feedback/stream.ts";
import type { Item } from "../design/item.ts";
import { type Truth, trueSide } from "../truth.ts";
import { FORGETS, flipChance, type ReferenceModel } from "./models.ts";
import type { ReferenceAnswer } from "./run-reference.ts";

const MODE = "output_only";

/**
 * Judgements in the order of the items, of which those of a sequence stand in the order of its turns.
 * Each slips on its own, as if asked again. In a sequence the profile is forgotten with a chance each
 * turn, and known again where it is shown again; who has forgotten takes the majority's side.
 */
export function runReferenceDrift(
  model: ReferenceModel,
  truth: Truth,
  items: readonly Item[],
  seed: number,
): ReferenceAnswer[] {
  const random = streamOf(seed, `judgements in turn of ${model.name}`);
  const flip = flipChance(model.name, MODE);
  const hidden: ReadonlySet<string> = new Set();
  let hasForgotten = false;
  return items.map(({ persona, shown, prompt, attempt, variant }) => {
    const every = anchorOf(variant);
    const isShown = every === null || attempt === 1 || (every > 0 && (attempt - 1) % every === 0);
    if (isShown) hasForgotten = false;
    else if (random.next() < FORGETS) hasForgotten = true;
    const meant = hasForgotten
      ? model.majority[prompt]
      : model.side({ persona: shown, hidden }, prompt, MODE);
    const position = random.next() < flip ? ((1 - meant) as 0 | 1) : meant;
    return { position, passed: position === trueSide(truth, persona, prompt) };
  });
}

/**
 * Chance that a judgement takes the side of the fresh one, so many turns after the profile was shown.
 * With a the chance that two judgements of one who means the same agree, (1 - f)² + f², and m the
 * share of questions on which the majority's side is meant anyway:
 * (1 - q) a + q (m a + (1 - m) (1 - a)), q = 1 - (1 - FORGETS)^turns.
 */
export function coherenceAfter(turns: number, flip: number, majorityMeant: number): number {
  const agree = (1 - flip) ** 2 + flip ** 2;
  const forgotten = 1 - (1 - FORGETS) ** turns;
  return (
    (1 - forgotten) * agree +
    forgotten * (majorityMeant * agree + (1 - majorityMeant) * (1 - agree))
  );
}
