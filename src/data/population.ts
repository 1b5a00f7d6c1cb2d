/** The dataset shown as the pages know it: personas, prompts, issues, choices. */

import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import type { Population } from "../components/disagreement/measure.ts";
import { decodePrompts } from "../components/feedback/prompts-table.ts";
import type { CodedFeedback } from "../schema/feedback-tables.ts";
import { readPersonas } from "../testbed/datasets/read-personas.ts";
import { arrowStream } from "./arrow.ts";
import { DATASET, readManifest } from "./dataset.ts";
import { issueList } from "./issues.ts";
import { promptColumns } from "./prompt-columns.ts";
import { feedbackShown, promptsShown, responsesShown } from "./tables.ts";

export async function readPopulation(): Promise<{
  readonly population: Population;
  readonly feedback: CodedFeedback;
}> {
  const [prompts, responses, feedback, personas, { provenance }] = await Promise.all([
    promptsShown(),
    responsesShown(),
    feedbackShown(),
    readPersonas(join(DATASET, "personas.parquet"), { texts: false }),
    readManifest(),
  ]);
  return {
    population: {
      personas,
      prompts: decodePrompts(tableFromIPC(arrowStream(promptColumns(prompts, feedback)))),
      issues: issueList(prompts, responses),
      provenance,
    },
    feedback,
  };
}
