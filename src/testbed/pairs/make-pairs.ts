/** The paper's own kind of pair: a generic answer against one rewritten for a persona. */
import {
  type CodedFeedback,
  PAIR_CONTROLS,
  type Prompt,
  type Response,
} from "../../schema/feedback-tables.ts";
import type { WeightedPersonas } from "../datasets/read-personas.ts";
import { type Choices, choose, thousandth } from "../feedback/choose.ts";
import { opposedAnswers } from "../feedback/make-feedback.ts";
import { STYLE_TASTES } from "../feedback/settings.ts";
import { streamOf } from "../feedback/stream.ts";
import { featureOf, styleDifferences, styleTastes } from "../feedback/style-tastes.ts";
import type { Issue } from "../prompts/issue.ts";
import { drawPairs } from "./draw-pairs.ts";
import { readerOf } from "./rewrite.ts";
import { type Phrases, type Request, responseWriter } from "./write-responses.ts";

/** Choices where 0 is the personalised answer and 1 the generic one. */
export interface Pairs extends Choices {
  /** Index into `PAIR_CONTROLS`. */
  readonly control: Uint8Array;
  /** The two answers, by row. */
  readonly personalised: readonly Response[];
  readonly generic: readonly Response[];
  /** 1 where the personalised answer takes the side that the judge prefers. */
  readonly agrees: Uint8Array;
}

export interface MadePairs {
  readonly pairs: Pairs;
  /** The new answers, by prompt and number. */
  readonly responses: readonly Response[];
}

interface Sources {
  readonly personas: WeightedPersonas;
  readonly issues: readonly Issue[];
  readonly prompts: readonly Prompt[];
  /** Those of mode `position`, at least. */
  readonly responses: readonly Response[];
  readonly feedback: CodedFeedback;
  readonly phrases: Phrases;
}

/**
 * Makes pairs on `perPersona` of each persona's judged prompts, each under every control.
 * With u the content part of the feedback's utility (position 0 less position 1, style taken out),
 * the generic answer halfway between the positions, and s = 1 or -1 for a rewrite of position 0 or 1:
 * utility = s u / 2 + Σ taste × difference of style, personalised less generic.
 * A rewrite takes the side that u says of the persona it is for.
 * O(judgements + pairs); about 0.3 ms a pair.
 * @throws UserError where a persona judged too few prompts.
 */
export function makePairs(
  { personas, issues, prompts, responses, feedback, phrases }: Sources,
  perPersona: number,
  seed: number,
): MadePairs {
  const { rows, partners } = drawPairs(feedback, perPersona, streamOf(seed, "pairs"));
  const tastes = styleTastes(personas);
  const content = contentUtility(feedback, tastes, prompts, responses);
  const written = writeAll(personas, issues, prompts, feedback, phrases, seed, {
    rows,
    partners,
    content,
  });
  const random = streamOf(seed, "pairs shown first");
  const n = rows.length * PAIR_CONTROLS.length;
  const personalised: Response[] = [];
  const generic: Response[] = [];
  const [persona, prompt] = [new Uint32Array(n), new Uint16Array(n)];
  const [split, swapped] = [new Uint8Array(n), new Uint8Array(n)];
  const [control, agrees] = [new Uint8Array(n), new Uint8Array(n)];
  const utility = new Float32Array(n);
  for (let pair = 0, at = 0; pair < rows.length; pair++) {
    const judged = rows[pair];
    const own = written.byRow.get(judged) as Answers;
    const other = written.byRow.get(partners[pair]) as Answers;
    const shown = [own.natural as Response, own.matched, other.matched];
    for (const [kind, response] of shown.entries()) {
      persona[at] = feedback.persona[judged];
      prompt[at] = feedback.prompt[judged];
      split[at] = feedback.split[judged];
      swapped[at] = random.below(2);
      control[at] = kind;
      personalised.push(response);
      generic.push(own.generic);
      agrees[at] = response.position === sideOf(content[judged]) ? 1 : 0;
      let sum = ((response.position === 0 ? 1 : -1) * content[judged]) / 2;
      STYLE_TASTES.forEach(({ style }, f) => {
        sum +=
          tastes[f][persona[at]] * (featureOf(response, style) - featureOf(own.generic, style));
      });
      utility[at++] = thousandth(sum);
    }
  }
  const choices = choose(
    { persona, prompt, split, swapped, utility },
    streamOf(seed, "choice of a pair"),
  );
  return {
    pairs: { ...choices, control, personalised, generic, agrees },
    responses: written.responses,
  };
}

const sideOf = (content: number): 0 | 1 => (content > 0 ? 0 : 1);

/** By judgement: the stored utility without what the style of the opposed answers adds to it. */
function contentUtility(
  { persona, prompt, utility }: CodedFeedback,
  tastes: readonly Float64Array[],
  prompts: readonly Prompt[],
  responses: readonly Response[],
): Float64Array {
  const differences = styleDifferences(opposedAnswers(prompts, responses));
  return Float64Array.from(utility, (stored, row) =>
    tastes.reduce(
      (sum, taste, f) => sum - taste[persona[row]] * differences[f][prompt[row]],
      stored,
    ),
  );
}

interface Wanted {
  readonly rows: Int32Array;
  readonly partners: Int32Array;
  readonly content: Float64Array;
}

interface Answers {
  readonly generic: Response;
  /** Null for one who only lends a rewrite to others. */
  readonly natural: Response | null;
  readonly matched: Response;
}

/** Writes the answers to every prompt drawn, in the order of the prompts; they are found by judgement. */
function writeAll(
  personas: WeightedPersonas,
  issues: readonly Issue[],
  prompts: readonly Prompt[],
  { persona, prompt }: CodedFeedback,
  phrases: Phrases,
  seed: number,
  { rows, partners, content }: Wanted,
): { readonly responses: readonly Response[]; readonly byRow: ReadonlyMap<number, Answers> } {
  const write = responseWriter(issues, phrases, seed);
  const own = new Set(rows);
  const byPrompt = new Map<number, number[]>();
  for (const row of [...new Set([...rows, ...partners])].sort((a, b) => a - b)) {
    byPrompt.set(prompt[row], [...(byPrompt.get(prompt[row]) ?? []), row]);
  }
  const byRow = new Map<number, Answers>();
  const responses = [...byPrompt]
    .sort(([a], [b]) => a - b)
    .flatMap(([at, readers]) => {
      const random = streamOf(seed, `readers of ${prompts[at].issue}, ${prompts[at].text}`);
      const requests = readers.map((row): Request => {
        const position = sideOf(content[row]);
        const reader = readerOf(personas, persona[row], position, random);
        return { ...reader, personaId: personas.ids[persona[row]], isNatural: own.has(row) };
      });
      const { generic, natural, matched, all } = write(prompts[at], requests);
      readers.forEach((row, k) => {
        byRow.set(row, { generic, natural: natural[k], matched: matched[k] });
      });
      return all;
    });
  return { responses, byRow };
}
