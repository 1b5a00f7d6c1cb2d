/** Personalised pairs that a language model writes and another judges as the personas. */

import {
  type CodedFeedback,
  PAIR_CONTROLS,
  type PairControl,
  type Prompt,
  type Response,
} from "../../../schema/feedback-tables.ts";
import { shuffled } from "../../../stats/random.ts";
import { personaRecord } from "../../datasets/persona-record.ts";
import type { WeightedPersonas } from "../../datasets/read-personas.ts";
import { streamOf } from "../../feedback/stream.ts";
import type { CallRunner } from "../../lm/model.ts";
import type { PairOutcome } from "../../lm/roles/both-orders.ts";
import { type Failed, isFailed } from "../../lm/roles/outcomes.ts";
import { roleplay } from "../../lm/roles/roleplay.ts";
import type { AskedModel } from "../../lm/templates/wording.ts";
import { drawPairs } from "../draw-pairs.ts";
import { type Personalised, type Text, writePersonalised } from "./write-personalised.ts";

/** One pair put to the judge, and what came of it. */
export interface LanguagePair {
  readonly persona: number;
  readonly prompt: number;
  readonly split: number;
  /** 1 where the generic answer is shown first in the order that is stored. */
  readonly swapped: 0 | 1;
  readonly control: PairControl;
  /** Number of the draw that it belongs to: one under each control. */
  readonly draw: number;
  readonly personalised: Response;
  readonly generic: Response;
  /** Choice 0 is the personalised answer. */
  readonly outcome: PairOutcome;
}

export interface LanguagePairs {
  /** By draw and control; without those of which an answer failed. */
  readonly pairs: readonly LanguagePair[];
  readonly responses: readonly Response[];
  /** Calls that failed, and rewrites that missed the length; each once. */
  readonly failures: readonly Failed[];
}

interface Sources {
  readonly personas: WeightedPersonas;
  readonly prompts: readonly Prompt[];
  readonly feedback: CodedFeedback;
  readonly author: AskedModel;
  readonly judge: AskedModel;
}

/**
 * Draws the same judgements as the templates' pairs of the seed, writes for each who was drawn and
 * for each who lends a rewrite, and has the judge play the persona on every pair, both orders.
 * @throws UserError where a persona judged too few prompts.
 */
export async function makeLanguagePairs(
  runner: CallRunner,
  { personas, prompts, feedback, author, judge }: Sources,
  perPersona: number,
  seed: number,
): Promise<LanguagePairs> {
  const { rows, partners } = drawPairs(feedback, perPersona, streamOf(seed, "pairs"));
  const own = new Set(rows);
  const readers = [...new Set([...rows, ...partners])].sort(
    (a, b) => feedback.prompt[a] - feedback.prompt[b] || a - b,
  );
  const written = await writePersonalised(
    runner,
    author,
    readers.map((row) => ({
      persona: personaRecord(personas, feedback.persona[row]),
      question: prompts[feedback.prompt[row]].text,
      isNatural: own.has(row),
    })),
  );
  const { responses, byRow, failures } = numbered(
    readers.map((row, at) => ({ row, written: written[at] })),
    { personas, prompts, feedback, author: author.name },
    seed,
  );
  const random = streamOf(seed, "pairs shown first");
  const drawn = Array.from(rows).flatMap((row, draw) =>
    PAIR_CONTROLS.flatMap((control): Omit<LanguagePair, "outcome">[] => {
      const swapped = random.below(2) as 0 | 1;
      const { generic, natural, matched } = byRow.get(row)!;
      const other = byRow.get(partners[draw])!.matched;
      const personalised = { none: natural, length_matched: matched, mismatched: other }[control];
      if (!generic || !personalised) return [];
      const persona = feedback.persona[row];
      const prompt = feedback.prompt[row];
      const split = feedback.split[row];
      return [{ persona, prompt, split, swapped, control, draw, personalised, generic }];
    }),
  );
  const outcomes = await roleplay(
    runner,
    judge,
    drawn.map(({ persona, prompt, personalised, generic }) => ({
      persona: personaRecord(personas, persona),
      question: prompts[prompt].text,
      answers: [personalised.text, generic.text],
    })),
  );
  const pairs = drawn.map((pair, at): LanguagePair => ({ ...pair, outcome: outcomes[at] }));
  return { pairs, responses, failures };
}

interface Named {
  readonly generic: Response | null;
  readonly natural: Response | null;
  readonly matched: Response | null;
}

/** Answers numbered by prompt in an order drawn, so that the number says nothing of the mode. */
function numbered(
  readers: readonly { readonly row: number; readonly written: Personalised }[],
  sources: Omit<Sources, "author" | "judge"> & { readonly author: string },
  seed: number,
) {
  const { personas, prompts, feedback, author } = sources;
  const responses: Response[] = [];
  const byRow = new Map<number, Named>();
  // What follows from a failed call fails with it: one call is one failure.
  const failures = new Map<string | Failed, Failed>();
  const byPrompt = new Map<number, (typeof readers)[number][]>();
  for (const reader of readers) {
    const prompt = feedback.prompt[reader.row];
    byPrompt.set(prompt, [...(byPrompt.get(prompt) ?? []), reader]);
  }
  for (const [at, group] of byPrompt) {
    const { prompt_id, issue, text } = prompts[at];
    const drafts = new Map<Text, Omit<Response, "response_id">>();
    const draft = (written: Text | Failed | null, personaId: string | null) => {
      if (written === null) return null;
      if (isFailed(written)) failures.set(written.keys.at(-1) ?? written, written);
      else {
        const mode = personaId === null ? "generic" : "personalised";
        drafts.set(written, {
          prompt_id,
          text: written.text,
          author,
          mode,
          persona_id: personaId,
          position: null,
          stance: {},
          words: written.words,
          style: { hedging: 0, formality: 0, warmth: 0 },
        });
      }
      return isFailed(written) ? null : written;
    };
    const [{ written: first }] = group;
    const generic = draft(first.generic, null);
    const kept = group.map(({ row, written }) => {
      const id = personas.ids[feedback.persona[row]];
      return {
        row,
        natural: draft(written.natural, id),
        matched: draft(written.matched, id),
      };
    });
    const order = shuffled([...drafts], streamOf(seed, `written on ${issue}, ${text}`));
    const named = new Map(
      order.map(([key, response], k) => [
        key,
        { ...response, response_id: `${prompt_id}-${k + 3}` },
      ]),
    );
    responses.push(...named.values());
    const of = (key: Text | null) => (key && named.get(key)) ?? null;
    for (const { row, natural, matched } of kept) {
      byRow.set(row, { generic: of(generic), natural: of(natural), matched: of(matched) });
    }
  }
  return { responses, byRow, failures: [...failures.values()] };
}
