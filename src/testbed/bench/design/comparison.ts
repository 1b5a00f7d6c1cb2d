import { type Random, seeded } from "../../../stats/random.ts";
import { UserError } from "../../user-error.ts";
import { type DesignOptions, type Item, plainItem } from "./item.ts";

/**
 * Pairs of personas whose truths on a prompt differ most, of some candidates each: the right answer
 * to one is the wrong one to the other. The variant is the pair's number.
 */
export function comparisons(
  personas: readonly number[],
  prompts: number,
  { perPersona, utility, seed }: DesignOptions,
  random: Random,
): Item[] {
  if (!utility) throw new UserError("the task comparison needs a dataset whose truth is known");
  const wanted = Math.max(1, Math.round((personas.length * perPersona) / 2));
  const candidates = Math.min(24, personas.length);
  const items: Item[] = [];
  const draw = seeded(seed, random.below(1 << 20));
  for (let pair = 0; pair < wanted; pair++) {
    const prompt = draw.below(prompts);
    const drawn = new Set<number>();
    while (drawn.size < candidates) drawn.add(personas[draw.below(personas.length)]);
    const ranked = [...drawn].sort((a, b) => utility(b, prompt) - utility(a, prompt));
    const most = [ranked[0], ranked[ranked.length - 1]];
    // Both on one side: nothing to tell apart.
    if (!(utility(most[0], prompt) > 0 && utility(most[1], prompt) < 0)) continue;
    for (const persona of most) {
      items.push({ ...plainItem(persona, prompt), variant: `pair ${pair + 1}` });
    }
  }
  return items;
}
