/** `atlas enrich`: a language model writes texts of personas, and another one checks them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { ENRICHMENT } from "../schema/enrichment.ts";
import type { EnrichmentMade } from "../schema/manifest.ts";
import { wilson } from "../stats/wilson.ts";
import { changeDataset } from "../testbed/datasets/change-dataset.ts";
import { readPersonas } from "../testbed/datasets/read-personas.ts";
import { dryRunLines, expectedCosts } from "../testbed/lm/dry-run.ts";
import { readModelsFile } from "../testbed/lm/models-file.ts";
import { openLedger } from "../testbed/lm/open-ledger.ts";
import { PlanRunner } from "../testbed/lm/plan-runner.ts";
import { addEnrichment } from "../testbed/personas/enrichment/add-enrichment.ts";
import {
  type EnrichmentOptions,
  enrichPersonas,
} from "../testbed/personas/enrichment/enrich-personas.ts";
import { type Rejection, readRejections } from "../testbed/personas/enrichment/enrichment-table.ts";
import { type Progress, SILENT } from "../testbed/progress.ts";
import { DEFAULT_DATASET } from "./dataset-options.ts";
import { count, failureLines, percent } from "./language-model-feedback.ts";
import { positiveInteger, seed } from "./numbers.ts";
import { progressFor } from "./progress.ts";
import { languageModel, type RunnerFlags, withRunner, withRunnerFlags } from "./runner-options.ts";
import { UserError } from "./user-error.ts";

/** Rejected personas whose conflicts are printed, and how much of each. */
const MOST_SHOWN = 5;
const MOST_OF_ONE = 200;

interface EnrichFlags extends RunnerFlags {
  readonly dataset: string;
  readonly writer: string;
  readonly checker?: string;
  readonly selfCheck?: boolean;
  readonly personas?: number;
  readonly seed: number;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
}

type Named = Pick<EnrichmentOptions, "seed" | "personas" | "allowSelf"> & {
  readonly writer: string;
  readonly checker: string;
};

/** @throws UserError where it is not said who checks, or said twice. */
function namedIn({ seed, personas, writer, checker, selfCheck }: EnrichFlags): Named {
  if (checker === undefined && !selfCheck) {
    throw new UserError(
      "say who checks the texts: --checker lm:NAME, or --self-check for the writer itself",
    );
  }
  if (checker !== undefined && selfCheck && checker !== writer) {
    throw new UserError(`--checker lm:${checker} and --self-check name two; leave one out`);
  }
  return { seed, personas, writer, checker: checker ?? writer, allowSelf: selfCheck };
}

/** What it would take, without asking. */
async function planLines(flags: EnrichFlags, named: Named): Promise<string[]> {
  const models = await readModelsFile(flags.models);
  const ledger = existsSync(flags.ledger) ? await openLedger(flags.ledger) : null;
  try {
    const runner = new PlanRunner(models, ledger);
    const personas = await readPersonas(join(flags.dataset, "personas.parquet"));
    const asked = (name: string) => ({ name, parameters: models.get(name)?.parameters ?? {} });
    const options = { ...named, writer: asked(named.writer), checker: asked(named.checker) };
    await enrichPersonas(runner, personas, options, SILENT);
    return ["Nothing was asked.", ...dryRunLines(expectedCosts(runner.calls, models, ledger))];
  } finally {
    await ledger?.close();
  }
}

async function enrichDataset(flags: EnrichFlags, named: Named, progress: Progress) {
  const names = [...new Set([named.writer, named.checker])];
  // The step is told in personas, with what it has cost: the runner is silent.
  return withRunner(flags, names, SILENT, (runner, model) =>
    changeDataset(flags.dataset, "all", (draft) =>
      addEnrichment(
        draft,
        { ...named, writer: model(named.writer), checker: model(named.checker) },
        runner,
        progress,
      ),
    ),
  );
}

function madeLines(folder: string, made: EnrichmentMade): string[] {
  const { writer, checker, personas, kept, rejected, failed, failures } = made;
  const checked = kept + rejected;
  const { low, high } = wilson(rejected, checked);
  return [
    `${folder}: of ${count(personas)} personas ${count(kept)} have texts by ${writer}; ` +
      `${count(rejected)} rejected by ${checker}, ${count(failed)} failed`,
    `rejected ${percent(rejected / checked)} (${percent(low)} to ${percent(high)}) of ${count(checked)} checked`,
    ...failureLines("to write or check", failures),
  ];
}

function rejectionLines(rejections: readonly Rejection[], rejected: number, path: string) {
  const cut = (text: string) =>
    text.length > MOST_OF_ONE ? `${text.slice(0, MOST_OF_ONE)}…` : text;
  const more = rejected - rejections.length;
  return [
    ...rejections.map(
      ({ persona, conflicts }) =>
        `${persona}: ${cut(conflicts.join(" ") || "not consistent; no conflict is told")}`,
    ),
    ...(more > 0 ? [`and ${count(more)} more in ${path}`] : []),
  ];
}

export default function enrich(program: Command): void {
  const command = program
    .command("enrich")
    .description(
      "let a language model write the free texts of personas anew, and keep those in which another finds no contradiction",
    )
    .option("--dataset <dir>", "folder of a dataset with personas", DEFAULT_DATASET)
    .requiredOption("--writer <who>", "lm:NAME: the model that writes", languageModel)
    .option("--checker <who>", "lm:NAME: the model that looks for contradictions", languageModel)
    .option("--self-check", "the writer may check its own texts")
    .option("--personas <count>", "so many, drawn by the seed (default: all)", positiveInteger)
    .option("--seed <number>", "the order of personas, and which ones are drawn", seed, 2024);
  withRunnerFlags(command, "build/ledgers/enrich.jsonl")
    .option("--dry-run", "print calls, tokens and cost, and make none")
    .option("--quiet", "no progress")
    .action(async (flags: EnrichFlags) => {
      const named = namedIn(flags);
      if (flags.dryRun) {
        for (const line of await planLines(flags, named)) console.log(line);
        return;
      }
      const progress = progressFor(flags);
      const { enrichment } = await enrichDataset(flags, named, progress);
      progress.end();
      const made = enrichment!;
      const rejections = await readRejections(flags.dataset, MOST_SHOWN);
      const path = join(flags.dataset, `${ENRICHMENT.table}.parquet`);
      const lines = [
        ...madeLines(flags.dataset, made),
        ...rejectionLines(rejections, made.rejected, path),
      ];
      for (const line of lines) console.log(line);
      // Failures are told apart from success, but the texts that were kept are there.
      if (made.failed > 0) process.exitCode = 3;
    });
}
