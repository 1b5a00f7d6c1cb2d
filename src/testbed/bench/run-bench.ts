/** Runs the benchmark and writes results.parquet and run.json into a folder, whole or not at all. */
import { writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { attributeOf } from "../../schema/attributes.ts";
import {
  BENCH_RESULTS,
  type BenchResult,
  type BenchRun,
  type Judge,
  type Mode,
  runSchema,
  type Task,
} from "../../schema/bench.ts";
import { LINE_KEYS } from "../../schema/persona-text.ts";
import { replaceFolder } from "../datasets/atomic.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { type TableColumn, writeTable } from "../datasets/table-file.ts";
import { fingerprint } from "../personas/personas-file.ts";
import { codeVersion } from "../personas/provenance.ts";
import type { Progress } from "../progress.ts";
import { UserError } from "../user-error.ts";
import { type DesignOptions, designItems, type Item } from "./items.ts";
import {
  DESCRIPTIONS,
  flipChance,
  REFERENCE_MODELS,
  type ReferenceName,
  referenceModels,
  SUMMARY_KEEPS,
} from "./reference/models.ts";
import { runReference } from "./reference/run-reference.ts";
import { contentUtility, readTruth, type Truth } from "./truth.ts";

export interface BenchOptions {
  readonly root: string;
  readonly dataset: string;
  readonly out: string;
  readonly models: readonly string[];
  readonly modes: readonly Mode[];
  readonly task: Task;
  readonly judge: Judge;
  readonly seed: number;
  readonly perPersona: number;
  readonly personas: number | null;
  readonly attempts: number;
}

/** Attributes of the paper's profile that leave-one-out hides; the five traits are one line there. */
export const LOO_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  LINE_KEYS.map((key) => [
    key,
    key === "big_five_scores"
      ? ["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"]
      : [key],
  ]),
);

/** A truth, and the reference models over it. */
export interface KnownTruth {
  readonly truth: Truth;
  readonly models: ReturnType<typeof referenceModels>;
}

/** @throws UserError where the dataset has no simulated feedback. */
export async function readKnownTruth(dataset: string, root: string): Promise<KnownTruth> {
  const truth = await readTruth(dataset, root);
  return { truth, models: referenceModels(truth) };
}

export const isReference = (name: string): name is ReferenceName =>
  (REFERENCE_MODELS as readonly string[]).includes(name);

/**
 * @param known the truth of the dataset, where the caller has read it for several runs.
 * @throws UserError for no model or mode, one that is unknown or named twice, or a dataset without a
 * known truth.
 */
export async function runBench(
  options: BenchOptions,
  progress: Progress,
  known: KnownTruth | null = null,
): Promise<BenchRun> {
  for (const what of ["models", "modes"] as const) {
    if (options[what].length === 0) throw new UserError(`--${what} names none; name one or more`);
    if (new Set(options[what]).size < options[what].length) {
      throw new UserError(`--${what} ${options[what].join(",")}: names one twice`);
    }
  }
  const unknown = options.models.filter((name) => !isReference(name));
  if (unknown.length > 0) {
    throw new UserError(
      `unknown model ${unknown[0]}; known without a models file: ${REFERENCE_MODELS.join(", ")}`,
    );
  }
  if (options.judge !== "truth") {
    throw new UserError(
      `--judge ${options.judge}: reference models write no text to judge; use --judge truth`,
    );
  }
  if (!known) progress.begin("Reading the dataset");
  const { truth, models } = known ?? (await readKnownTruth(options.dataset, options.root));
  const items = itemsOf(truth, options);
  const rows: BenchResult[] = [];
  const total = options.models.length * options.modes.length;
  progress.begin("Answering", total);
  for (const name of options.models.filter(isReference)) {
    for (const mode of options.modes) {
      const answers = runReference(models[name], truth, mode, items, options.seed);
      items.forEach((item, at) => {
        rows.push(rowOf(truth, options, name, mode, item, answers[at]));
      });
      progress.advance();
    }
  }
  progress.begin("Writing results");
  const run = await writeRun(options, items, rows);
  progress.end();
  return run;
}

/** The items of the options' task over a truth. */
export function itemsOf(truth: Truth, options: BenchOptions): Item[] {
  const design: DesignOptions = {
    task: options.task,
    seed: options.seed,
    perPersona: options.perPersona,
    personas: options.personas,
    attempts: options.attempts,
    attributes: LOO_ATTRIBUTES,
    utility: (persona, prompt) => contentUtility(truth, persona, prompt),
  };
  const topics = truth.prompts.map(({ topic }) => topic);
  return designItems({ personas: truth.personas.n, topics }, design);
}

function rowOf(
  { personas, prompts }: Truth,
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

const TYPES = { string: "text", boolean: "boolean", int32: "integer" } as const;

/** Rows as columns of the declared table. */
export function resultColumns(rows: readonly BenchResult[]): TableColumn[] {
  return BENCH_RESULTS.columns.map(({ name, type, isOptional }) => ({
    name,
    type: TYPES[type as keyof typeof TYPES],
    isOptional,
    repeats: type === "string",
    values: rows.map((row) => row[name as keyof BenchResult]),
  }));
}

async function writeRun(
  options: BenchOptions,
  items: readonly Item[],
  rows: readonly BenchResult[],
): Promise<BenchRun> {
  const manifest = await readManifest(join(options.dataset, "manifest.json"));
  const provenance = `${manifest.provenance} Reference models are no language models: they are rules with a known skill.`;
  const failures: Record<string, number> = {};
  for (const { passed, reason } of rows) {
    if (passed === null) failures[reason] = (failures[reason] ?? 0) + 1;
  }
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
  return replaceFolder(options.out, async (folder) => {
    const path = "results.parquet";
    writeTable(join(folder, path), "results", resultColumns(rows), {
      provenance,
      licence: manifest.licence,
    });
    const run: BenchRun = {
      name: basename(resolve(options.out)),
      schemaVersion: 1,
      provenance,
      dataset: { name: manifest.name, seed: manifest.seed, codeVersion: manifest.codeVersion },
      codeVersion: codeVersion(options.root),
      seed: options.seed,
      task: options.task,
      models: options.models.filter(isReference).map((name) => ({
        name,
        kind: "reference",
        description: DESCRIPTIONS[name],
        parameters: {
          flips: Object.fromEntries(options.modes.map((mode) => [mode, flipChance(name, mode)])),
          summaryKeeps: SUMMARY_KEEPS,
        },
      })),
      modes: [...options.modes],
      judge: { kind: options.judge, model: null },
      templates: {},
      design: {
        personas: new Set(items.map(({ persona }) => persona)).size,
        prompts: new Set(items.map(({ prompt }) => prompt)).size,
        perPersona: options.perPersona,
        attempts: options.task === "pass_at_k" ? options.attempts : 1,
      },
      counts: { rows: rows.length, judged: rows.length - failed, failed, failures },
      cost: { calls: 0, tokensIn: 0, tokensOut: 0, dollars: 0 },
      results: { path, ...(await fingerprint(join(folder, path))) },
    };
    await writeFile(join(folder, "run.json"), `${JSON.stringify(runSchema.parse(run), null, 2)}\n`);
    return run;
  });
}

export const attributeLabel = (key: string) =>
  key === "big_five_scores" ? "Big Five" : attributeOf(key).label;
