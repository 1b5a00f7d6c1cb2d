import { reAnchored, SEQUENCE, WORDINGS } from "../../../schema/bench-variants.ts";
import { type Random, shuffled } from "../../../stats/random.ts";
import { type DesignOptions, type Item, plainItem } from "./item.ts";

/** Whether a conversation is long enough for the profile to be shown again in it. */
export const isAnchored = ({
  task,
  perPersona,
  anchorEvery,
}: Pick<DesignOptions, "task" | "perPersona" | "anchorEvery">) =>
  task === "drift" && anchorEvery < perPersona;

/**
 * Judgements one after the other: each persona's questions, in an order drawn, in one conversation
 * that shows the profile once, and in one that shows it again every so many turns, if it gets that
 * far; and each question afresh, plainly and in other wordings.
 */
export function sequences(
  personas: readonly number[],
  deal: () => number[],
  options: DesignOptions,
  random: Random,
): Item[] {
  return personas.flatMap((persona) => {
    const questions = shuffled(deal(), random).map((prompt) => plainItem(persona, prompt));
    const inTurn = (variant: string) =>
      questions.map((item, at): Item => ({ ...item, variant, attempt: at + 1 }));
    return [
      ...questions,
      ...WORDINGS.flatMap((variant) => questions.map((item) => ({ ...item, variant }))),
      ...inTurn(SEQUENCE),
      ...(isAnchored(options) ? inTurn(reAnchored(options.anchorEvery)) : []),
    ];
  });
}
