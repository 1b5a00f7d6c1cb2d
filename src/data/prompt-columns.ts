/** The prompts as columns of Arrow, with how often each position was preferred. */
import type { Vector } from "apache-arrow";
import { PROMPT_COUNTS } from "../components/feedback/prompts-table.ts";
import type { CodedFeedback, Prompt } from "../schema/feedback-tables.ts";
import { arrayVector, booleanVector, repeatedTextVector, textVector } from "./arrow.ts";

export function promptColumns(
  prompts: readonly Prompt[],
  { n, choice, prompt }: CodedFeedback,
): Record<string, Vector> {
  const counts = PROMPT_COUNTS.map(() => new Uint16Array(prompts.length));
  for (let row = 0; row < n; row++) counts[choice[row]][prompt[row]]++;
  return {
    prompt_id: textVector(prompts.map(({ prompt_id }) => prompt_id)),
    topic: repeatedTextVector(prompts.map(({ topic }) => topic)),
    issue: repeatedTextVector(prompts.map(({ issue }) => issue)),
    framing: repeatedTextVector(prompts.map(({ framing }) => framing)),
    heldout: booleanVector(prompts.map(({ pool }) => pool === "heldout")),
    unseen_issue: booleanVector(prompts.map(({ unseen_issue }) => unseen_issue)),
    ...Object.fromEntries(PROMPT_COUNTS.map((key, at) => [key, arrayVector(counts[at])])),
  };
}
