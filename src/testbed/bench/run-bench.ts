/** Runs the benchmark: designs what is asked, asks every model in every mode, writes the run. */
import type { BenchResult, BenchRun } from "../../schema/bench.ts";
import type { CallRunner } from "../lm/model.ts";
import type { Progress } from "../progress.ts";
import { UserError } from "../user-error.ts";
import type { SummaryItem } from "./lm/summaries.ts";
import { askedRows, referenceRows } from "./model-rows.ts";
import { type BenchOptions, checkOptions, isReference } from "./run-options.ts";
import { itemsOf, type KnownTruth, readWorld } from "./world.ts";
import { writeRun } from "./write-run.ts";

/**
 * @param known the truth of the dataset, where the caller has read it for several runs.
 * @param purpose a plan writes nothing, and returns null.
 * @throws UserError for no model or mode, one that is unknown or named twice, or a dataset without a
 * known truth.
 */
export async function runBench(
  options: BenchOptions,
  progress: Progress,
  known?: KnownTruth | null,
  purpose?: "run",
): Promise<BenchRun>;
export async function runBench(
  options: BenchOptions,
  progress: Progress,
  known: KnownTruth | null,
  purpose: "plan",
): Promise<null>;
export async function runBench(
  options: BenchOptions,
  progress: Progress,
  known: KnownTruth | null = null,
  purpose: "run" | "plan" = "run",
): Promise<BenchRun | null> {
  checkOptions(options);
  const references = options.models.filter(isReference);
  const others = options.models.filter((name) => !isReference(name));
  const { lm } = options;
  if (!known) progress.begin("Reading the dataset");
  const world = known ?? (await readWorld(options.dataset, options.root, truthNeed(options)));
  const items = itemsOf(world, options);
  if (items.length === 0) {
    throw new UserError(`--task ${options.task}: nothing to ask with so few personas or prompts`);
  }
  const rows: BenchResult[] = [];
  if (references.length > 0) progress.begin("Answering", references.length * options.modes.length);
  const summaries = new Map<string, SummaryItem[]>();
  const summariesOf = (name: string) => {
    const known = summaries.get(name) ?? [];
    summaries.set(name, known);
    return known;
  };
  for (const name of references) {
    for (const mode of options.modes) {
      const made = referenceRows(
        world as KnownTruth,
        options,
        name,
        mode,
        items,
        summariesOf(name),
      );
      for (const row of made) rows.push(row);
      progress.advance();
    }
  }
  const templates = new Set<string>();
  if (lm) {
    const watched = { ...lm, runner: watch(lm.runner, templates) };
    for (const name of others) {
      for (const mode of options.modes) {
        const own = summariesOf(name);
        const made = await askedRows(world, options, watched, name, mode, items, own);
        for (const row of made) rows.push(row);
      }
    }
  }
  if (purpose === "plan") {
    progress.end();
    return null;
  }
  progress.begin("Writing results");
  const run = await writeRun(options, items, rows, { templates, summaries });
  progress.end();
  return run;
}

/** In drift a language model's choices tell drift by themselves; the truth adds what is right. */
function truthNeed({ models, judge, task }: BenchOptions): "needed" | "wanted" | "none" {
  if (models.some(isReference) || task === "comparison") return "needed";
  if (task === "drift") return "wanted";
  return judge === "truth" ? "needed" : "none";
}

/** A runner that notes the templates of what it runs. */
function watch(runner: CallRunner, templates: Set<string>): CallRunner {
  return {
    run(calls, done) {
      for (const { template } of calls) templates.add(template);
      return runner.run(calls, done);
    },
    spent: () => runner.spent(),
    close: () => runner.close(),
  };
}
