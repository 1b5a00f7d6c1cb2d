/** What the audit of a dataset's feedback looks at, read once. */
import { join } from "node:path";
import type { CodedFeedback, Prompt, Response } from "../../schema/feedback-tables.ts";
import type { Manifest } from "../../schema/manifest.ts";
import { readFeedback } from "../../testbed/datasets/read-feedback.ts";
import { readPersonas } from "../../testbed/datasets/read-personas.ts";
import { readPrompts, readResponses } from "../../testbed/datasets/read-prompts.ts";
import { DATASET, readColumns, readManifest } from "../dataset.ts";
import { issueList } from "../issues.ts";

export interface Audited {
  readonly manifest: Pick<Manifest, "respondents" | "prompts">;
  readonly personas: number;
  readonly prompts: readonly Prompt[];
  /** By prompt: the two opposed answers, by position. */
  readonly answers: readonly (readonly [Response, Response])[];
  readonly feedback: CodedFeedback;
  readonly again: CodedFeedback;
  /** Of the choices asked again: stored probability of position 0; null where none is stored. */
  readonly probability: Float64Array | null;
  readonly topics: readonly { readonly key: string; readonly label: string }[];
}

export async function readAudited(): Promise<Audited> {
  const [manifest, prompts, responses, feedback, again, personas, stored] = await Promise.all([
    readManifest(),
    readPrompts(DATASET),
    readResponses(DATASET),
    readFeedback(DATASET),
    readFeedback(DATASET, "retest"),
    readPersonas(join(DATASET, "personas.parquet"), { texts: false }),
    readColumns("retest", ["probability"]),
  ]);
  const isStored = stored.probability.every((value) => value !== null);
  return {
    manifest,
    personas: personas.n,
    prompts,
    answers: opposedAnswers(prompts, responses),
    feedback,
    again,
    probability: isStored ? Float64Array.from(stored.probability, Number) : null,
    topics: issueList(prompts, responses).topics,
  };
}

/** @throws RangeError where a prompt lacks an answer for one of the positions. */
export function opposedAnswers(
  prompts: readonly Prompt[],
  responses: readonly Response[],
): [Response, Response][] {
  const found = new Map<string, Response>();
  for (const response of responses) {
    if (response.mode === "position")
      found.set(`${response.prompt_id} ${response.position}`, response);
  }
  return prompts.map(({ prompt_id }) => {
    const pair = [0, 1].map((position) => found.get(`${prompt_id} ${position}`));
    const [first, second] = pair;
    if (!first || !second) {
      throw new RangeError(`Prompt ${prompt_id} has no answer for each of its two positions.`);
    }
    return [first, second];
  });
}
