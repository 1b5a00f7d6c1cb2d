/** Options that the commands share which make prompts and feedback. */
import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { Manifest } from "../schema/manifest.ts";
import { QUOTA } from "../testbed/feedback/assignment.ts";
import { RESPONDENT_DEFAULTS } from "../testbed/feedback/settings.ts";
import { integerBetween } from "./numbers.ts";

export const ROOT = resolve(import.meta.dirname, "../..");
export const DEFAULT_DATASET = "build/datasets/default";

/** A reader of shares from `least` up to, but not including, `below`. */
function share(least: number, below: number): (text: string) => number {
  return (text) => {
    const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value < below) return value;
    throw new InvalidArgumentError(`Expected a share from ${least} to under ${below}.`);
  };
}

const count = integerBetween(0, 60_000);

export interface PromptFlags {
  readonly train: number;
  readonly heldout: number;
  readonly leastMinority: number;
}

export function withPromptFlags(command: Command): Command {
  return command
    .option("--train <count>", "prompts of the train pool", count, 3000)
    .option("--heldout <count>", "prompts held out", count, 868)
    .option(
      "--least-minority <share>",
      "drop issues whose smaller side is expected to be under this share",
      share(0, 0.5),
      0.1,
    );
}

export interface RespondentFlags {
  readonly attributeShare: number;
  readonly retest: number;
  readonly trainEach: number;
  readonly seenEach: number;
  readonly heldoutEach: number;
}

export function withRespondentFlags(command: Command): Command {
  return command
    .option(
      "--attribute-share <share>",
      "of utility variance that attributes explain where no survey item is fitted",
      share(0, 0.5),
      RESPONDENT_DEFAULTS.attributeShare,
    )
    .option(
      "--retest <share>",
      "of choices that are the same when asked again",
      share(0.55, 0.95),
      RESPONDENT_DEFAULTS.retest,
    )
    .option("--train-each <count>", "train judgements per persona", count, QUOTA.train)
    .option("--seen-each <count>", "test judgements on train prompts", count, QUOTA.testSeen)
    .option("--heldout-each <count>", "on held-out prompts", count, QUOTA.testHeldout);
}

export function respondentOptions(flags: RespondentFlags) {
  const { attributeShare, retest, trainEach, seenEach, heldoutEach } = flags;
  return {
    settings: { attributeShare, retest },
    quota: { train: trainEach, testSeen: seenEach, testHeldout: heldoutEach },
  };
}

/** `3,868 prompts, 7,736 responses, …` of what the manifest counts. */
export function countsLine({ counts }: Manifest): string {
  return (["personas", "prompts", "responses", "feedback", "retest", "pairs"] as const)
    .flatMap((key) => {
      const rows = counts[key];
      return rows === undefined ? [] : [`${rows.toLocaleString("en-US")} ${key}`];
    })
    .join(", ");
}
