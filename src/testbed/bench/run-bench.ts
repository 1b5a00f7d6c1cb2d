import { join } from "node:path";
import type { BenchResult, BenchRun, Mode } from "../../schema/bench.ts";
import type { Prompt } from "../../schema/feedback-tables.ts";
import { LINE_KEYS } from "../../schema/persona-text.ts";
import { readPersonas, type WeightedPersonas } from "../datasets/read-personas.ts";
import { readPrompts } from "../datasets/read-prompts.ts";
import type { CallRunner } from "../lm/model.ts";
import type { Progress } from "../progress.ts";
import { loadTopics } from "../prompts/issue.ts";
import { UserError } from "../user-error.ts";
import { type DesignOptions, designItems, type Item } from "./items.ts";
import type { SummaryItem } from "./lm/summaries.ts";
import { REFERENCE_MODELS, referenceModels } from "./reference/models.ts";
import { runReference } from "./reference/run-reference.ts";
import { runLm } from "./run-lm.ts";
import { type BenchOptions, isReference, type LmOptions } from "./run-options.ts";
import { contentUtility, readTruth, type Truth } from "./truth.ts";
import { writeRun } from "./write-run.ts";

/** Attributes of the paper's profile that leave-one-out hides; the five traits are one line there. */
export const LOO_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  LINE_KEYS.map((key) => [
    key,
    key === "big_five_scores"
      ? ["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"]
      : [key],
  ]),
);

/** What a run is about; the truth where it is known. */
export interface World {
  readonly root: string;
  readonly personas: WeightedPersonas;
  readonly prompts: readonly Prompt[];
  readonly truth: Truth | null;
}

/** A world whose truth is known, and the reference models over it. */
export interface KnownTruth extends World {
  readonly truth: Truth;
  readonly models: ReturnType<typeof referenceModels>;
}

/** @throws UserError where the dataset has no simulated feedback. */
export async function readKnownTruth(dataset: string, root: string): Promise<KnownTruth> {
  const truth = await readTruth(dataset, root);
  const { personas, prompts } = truth;
  return { root, personas, prompts, truth, models: referenceModels(truth) };
}

async function readWorld(dataset: string, root: string, needsTruth: boolean): Promise<World> {
  if (needsTruth) return readKnownTruth(dataset, root);
  const personas = await readPersonas(join(dataset, "personas.parquet"), { texts: true });
  return { root, personas, prompts: await readPrompts(dataset), truth: null };
}

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
  for (const what of ["models", "modes"] as const) {
    if (options[what].length === 0) throw new UserError(`--${what} names none; name one or more`);
    if (new Set(options[what]).size < options[what].length) {
      throw new UserError(`--${what} ${options[what].join(",")}: names one twice`);
    }
  }
  const references = options.models.filter(isReference);
  const others = options.models.filter((name) => !isReference(name));
  const { lm } = options;
  if (others.length > 0 && !lm) {
    throw new UserError(
      `unknown model ${others[0]}; known without --models-file: ${REFERENCE_MODELS.join(", ")}`,
    );
  }
  if (references.length > 0 && options.judge !== "truth") {
    throw new UserError(
      `--judge ${options.judge}: reference models write no text to judge; use --judge truth`,
    );
  }
  if (!known) progress.begin("Reading the dataset");
  const needsTruth =
    references.length > 0 || options.judge === "truth" || options.task === "comparison";
  const world = known ?? (await readWorld(options.dataset, options.root, needsTruth));
  const items = itemsOf(world, options);
  const rows: BenchResult[] = [];
  if (references.length > 0) progress.begin("Answering", references.length * options.modes.length);
  for (const name of references) {
    for (const mode of options.modes) {
      const { truth, models } = world as KnownTruth;
      const answers = runReference(models[name], truth, mode, items, options.seed);
      items.forEach((item, at) => {
        rows.push(rowOf(world, options, name, mode, item, answers[at]));
      });
      progress.advance();
    }
  }
  const templates = new Set<string>();
  const summaries = new Map<string, SummaryItem[]>();
  if (lm) {
    const watched = { ...lm, runner: watch(lm.runner, templates) };
    for (const name of others) {
      const own: SummaryItem[] = [];
      for (const mode of options.modes) {
        rows.push(...(await askedRows(world, options, watched, name, mode, items, own)));
      }
      if (own.length > 0) summaries.set(name, own);
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

async function askedRows(
  world: World,
  { task, judge }: BenchOptions,
  { runner, judgeModel, allowSelf, parameters }: LmOptions,
  name: string,
  mode: Mode,
  items: readonly Item[],
  summaries: SummaryItem[],
): Promise<BenchResult[]> {
  const { personas, prompts, truth } = world;
  const issues = loadTopics(join(world.root, "data/prompts/issues")).flatMap(
    (topic) => topic.issues,
  );
  return runLm(
    {
      ...{ runner, mode, task, judge, allowSelf, personas, prompts, truth },
      model: { name, parameters },
      // A judge is asked for its best guess, without the model's temperature.
      judgeModel: { name: judgeModel, parameters: {} },
      issues: new Map(issues.map((issue) => [issue.id, issue])),
      summarised: (item) => summaries.push(item),
    },
    items,
  );
}

/** The items of the options' task. */
export function itemsOf({ personas, prompts, truth }: World, options: BenchOptions): Item[] {
  const design: DesignOptions = {
    task: options.task,
    seed: options.seed,
    perPersona: options.perPersona,
    personas: options.personas,
    attempts: options.attempts,
    attributes: LOO_ATTRIBUTES,
    ...(truth ? { utility: (persona, prompt) => contentUtility(truth, persona, prompt) } : {}),
  };
  return designItems({ personas: personas.n, topics: prompts.map(({ topic }) => topic) }, design);
}

function rowOf(
  { personas, prompts }: World,
  { task, judge }: BenchOptions,
  model: string,
  mode: Mode,
  item: Item,
  { position, passed }: { readonly position: 0 | 1; readonly passed: boolean },
): BenchResult {
  return {
    model,
    mode,
    task,
    judge,
    persona_id: personas.ids[item.persona],
    prompt_id: prompts[item.prompt].prompt_id,
    attempt: item.attempt,
    variant: item.shown === item.persona ? item.variant : `for ${personas.ids[item.shown]}`,
    passed,
    reason: "",
    position,
    answer_key: "",
    judge_key: "",
    tokens_in: 0,
    tokens_out: 0,
    latency_ms: 0,
  };
}
