/** `atlas generate`: a whole dataset. */
import type { Command } from "commander";
import { generateDataset } from "../testbed/datasets/generate-dataset.ts";
import {
  countsLine,
  DEFAULT_DATASET,
  type PromptFlags,
  type RespondentFlags,
  ROOT,
  respondentOptions,
  withPromptFlags,
  withRespondentFlags,
} from "./dataset-options.ts";
import { positiveInteger, seed } from "./numbers.ts";
import { progressFor } from "./progress.ts";

interface GenerateFlags extends PromptFlags, RespondentFlags {
  readonly n: number;
  readonly seed: number;
  readonly out: string;
  readonly name?: string;
  readonly quiet?: boolean;
}

export default function generate(program: Command): void {
  const command = program
    .command("generate")
    .description("generate a dataset: personas, prompts, responses, feedback, manifest")
    .option("--n <count>", "how many personas", positiveInteger, 1586)
    .option("--seed <number>", "the same seed gives the same bytes", seed, 2024)
    .option("--out <dir>", "folder of the dataset", DEFAULT_DATASET)
    .option("--name <text>", "name of the dataset (default: us-N-seed-SEED)");
  withRespondentFlags(withPromptFlags(command))
    .option("--quiet", "no progress")
    .action(async (flags: GenerateFlags) => {
      const name = flags.name ?? `us-${flags.n}-seed-${flags.seed}`;
      const manifest = await generateDataset(
        { ...flags, ...respondentOptions(flags), name, root: ROOT },
        progressFor(flags),
      );
      console.log(`${flags.out}: ${countsLine(manifest)}`);
    });
}
