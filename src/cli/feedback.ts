/** `atlas feedback`: who prefers which answer, by simulated respondents. */
import type { Command } from "commander";
import { changeDataset } from "../testbed/datasets/change-dataset.ts";
import { addFeedback } from "../testbed/feedback/add-feedback.ts";
import {
  countsLine,
  DEFAULT_DATASET,
  type RespondentFlags,
  ROOT,
  respondentOptions,
  withRespondentFlags,
} from "./dataset-options.ts";
import { seed } from "./numbers.ts";
import { progressFor } from "./progress.ts";

interface FeedbackFlags extends RespondentFlags {
  readonly seed: number;
  readonly dataset: string;
  readonly quiet?: boolean;
}

export default function feedback(program: Command): void {
  const command = program
    .command("feedback")
    .description("let simulated respondents judge the answers to a dataset's prompts")
    .option("--dataset <dir>", "folder of a dataset with personas and prompts", DEFAULT_DATASET)
    .option("--seed <number>", "the same seed gives the same bytes", seed, 2024);
  withRespondentFlags(command)
    .option("--quiet", "no progress")
    .action(async (flags: FeedbackFlags) => {
      const progress = progressFor(flags);
      const manifest = await changeDataset(
        flags.dataset,
        ["personas", "prompts", "responses"],
        (draft) =>
          addFeedback(
            draft,
            { ...respondentOptions(flags), root: ROOT, seed: flags.seed },
            progress,
          ),
      );
      progress.end();
      console.log(`${flags.dataset}: ${countsLine(manifest)}`);
    });
}
