/** Judgements by a program, to show what the page does before anybody has judged. */
import type { Judgement } from "../../schema/judgement.ts";
import { shuffled } from "../../schema/study.ts";
import { type Random, seeded } from "../../stats/random.ts";

export const SIMULATED_JUDGEMENTS =
  "Simulated judgements, made by a program from a seed to show what this page does. No person and no model judged.";

const PERSONAS = 12;
const PROMPTS = 20;
const EACH = 3;

/** Box and Muller (1958), one of the two. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/**
 * Three raters for each of twelve personas on twenty prompts, and two models. Each persona leans
 * by a part that all share and a part of its own. Raters and the first model see both, with
 * noise; the second model sees only the shared part, so that it answers alike for everybody.
 */
export function simulatedJudgements(
  personaIds: readonly string[],
  promptIds: readonly string[],
  seed = 4,
): Judgement[] {
  const random = seeded(seed);
  const personas = shuffled(personaIds, random.below).slice(0, PERSONAS).sort();
  const prompts = shuffled(promptIds, random.below).slice(0, PROMPTS).sort();
  const shared = prompts.map(() => 0.6 * normal(random));
  const judge = (
    rater: string,
    rater_kind: Judgement["rater_kind"],
    persona_id: string,
    prompt_id: string,
    lean: number,
  ): Judgement => {
    const order_swapped = random.next() < 0.5;
    const isOne = lean < 0;
    const isTie = Math.abs(lean) < 0.12;
    return {
      study: "simulated",
      persona_id,
      prompt_id,
      rater,
      rater_kind,
      response_a: `${prompt_id}-${order_swapped ? 2 : 1}`,
      response_b: `${prompt_id}-${order_swapped ? 1 : 2}`,
      preferred: isTie ? "tie" : isOne === order_swapped ? "a" : "b",
      order_swapped,
      confidence: Math.abs(lean) > 1.2 ? 3 : Math.abs(lean) > 0.5 ? 2 : 1,
      reason: rater_kind === "person" ? `Simulated: a lean of ${Math.abs(lean).toFixed(2)}.` : "",
      seconds: null,
    };
  };
  return personas.flatMap((persona, at) =>
    prompts.flatMap((prompt, item) => {
      const lean = shared[item] + 1.2 * normal(random);
      const raters = Array.from({ length: EACH }, (_, k) => `simulated rater ${at * EACH + k + 1}`);
      return [
        ...raters.map((name) =>
          judge(name, "person", persona, prompt, lean + 0.6 * normal(random)),
        ),
        judge("model A, knows the person", "model", persona, prompt, lean + 0.7 * normal(random)),
        judge(
          "model B, knows the average",
          "model",
          persona,
          prompt,
          shared[item] + 0.2 * normal(random),
        ),
      ];
    }),
  );
}
