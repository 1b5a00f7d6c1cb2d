/** Options of commands that call language models, and the runner that they ask for. */
import { existsSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import type { CallRunner } from "../testbed/lm/model.ts";
import { type Models, readModelsFile, requireModel } from "../testbed/lm/models-file.ts";
import type { AskedModel } from "../testbed/lm/templates/wording.ts";
import type { Progress } from "../testbed/progress.ts";
import { dollars, positiveInteger } from "./numbers.ts";
import { withStopSignal } from "./stop-signal.ts";
import { UserError } from "./user-error.ts";

export interface RunnerFlags {
  readonly models: string;
  readonly ledger: string;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly queue?: string;
}

/** Attributes of the flags, for those that must refuse them where no model is called. */
export const RUNNER_KEYS = ["models", "ledger", "maxCalls", "maxCost", "queue"] as const;

export function withRunnerFlags(command: Command, ledger: string): Command {
  return command
    .option("--models <file>", "declares the language models", "models.json")
    .option("--ledger <file>", "keeps every answer; finished calls are not made again", ledger)
    .option("--max-calls <count>", "calls that may be made", positiveInteger)
    .option("--max-cost <dollars>", "that may be spent, by the prices of the models file", dollars)
    .option("--queue <url>", "let workers on this Redis make the calls: atlas worker");
}

const nameOf = (text: string) => text.match(/^lm:(\S+)$/)?.[1];

/** The name in `lm:NAME`. @throws InvalidArgumentError for anything else. */
export function languageModel(text: string): string {
  const name = nameOf(text);
  if (name) return name;
  throw new InvalidArgumentError("Expected lm:NAME.");
}

/**
 * The name in `lm:NAME`; null for `other`, the choice that is no language model.
 * @throws InvalidArgumentError for anything else.
 */
export function languageModelOr(other: string): (text: string) => string | null {
  return (text) => {
    if (text === other) return null;
    const name = nameOf(text);
    if (name && name !== other) return name;
    throw new InvalidArgumentError(`Expected ${other} or lm:NAME.`);
  };
}

/**
 * Lets `use` call models, and closes the runner after it. Ctrl-C begins no more calls and keeps
 * those on their way; finished calls are in the ledger, and the same command goes on from there.
 * @param names models that will be called.
 * @throws UserError for a model that is not declared or has no key, a budget for a queue, or where
 * the process was asked to stop.
 */
export async function withRunner<T>(
  flags: RunnerFlags,
  names: readonly string[],
  progress: Progress,
  use: (runner: CallRunner, model: (name: string) => AskedModel) => Promise<T>,
): Promise<T> {
  const models = await declared(flags);
  if (!flags.queue) for (const name of names) requireModel(models, name);
  return withStopSignal(async (signal) => {
    const runner = await open(flags, progress, signal);
    try {
      // Parameters go into the call, so that others are another call in the ledger.
      return await use(runner, (name) => ({
        name,
        parameters: models.get(name)?.parameters ?? {},
      }));
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new UserError(
        `stopped; finished calls are in ${flags.ledger}, and the same command goes on from there`,
      );
    } finally {
      await runner.close();
    }
  });
}

/** The models file; on a queue the workers have their own, and there need be none here. */
async function declared({ models, queue }: RunnerFlags): Promise<Models> {
  return queue && !existsSync(models) ? new Map() : readModelsFile(models);
}

async function open(
  { models, ledger, maxCalls, maxCost, queue }: RunnerFlags,
  progress: Progress,
  signal: AbortSignal,
): Promise<CallRunner> {
  if (queue === undefined) {
    const { createRunner } = await import("../testbed/lm/create-runner.ts");
    const budget = { maxCalls: maxCalls ?? null, maxDollars: maxCost ?? null };
    return createRunner({ modelsFile: models, ledgerPath: ledger, budget, progress, signal });
  }
  if (maxCalls !== undefined || maxCost !== undefined) {
    throw new UserError(
      `${maxCalls === undefined ? "--max-cost" : "--max-calls"} holds for calls made here, not for --queue; leave one out`,
    );
  }
  const { createQueueRunner } = await import("../testbed/lm/queue/create-queue-runner.ts");
  return createQueueRunner({ url: queue, ledgerPath: ledger, progress, signal });
}
