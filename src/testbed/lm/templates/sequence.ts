/** Judgements one after the other, by the model as the persona; a side must be taken. */
import { z } from "zod";
import type { Message } from "../model.ts";
import { type Profile, profileText } from "./profile.ts";
import { fenced, MATERIAL, schemaOf, type Wording } from "./wording.ts";

export const choiceForm = z.object({
  preferred: z.enum(["a", "b"]),
  reason: z.string(),
});
export type Choice = z.infer<typeof choiceForm>;

/** A question with two answers, in the order shown. */
export interface Turn {
  readonly question: string;
  readonly answers: readonly [string, string];
}

const SHAPE =
  'Return JSON: {"preferred": "a" or "b", "reason": one sentence in your own voice}. You must choose one, even where you hardly care.';

const PLAY = `You are the person whose profile is given. Stay this person through the whole conversation: believe, value and know what they do, also where you would think otherwise yourself. You ask questions and get two answers to each. Say which one you prefer. The order of the answers means nothing. ${SHAPE} ${MATERIAL}`;

const PLAY_PARAPHRASED = `Below is the profile of a person. Be that person from now on, and do not fall back on your own opinions: what they hold true and dear is what counts. For each question that you, this person, ask, two answers are shown, in no particular order. Tell which of the two you like better. ${SHAPE} ${MATERIAL}`;

function turnText({ question, answers: [a, b] }: Turn): string {
  return [fenced("question", question), fenced("answer_a", a), fenced("answer_b", b)].join("\n\n");
}

/** What was judged so far: each turn with the choice made. */
export interface Past {
  readonly turn: Turn;
  readonly choice: Choice;
}

/**
 * The conversation up to a turn that is to be judged.
 * @param anchorEvery turns after which the profile is shown again; 0 for never.
 */
export function sequenceTurn(
  profile: Profile,
  past: readonly Past[],
  now: Turn,
  anchorEvery = 0,
): Wording {
  const isParaphrased = profile.perturbation === "paraphrase";
  const asked = (turn: Turn, at: number): Message => {
    const isShown = at === 0 || (anchorEvery > 0 && at % anchorEvery === 0);
    const content = isShown ? `${profileText(profile)}\n\n${turnText(turn)}` : turnText(turn);
    return { role: "user", content };
  };
  return {
    template: isParaphrased ? "sequence-paraphrase@1" : "sequence@1",
    messages: [
      { role: "system", content: isParaphrased ? PLAY_PARAPHRASED : PLAY },
      ...past.flatMap(({ turn, choice }, at): Message[] => [
        asked(turn, at),
        { role: "assistant", content: JSON.stringify(choice) },
      ]),
      asked(now, past.length),
    ],
    schema: schemaOf(choiceForm),
  };
}
