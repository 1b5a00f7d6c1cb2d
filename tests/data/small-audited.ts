/** A dataset of feedback small enough to count by hand, sound unless a test plants a fault. */
import type { Audited } from "../../src/data/quality/audited.ts";
import type { CodedFeedback, Pool, Prompt, Response } from "../../src/schema/feedback-tables.ts";

/** Persona, prompt, position preferred, whether swapped, split. */
export type ChoiceRow = readonly [number, number, number, number, number];

/** Prompts 0 to 3 are train prompts on two issues, 4 and 5 held out, 5 on an unseen issue. */
const PROMPTS: readonly (readonly [issue: string, pool: Pool])[] = [
  ["tax", "train"],
  ["tax", "train"],
  ["dogs", "train"],
  ["dogs", "train"],
  ["dogs", "heldout"],
  ["tea", "heldout"],
];

export const SUBJECTS = ["tax rises", "wealth", "dogs in parks", "leads", "dogs at work", "tea"];

export function promptsOf(texts: readonly string[] = SUBJECTS): Prompt[] {
  return PROMPTS.map(([issue, pool], row) => ({
    prompt_id: `q${row}`,
    text: texts[row],
    topic: issue === "tax" ? "money" : "pets",
    issue,
    framing: "direct",
    pool,
    unseen_issue: issue === "tea",
  }));
}

/** An answer of so many words; `first` says whether its id is the lower of its prompt. */
export function answerOf(prompt: number, position: 0 | 1, words: number, first: boolean): Response {
  return {
    response_id: `q${prompt}-${first ? 1 : 2}`,
    prompt_id: `q${prompt}`,
    text: `${SUBJECTS[prompt]} ${position} ${"word ".repeat(words)}`,
    author: "template",
    mode: "position",
    persona_id: null,
    position,
    stance: {},
    words,
    style: { hedging: 0, formality: 0, warmth: 0 },
  };
}

export function feedbackOf(rows: readonly ChoiceRow[], utility?: readonly number[]): CodedFeedback {
  const column = (at: 0 | 1 | 2 | 3 | 4) => rows.map((row) => row[at]);
  return {
    n: rows.length,
    persona: Uint32Array.from(column(0)),
    prompt: Uint16Array.from(column(1)),
    choice: Uint8Array.from(column(2)),
    swapped: Uint8Array.from(column(3)),
    split: Uint8Array.from(column(4)),
    utility: Float32Array.from(utility ?? rows.map(() => 0)),
  };
}

export function audited(changes: Partial<Audited> = {}): Audited {
  return {
    manifest: {},
    personas: 2,
    prompts: promptsOf(),
    answers: PROMPTS.map((_, prompt) => [
      answerOf(prompt, 0, 70 + prompt, prompt % 2 === 0),
      answerOf(prompt, 1, 72, prompt % 2 === 1),
    ]),
    feedback: feedbackOf([
      [0, 0, 0, 0, 0],
      [0, 1, 1, 1, 0],
      [0, 2, 1, 0, 1],
      [0, 4, 1, 1, 2],
      [1, 1, 1, 0, 0],
      [1, 3, 1, 0, 0],
      [1, 0, 0, 1, 1],
      [1, 5, 0, 0, 2],
    ]),
    again: feedbackOf(
      [
        [0, 0, 0, 1, 0],
        [1, 5, 1, 0, 2],
      ],
      [2.5, -0.1],
    ),
    probability: Float64Array.from([0.9, 0.5]),
    topics: [
      { key: "money", label: "Money" },
      { key: "pets", label: "Pets" },
    ],
    ...changes,
  };
}
