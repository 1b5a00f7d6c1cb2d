/** Writes a run of the benchmark: results.parquet and run.json, whole or not at all. */
import { writeFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { BENCH_RESULTS, type BenchResult, type BenchRun, runSchema } from "../../schema/bench.ts";
import { replaceFolder } from "../datasets/atomic.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { type TableColumn, writeTable } from "../datasets/table-file.ts";
import { versionsOf } from "../lm/templates/wording.ts";
import { fingerprint } from "../personas/personas-file.ts";
import { codeVersion } from "../personas/provenance.ts";
import type { Item } from "./design/item.ts";
import { isAnchored } from "./design/sequences.ts";
import { type SummaryItem, summaryUse } from "./lm/summaries.ts";
import { DESCRIPTIONS, FORGETS, flipChance, SUMMARY_KEEPS } from "./reference/models.ts";
import { datasetOf } from "./run-dataset.ts";
import { type BenchOptions, isReference } from "./run-options.ts";

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

export interface Asked {
  /** Those that made the calls, as `name@version`. */
  readonly templates: ReadonlySet<string>;
  /** By model. */
  readonly summaries: ReadonlyMap<string, readonly SummaryItem[]>;
}

export async function writeRun(
  options: BenchOptions,
  items: readonly Item[],
  rows: readonly BenchResult[],
  { templates, summaries }: Asked,
): Promise<BenchRun> {
  const manifest = await readManifest(join(options.dataset, "manifest.json"));
  const hasReferences = options.models.some(isReference);
  const provenance = hasReferences
    ? `${manifest.provenance} Reference models are no language models: they are rules with a known skill.`
    : manifest.provenance;
  const failures: Record<string, number> = {};
  for (const { passed, position, reason } of rows) {
    // A side taken where no truth is known is no failure.
    if (passed === null && position === null) failures[reason] = (failures[reason] ?? 0) + 1;
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
      dataset: datasetOf(manifest),
      codeVersion: codeVersion(options.root),
      seed: options.seed,
      task: options.task,
      models: options.models.map((name) =>
        isReference(name)
          ? {
              name,
              kind: "reference",
              description: DESCRIPTIONS[name],
              parameters: {
                flips: Object.fromEntries(
                  options.modes.map((mode) => [mode, flipChance(name, mode)]),
                ),
                summaryKeeps: SUMMARY_KEEPS,
                ...(options.task === "drift" && { forgets: FORGETS }),
              },
            }
          : {
              name,
              kind: "openai-compatible",
              description: "a language model",
              parameters: { ...options.lm?.parameters },
            },
      ),
      modes: [...options.modes],
      judge: {
        kind: options.judge,
        model: options.task === "drift" ? null : (options.lm?.judgeModel ?? null),
      },
      templates: versionsOf(templates),
      design: {
        personas: new Set(items.map(({ persona }) => persona)).size,
        prompts: new Set(items.map(({ prompt }) => prompt)).size,
        perPersona: options.perPersona,
        attempts: options.task === "pass_at_k" ? options.attempts : 1,
        ...(isAnchored(options) && { anchorEvery: options.anchorEvery }),
      },
      counts: { rows: rows.length, judged: rows.length - failed, failed, failures },
      ...([...summaries.values()].some((items) => items.length > 0) && {
        summaries: usesOf(summaries),
      }),
      cost: options.lm?.runner.spent() ?? { calls: 0, tokensIn: 0, tokensOut: 0, dollars: 0 },
      ledger: options.lm?.ledger ? relative(process.cwd(), resolve(options.lm.ledger)) : null,
      results: { path, ...(await fingerprint(join(folder, path))) },
    };
    await writeFile(join(folder, "run.json"), `${JSON.stringify(runSchema.parse(run), null, 2)}\n`);
    return run;
  });
}

/** An attribute that was shown to nobody says nothing. */
function usesOf(summaries: Asked["summaries"]): BenchRun["summaries"] {
  return Object.fromEntries(
    [...summaries]
      .filter(([, items]) => items.length > 0)
      .map(([model, items]) => {
        const use = summaryUse(items);
        return [model, { ...use, attributes: use.attributes.filter(({ n }) => n > 0) }];
      }),
  );
}
