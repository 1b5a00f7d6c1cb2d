/** `atlas feedback`: who prefers which answer, by simulated respondents or a language model. */
import { type Command, Option } from "commander";
import type { Manifest } from "../schema/manifest.ts";
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
import { givenOption } from "./given-option.ts";
import {
  hasFailures,
  languagePairLines,
  languagePairsFeedback,
  roleplayFeedback,
  roleplayLines,
} from "./language-model-feedback.ts";
import { integerBetween, seed } from "./numbers.ts";
import { type Progress, progressFor } from "./progress.ts";
import {
  languageModelOr,
  RUNNER_KEYS,
  type RunnerFlags,
  withRunnerFlags,
} from "./runner-options.ts";
import { UserError } from "./user-error.ts";

/** Judgements are on prompts and answers, which stay as they are. */
const KEPT = ["personas", "prompts", "responses", "judgements"];

interface FeedbackFlags extends RespondentFlags, RunnerFlags {
  readonly seed: number;
  readonly dataset: string;
  readonly pairs: "opposed" | "personalised";
  readonly perPersona: number;
  /** Name of a language model; null for the simulated ones. */
  readonly respondent: string | null;
  /** Name of a language model; null for the templates. */
  readonly author: string | null;
  readonly selfJudge?: boolean;
  readonly quiet?: boolean;
}

type Key = keyof FeedbackFlags;

/** Options of one kind of pair that mean nothing for the other. */
const ONLY_FOR: Readonly<Record<FeedbackFlags["pairs"], readonly Key[]>> = {
  opposed: ["attributeShare", "retest", "trainEach", "seenEach", "heldoutEach"],
  personalised: ["perPersona", "author", "selfJudge"],
};

/** @throws UserError for an option that would silently do nothing. */
function refuseIdle(command: Command, { pairs, respondent, author }: FeedbackFlags): void {
  const given = (keys: readonly Key[]) => givenOption(command, keys);
  const other = pairs === "opposed" ? "personalised" : "opposed";
  const idle = given(ONLY_FOR[other]);
  if (idle) {
    const why =
      pairs === "personalised" && !author
        ? "; personalised pairs are judged by the dataset's respondents"
        : "";
    throw new UserError(`${idle} is for --pairs ${other}, not for ${pairs}${why}; leave it out`);
  }
  if (pairs === "personalised" && (author === null) !== (respondent === null)) {
    throw new UserError(
      author
        ? "what a language model writes has no known truth, so a language model must judge: add --respondent lm:NAME"
        : "pairs by templates are judged by the dataset's respondents; leave --respondent out, or add --author lm:NAME",
    );
  }
  const simulated = respondent && given(["attributeShare", "retest"]);
  if (simulated) {
    throw new UserError(`${simulated} is for simulated respondents, not for lm:${respondent}`);
  }
  const unused = respondent ? undefined : given([...RUNNER_KEYS, "selfJudge"]);
  if (unused) throw new UserError(`${unused} is for --respondent lm:NAME; leave it out`);
}

/** Makes what the flags ask for. */
function make(flags: FeedbackFlags, progress: Progress): Promise<Manifest> {
  const { dataset, pairs, respondent, author } = flags;
  if (pairs === "personalised") {
    if (author && respondent) return languagePairsFeedback(flags, author, respondent, progress);
    return changeDataset(dataset, "all", (draft) =>
      addPairs(draft, { ...flags, root: ROOT }, progress),
    );
  }
  const options = respondentOptions(flags);
  if (respondent) return roleplayFeedback(flags, respondent, options.quota, progress);
  return changeDataset(dataset, KEPT, (draft) =>
    addFeedback(draft, { ...options, root: ROOT, seed: flags.seed }, progress),
  );
}

export default function feedback(program: Command): void {
  const command = program
    .command("feedback")
    .description(
      "let simulated respondents, or a language model, judge the answers to a dataset's prompts",
    )
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
    .addOption(
      new Option(
        "--respondent <who>",
        "simulated, or lm:NAME: the model judges as the personas, in both orders",
      )
        .argParser(languageModelOr("simulated"))
        .default(null, "simulated"),
    )
    .addOption(
      new Option("--author <who>", "of personalised pairs: template, or lm:NAME")
        .argParser(languageModelOr("template"))
        .default(null, "template"),
    )
    .option("--self-judge", "the author may be the respondent too");
  withRunnerFlags(command, "build/ledgers/feedback.jsonl")
    .option("--quiet", "no progress")
    .action(async (flags: FeedbackFlags) => {
      refuseIdle(command, flags);
      const progress = progressFor(flags);
      const manifest = await make(flags, progress);
      progress.end();
      console.log(`${flags.dataset}: ${countsLine(manifest)}`);
      if (!flags.respondent) return;
      const isOpposed = flags.pairs === "opposed";
      const lines = isOpposed ? roleplayLines(manifest) : languagePairLines(manifest);
      for (const line of lines) console.log(line);
      // Failures are told apart from success, but the tables are there.
      if (hasFailures(manifest, isOpposed ? "respondents" : "pairs")) process.exitCode = 3;
    });
}
