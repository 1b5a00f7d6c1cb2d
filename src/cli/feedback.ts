/** `atlas feedback`: who prefers which answer, by simulated respondents. */
import { type Command, Option } from "commander";
import { changeDataset } from "../testbed/datasets/change-dataset.ts";
import { addFeedback } from "../testbed/feedback/add-feedback.ts";
import { addPairs } from "../testbed/pairs/add-pairs.ts";
import {
  countsLine,
  DEFAULT_DATASET,
  type RespondentFlags,
  ROOT,
  respondentOptions,
  withRespondentFlags,
} from "./dataset-options.ts";
import { integerBetween, seed } from "./numbers.ts";
import { progressFor } from "./progress.ts";
import { UserError } from "./user-error.ts";

/** Judgements are on prompts and answers, which stay as they are. */
const KEPT = ["personas", "prompts", "responses", "judgements"];

interface FeedbackFlags extends RespondentFlags {
  readonly seed: number;
  readonly dataset: string;
  readonly pairs: "opposed" | "personalised";
  readonly perPersona: number;
  readonly quiet?: boolean;
}

/** Options of one kind of pair that mean nothing for the other. */
const ONLY_FOR: Readonly<Record<FeedbackFlags["pairs"], readonly (keyof FeedbackFlags)[]>> = {
  opposed: ["attributeShare", "retest", "trainEach", "seenEach", "heldoutEach"],
  personalised: ["perPersona"],
};

/** @throws UserError for an option that would silently do nothing. */
function refuseIdle(command: Command, pairs: FeedbackFlags["pairs"]): void {
  const other = pairs === "opposed" ? "personalised" : "opposed";
  const idle = ONLY_FOR[other].find((key) => command.getOptionValueSource(key) === "cli");
  if (!idle) return;
  const flag = command.options.find((option) => option.attributeName() === idle)?.long;
  const why =
    pairs === "personalised" ? "; personalised pairs are judged by the dataset's respondents" : "";
  throw new UserError(`${flag} is for --pairs ${other}, not for ${pairs}${why}; leave it out`);
}

export default function feedback(program: Command): void {
  const command = program
    .command("feedback")
    .description("let simulated respondents judge the answers to a dataset's prompts")
    .option("--dataset <dir>", "folder of a dataset with personas and prompts", DEFAULT_DATASET)
    .option("--seed <number>", "the same seed gives the same bytes", seed, 2024)
    .addOption(
      new Option(
        "--pairs <kind>",
        "opposed: all judge the two answers to a prompt. personalised: adds a generic answer against one rewritten for the persona, as in the paper",
      )
        .choices(["opposed", "personalised"])
        .default("opposed"),
    )
    .option(
      "--per-persona <count>",
      "prompts of each persona with personalised pairs",
      integerBetween(1, 1000),
      10,
    );
  withRespondentFlags(command)
    .option("--quiet", "no progress")
    .action(async (flags: FeedbackFlags) => {
      refuseIdle(command, flags.pairs);
      const progress = progressFor(flags);
      const manifest =
        flags.pairs === "opposed"
          ? await changeDataset(flags.dataset, KEPT, (draft) =>
              addFeedback(
                draft,
                { ...respondentOptions(flags), root: ROOT, seed: flags.seed },
                progress,
              ),
            )
          : await changeDataset(flags.dataset, "all", (draft) =>
              addPairs(draft, { ...flags, root: ROOT }, progress),
            );
      progress.end();
      console.log(`${flags.dataset}: ${countsLine(manifest)}`);
    });
}
