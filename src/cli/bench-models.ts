/** What `atlas bench` asks of language models without asking: its plan, and its batch files. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runBench } from "../testbed/bench/run-bench.ts";
import { type BenchOptions, isReference, type LmOptions } from "../testbed/bench/run-options.ts";
import { ingestBatchFile } from "../testbed/lm/batch-results.ts";
import { BatchRunner, CALLS_FILE } from "../testbed/lm/batch-runner.ts";
import { dryRunLines, expectedCosts } from "../testbed/lm/dry-run.ts";
import type { Ledger } from "../testbed/lm/ledger.ts";
import type { ModelCall } from "../testbed/lm/model.ts";
import { type Models, readModelsFile, requireModel } from "../testbed/lm/models-file.ts";
import { openLedger } from "../testbed/lm/open-ledger.ts";
import { PlanRunner } from "../testbed/lm/plan-runner.ts";
import type { Progress } from "../testbed/progress.ts";
import type { RunnerFlags } from "./runner-options.ts";
import { UserError } from "./user-error.ts";

export interface ModelFlags extends Omit<RunnerFlags, "models" | "ledger"> {
  readonly modelsFile: string;
  readonly out: string;
  readonly ledger?: string;
}

/** Where the calls of a run are kept. */
export const ledgerPath = ({ ledger, out }: Pick<ModelFlags, "ledger" | "out">) =>
  ledger ?? `${out}.ledger.jsonl`;

export const runnerFlags = (flags: ModelFlags): RunnerFlags => ({
  ...flags,
  models: flags.modelsFile,
  ledger: ledgerPath(flags),
});

type Asked = Omit<LmOptions, "runner">;

/** The models and, where there is one, the ledger, which is closed after `use`. */
async function withLedger<T>(
  flags: ModelFlags,
  names: readonly string[],
  use: (models: Models, ledger: Ledger | null) => Promise<T>,
): Promise<T> {
  const models = await readModelsFile(flags.modelsFile);
  for (const name of names) {
    if (!models.has(name)) requireModel(models, name);
  }
  const path = ledgerPath(flags);
  const ledger = existsSync(path) ? await openLedger(path) : null;
  try {
    return await use(models, ledger);
  } finally {
    await ledger?.close();
  }
}

/**
 * What a run would take, as lines. Calls that the ledger has cost nothing; those that follow on
 * answers that are still to come are made up for answers of usual length.
 */
export async function planLines(
  options: Omit<BenchOptions, "lm">,
  asked: Asked,
  flags: ModelFlags,
  progress: Progress,
): Promise<string[]> {
  return withLedger(flags, namesOf(options, asked), async (models, ledger) => {
    const runner = new PlanRunner(models, ledger);
    await runBench({ ...options, lm: { ...asked, runner } }, progress, null, "plan");
    return ["Nothing was asked.", ...dryRunLines(expectedCosts(runner.calls, models, ledger))];
  });
}

/** Writes what can be asked now as batch files into `folder`. Returns lines that say what is next. */
export async function writeBatches(
  folder: string,
  options: Omit<BenchOptions, "lm">,
  asked: Asked,
  flags: ModelFlags,
  progress: Progress,
): Promise<string[]> {
  if (existsSync(join(folder, CALLS_FILE))) {
    throw new UserError(
      `${folder} holds the calls of another round; give each a folder of its own`,
    );
  }
  return withLedger(flags, namesOf(options, asked), async (models, ledger) => {
    const runner = new BatchRunner(models, ledger);
    await runBench({ ...options, lm: { ...asked, runner } }, progress, null, "plan");
    if (runner.missing.size === 0) {
      return ["The ledger has every call: run the same command without --batch."];
    }
    const files = await runner.write(folder);
    const count = (calls: number) => `${calls.toLocaleString("en-US")} call${calls > 1 ? "s" : ""}`;
    return [
      ...files.map(({ path, model, calls }) => `${path}: ${count(calls)} to ${model}`),
      `When the results are there: atlas bench ingest ${folder} RESULTS --ledger ${ledgerPath(flags)} --models-file ${flags.modelsFile}`,
      "Then this command again: calls that follow on answers come in another round.",
    ];
  });
}

/**
 * Takes result files for the batch files in `folder` into the ledger.
 * @returns lines, and whether every line of the files was an answer.
 */
export async function ingestResults(
  folder: string,
  files: readonly string[],
  flags: Pick<ModelFlags, "modelsFile" | "ledger">,
): Promise<{ readonly lines: string[]; readonly isClean: boolean }> {
  if (flags.ledger === undefined) {
    throw new UserError("--ledger: name the ledger of the run, as atlas bench --batch printed it");
  }
  const path = join(folder, CALLS_FILE);
  const calls: ModelCall[] = await readFile(path, "utf8").then(JSON.parse, () => {
    throw new UserError(`${path} cannot be read; expected a folder that --batch wrote`);
  });
  const models = await readModelsFile(flags.modelsFile);
  const ledger = await openLedger(flags.ledger);
  const lines: string[] = [];
  let isClean = true;
  try {
    for (const file of files) {
      const report = await ingestBatchFile(file, { calls, models, ledger });
      const failed = Object.entries(report.failed).map(([reason, count]) => `, ${count} ${reason}`);
      lines.push(
        `${file}: ${report.lines} lines, ${report.answered} answered, ${report.known} known${failed.join("")}, ${report.bad.length} bad`,
        ...report.bad.map(({ line, problem }) => `${file} line ${line}: ${problem}`),
      );
      if (failed.length > 0 || report.bad.length > 0) isClean = false;
    }
  } finally {
    await ledger.close();
  }
  return { lines, isClean };
}

const namesOf = (options: Pick<BenchOptions, "models">, { judgeModel }: Asked) => [
  ...options.models.filter((name) => !isReference(name)),
  ...(judgeModel === null ? [] : [judgeModel]),
];
