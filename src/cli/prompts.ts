/** `atlas prompts`: prompts and responses for a dataset's personas. */
import type { Command } from "commander";
import { changeDataset } from "../testbed/datasets/change-dataset.ts";
import { addPrompts } from "../testbed/prompts/add-prompts.ts";
import {
  countsLine,
  DEFAULT_DATASET,
  type PromptFlags,
  ROOT,
  withPromptFlags,
} from "./dataset-options.ts";
import { seed } from "./numbers.ts";
import { progressFor } from "./progress.ts";

interface PromptsFlags extends PromptFlags {
  readonly seed: number;
  readonly dataset: string;
  readonly quiet?: boolean;
}

export default function prompts(program: Command): void {
  const command = program
    .command("prompts")
    .description("make prompts and their opposed responses; feedback on former ones is removed")
    .option("--dataset <dir>", "folder of a dataset with personas", DEFAULT_DATASET)
    .option("--seed <number>", "the same seed gives the same bytes", seed, 2024);
  withPromptFlags(command)
    .option("--quiet", "no progress")
    .action(async (flags: PromptsFlags) => {
      const progress = progressFor(flags);
      const manifest = await changeDataset(flags.dataset, ["personas"], (draft) =>
        addPrompts(draft, { ...flags, root: ROOT }, progress),
      );
      progress.end();
      console.log(`${flags.dataset}: ${countsLine(manifest)}`);
      for (const { a, b, similarity } of manifest.prompts?.closest ?? []) {
        console.log(`closest: ${a} and ${b}, ${Math.round(100 * similarity)} % of words alike`);
      }
    });
}
