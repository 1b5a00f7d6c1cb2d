/** What a persona's traits make of the style of an answer. */
import type { Response } from "../../schema/feedback-tables.ts";
import { TRAIT_LEVELS } from "../../schema/levels.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { STYLE_TASTES, WORDS_PER_UNIT } from "./settings.ts";

/** How much of a style an answer has, in the units of the tastes. */
export const featureOf = (
  response: Pick<Response, "words" | "style">,
  style: (typeof STYLE_TASTES)[number]["style"],
) => (style === "length" ? response.words / WORDS_PER_UNIT : response.style[style]);

/** By prompt: difference of each style between the answers of position 0 and position 1. */
export function styleDifferences(
  answers: readonly (readonly [Response, Response])[],
): readonly Float64Array[] {
  return STYLE_TASTES.map(({ style }) =>
    Float64Array.from(answers, ([a, b]) => featureOf(a, style) - featureOf(b, style)),
  );
}

/** By persona: logits per unit of each style, zero in the mean over the population. */
export function styleTastes(personas: CodedPersonas): readonly Float64Array[] {
  const middle = (TRAIT_LEVELS.length - 1) / 2;
  return STYLE_TASTES.map(({ trait, logits }) => {
    const tastes = Float64Array.from(personas.codes[trait], (code) => (code - middle) * logits);
    const mean = tastes.reduce((sum, taste) => sum + taste, 0) / tastes.length;
    return tastes.map((taste) => taste - mean);
  });
}
