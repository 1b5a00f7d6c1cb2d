/** Direct principle feedback: an answer is criticized as the persona, then rewritten for it. */
import { type Profile, profileText } from "./profile.ts";
import { asked, fenced, MATERIAL, type Wording } from "./wording.ts";

/** Every template that writes a personalised pair, the generic answer's among them. */
export const REWRITE_TEMPLATES = [
  "answer-baseline@1",
  "critique@1",
  "rewrite@1",
  "rewrite-again@1",
] as const;

/** What the persona misses in an answer that was for nobody in particular. */
export function personaCritique(profile: Profile, question: string, answer: string): Wording {
  return {
    template: "critique@1",
    messages: asked(
      `You are the person whose profile is given. You asked the question and got the answer. Say in at most 100 words, in your own voice, what in the answer does not fit you: what you see otherwise, what matters to you and is missing, and what you do not need to be told. ${MATERIAL}`,
      [profileText(profile), fenced("question", question), fenced("answer", answer)].join("\n\n"),
    ),
  };
}

export interface Draft {
  readonly question: string;
  /** The answer to rewrite. */
  readonly answer: string;
  readonly critique: string;
  /** Words that the rewrite is to have; null where its length is free. */
  readonly words: { readonly least: number; readonly most: number } | null;
  /** What came of the try before, if there was one: it had a wrong length. */
  readonly before: { readonly text: string; readonly words: number } | null;
}

/** The answer rewritten by the critique; tried again where its length was missed. */
export function personalRewrite(
  profile: Profile,
  { question, answer, critique, words, before }: Draft,
): Wording {
  const length = words ? ` It must have ${words.least} to ${words.most} words.` : "";
  const messages = asked(
    `You rewrite an answer for the person whose profile is given, so that it meets their critique. Take the side that this person would take. Write plain prose without headings or lists, and do not say that you have a profile or a critique.${length} Return the rewritten answer alone. ${MATERIAL}`,
    [
      profileText(profile),
      fenced("question", question),
      fenced("answer", answer),
      fenced("critique", critique),
    ].join("\n\n"),
  );
  if (!before || !words) return { template: "rewrite@1", messages };
  const direction = before.words < words.least ? "Make it longer" : "Make it shorter";
  return {
    template: "rewrite-again@1",
    messages: [
      ...messages,
      { role: "assistant", content: before.text },
      {
        role: "user",
        content: `That has ${before.words} words. ${direction}, to ${words.least} to ${words.most} words, and say the same. Return the answer alone.`,
      },
    ],
  };
}
