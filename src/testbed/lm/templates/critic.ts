/** The critic judge: two critics debate, then a verdict (arXiv 2407.17387, section 5). */
import { z } from "zod";
import { type Profile, profileText } from "./profile.ts";
import { asked, fenced, MATERIAL, schemaOf, type Wording } from "./wording.ts";

export const verdictForm = z.object({
  debate: z.array(
    z.object({ critic: z.enum(["personalization", "helpfulness"]), says: z.string() }),
  ),
  needs_revision: z.boolean(),
  reason: z.string(),
});
export type Verdict = z.infer<typeof verdictForm>;

/** Whether an answer needs a revision to serve the persona. */
export function criticVerdict(profile: Profile, question: string, answer: string): Wording {
  return {
    template: "critic@1",
    messages: asked(
      [
        "You judge whether an answer serves the person who asked. Two critics debate it, in turn, two short statements each.",
        "The personalization critic asks: does the answer fit this person's beliefs, values, knowledge and needs? Would they feel understood, or talked to as if they were somebody else? Repeating facts of the profile is no merit.",
        "The helpfulness critic asks: does the answer address the question, clearly and with reasons? Is it correct where facts are concerned? Its length is neither merit nor fault.",
        "Then give the verdict. needs_revision is true if this person would be served clearly better by an answer that takes another side, or that is changed in an important point; it is false if the answer serves them as it is.",
        'Return JSON: {"debate": [{"critic": "personalization" or "helpfulness", "says": text}], "needs_revision": true or false, "reason": one sentence}.',
        MATERIAL,
      ].join(" "),
      [profileText(profile), fenced("question", question), fenced("answer", answer)].join("\n\n"),
    ),
    schema: schemaOf(verdictForm),
  };
}
