/** Which of two opposed positions an answer takes. */
import { z } from "zod";
import { asked, fenced, MATERIAL, schemaOf, type Wording } from "./wording.ts";

export const sideForm = z.object({ side: z.enum(["first", "second", "neither"]) });

/** @param claims the two positions, in the order shown. */
export function sideTaken(
  question: string,
  answer: string,
  [first, second]: readonly [string, string],
): Wording {
  return {
    template: "side@1",
    messages: asked(
      `You say which position an answer takes, whether you agree with it or not. Say neither if it takes no side, both, or another one. Return JSON: {"side": "first", "second" or "neither"}. ${MATERIAL}`,
      [
        fenced("question", question),
        fenced("first_position", first),
        fenced("second_position", second),
        fenced("answer", answer),
      ].join("\n\n"),
    ),
    schema: schemaOf(sideForm),
  };
}
