/** The answer rewritten for a persona: it takes the persona's side, in the style it likes. */
import type { Prompt } from "../../schema/feedback-tables.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Random } from "../../stats/random.ts";
import { STYLE_TASTES } from "../feedback/settings.ts";
import type { Issue } from "../prompts/issue.ts";
import { type Language, LEAST_WORDS, writeAnswer } from "../responses/answer.ts";
import { openerOf } from "../responses/compose.ts";
import { wordCount } from "../responses/sentence.ts";
import { GRADES, marksOf, type Style } from "../responses/style.ts";

/** Words that a rewrite has by nature: the least, more by level of openness, and by chance. */
const NATURAL = { least: LEAST_WORDS, perLevel: 3, chance: 5 } as const;

/** Phrases are drawn anew so often to reach a length. */
const TRIES = 200;

export interface Reader {
  readonly position: 0 | 1;
  readonly style: Style;
  /** Words of a rewrite whose length nobody set. */
  readonly words: number;
}

/** What a persona wants to read: each style in the grade of the trait that likes it. */
export function readerOf(
  { codes }: CodedPersonas,
  persona: number,
  position: 0 | 1,
  random: Random,
): Reader {
  const level = (style: (typeof STYLE_TASTES)[number]["style"]) => {
    const taste = STYLE_TASTES.find((other) => other.style === style);
    return taste ? codes[taste.trait][persona] : 2;
  };
  const { least, perLevel, chance } = NATURAL;
  return {
    position,
    style: {
      hedging: GRADES[level("hedging")],
      formality: GRADES[level("formality")],
      warmth: GRADES[level("warmth")],
    },
    words: least + perLevel * level("length") + random.below(chance),
  };
}

/**
 * An answer for a reader: near its own length, or, with `words`, as long as that or as near as can
 * be had in 200 tries; few are needed. 0.1 ms a try.
 * @param openers first sentences of the prompt's framing.
 */
export function rewrite(
  prompt: Prompt,
  issue: Issue,
  { position, style, words: natural }: Reader,
  openers: readonly string[],
  language: Language,
  random: Random,
  words: number | null = null,
): string {
  const target = words ?? natural;
  let best = "";
  let bestMiss = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const text = writeAnswer(
      {
        position: issue.positions[position],
        other: issue.positions[1 - position],
        opener: openerOf(prompt, issue, position, openers, language.rhetoric, random),
        marks: marksOf(style, language.rhetoric, random),
        target,
      },
      language,
      random,
    );
    const miss = Math.abs(wordCount(text) - target);
    if (miss < bestMiss) [best, bestMiss] = [text, miss];
    if (bestMiss === 0 || words === null) break;
  }
  return best;
}
