/** A dataset's choices as the decomposition of variance and the prediction want them. */
import { join } from "node:path";
import { coarseLevels, coarseOf } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import type { CodedFeedback, Prompt, Response } from "../../schema/feedback-tables.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import type { CodedAttributes } from "../../stats/dummies.ts";
import type { RepeatedChoices } from "../../stats/variance-decomposition.ts";
import { readFeedback } from "../datasets/read-feedback.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { readPrompts, readResponses } from "../datasets/read-prompts.ts";

/** What people know of themselves and surveys ask; the rest of the attributes counts as own. */
export const VARIANCE_ATTRIBUTES: readonly string[] = [
  ...["political_views", "ideology", "religion", "age", "sex", "race", "hispanic_origin"],
  ...["education", "household_income", "state"],
  ...["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"],
];

export interface VarianceInputs {
  readonly personas: CodedPersonas;
  readonly prompts: readonly Prompt[];
  readonly responses: readonly Response[];
  readonly feedback: CodedFeedback;
  readonly choices: RepeatedChoices;
}

/** @throws InputError where a table of the dataset is missing or cannot be read. */
export async function readVarianceInputs(folder: string): Promise<VarianceInputs> {
  const personas = await readPersonas(join(folder, "personas.parquet"), { texts: false });
  const prompts = await readPrompts(folder);
  const responses = await readResponses(folder);
  const feedback = await readFeedback(folder);
  const again = await readFeedback(folder, "retest");
  const ids = [...new Set(prompts.map(({ issue }) => issue))].sort();
  const numbers = new Map(ids.map((id, number) => [id, number]));
  return {
    personas,
    prompts,
    responses,
    feedback,
    choices: {
      first: feedback,
      again,
      personas: personas.n,
      issue: Int32Array.from(prompts, (prompt) => numbers.get(prompt.issue) ?? -1),
      issues: ids.length,
      attributes: codedAttributes(personas),
    },
  };
}

function codedAttributes({ codes }: CodedPersonas): CodedAttributes {
  const chosen = VARIANCE_ATTRIBUTES.map(attributeOf);
  return {
    codes: chosen.map((of) => Int16Array.from(codes[of.key], (code) => coarseOf(of, code))),
    levels: chosen.map((of) => coarseLevels(of).length),
  };
}

/** By prompt and axis: where position 0 stands, less where position 1 does, halved. */
export function stanceDifferences(
  prompts: readonly Prompt[],
  responses: readonly Response[],
): Float64Array {
  const rows = new Map(prompts.map(({ prompt_id }, row) => [prompt_id, row]));
  const width = AXIS_KEYS.length;
  const differences = new Float64Array(prompts.length * width);
  for (const { prompt_id, position, persona_id, stance } of responses) {
    const row = rows.get(prompt_id);
    if (row === undefined || position === null || persona_id !== null) continue;
    AXIS_KEYS.forEach((axis, at) => {
      differences[row * width + at] += ((position === 0 ? 1 : -1) * stance[axis]) / 2;
    });
  }
  return differences;
}
