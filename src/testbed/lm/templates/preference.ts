/** Two answers side by side: judged from outside, or by the model as the persona. */
import { z } from "zod";
import { type Profile, profileText } from "./profile.ts";
import { asked, fenced, MATERIAL, schemaOf, type Wording } from "./wording.ts";

export const preferenceForm = z.object({
  preferred: z.enum(["a", "b", "tie"]),
  /** 0 for a guess, 1 for certainty. */
  confidence: z.number().min(0).max(1),
  reason: z.string(),
});
export type Preference = z.infer<typeof preferenceForm>;

const SHAPE =
  'Return JSON: {"preferred": "a", "b" or "tie", "confidence": a number from 0 (a guess) to 1 (certain), "reason": one sentence}.';

function sideBySide(profile: Profile, question: string, [a, b]: readonly [string, string]): string {
  return [
    profileText(profile),
    fenced("question", question),
    fenced("answer_a", a),
    fenced("answer_b", b),
  ].join("\n\n");
}

/** Which of two answers serves the persona better. */
export function pairwiseVerdict(
  profile: Profile,
  question: string,
  answers: readonly [string, string],
): Wording {
  return {
    template: "pairwise@1",
    messages: asked(
      [
        "You judge which of two answers serves the person better who asked: by this person's beliefs, values, knowledge and needs, not by your own.",
        "The order of the answers and their length mean nothing. Say tie if neither serves them better.",
        SHAPE,
        MATERIAL,
      ].join(" "),
      sideBySide(profile, question, answers),
    ),
    schema: schemaOf(preferenceForm),
  };
}

export const ROLEPLAY_TEMPLATE = "roleplay@1";

/** Which of two answers the persona likes better, in its own voice. */
export function roleplayChoice(
  profile: Profile,
  question: string,
  answers: readonly [string, string],
): Wording {
  return {
    template: ROLEPLAY_TEMPLATE,
    messages: asked(
      [
        "You are the person whose profile is given. Stay this person: believe, value and know what they do, also where you would think otherwise yourself. Do not assume that people of a group all think alike; the whole profile counts.",
        "You asked the question and got two answers. Say which one you prefer, or tie if you truly do not care.",
        "The order of the answers means nothing.",
        SHAPE.replace("one sentence", "one sentence in your own voice"),
        MATERIAL,
      ].join(" "),
      sideBySide(profile, question, answers),
    ),
    schema: schemaOf(preferenceForm),
  };
}
