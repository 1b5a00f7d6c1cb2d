/** Runs of the benchmark written by hand, for tests of what reads one. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchResult, BenchRun } from "../../../src/schema/bench.ts";
import { resultColumns } from "../../../src/testbed/bench/write-run.ts";
import { writeTable } from "../../../src/testbed/datasets/table-file.ts";
import { fingerprint } from "../../../src/testbed/personas/personas-file.ts";

/** A judged answer of model `m` told of the persona, in the task main. */
export function answer(
  persona_id: string,
  prompt_id: string,
  passed: boolean | null,
  change: Partial<BenchResult> = {},
): BenchResult {
  return {
    model: "m",
    mode: "output_only",
    task: "main",
    judge: "truth",
    persona_id,
    prompt_id,
    attempt: 0,
    variant: "",
    passed,
    reason: passed === null ? "time-out" : "",
    position: passed === null ? null : passed ? 1 : 0,
    answer_key: "",
    judge_key: "",
    tokens_in: 0,
    tokens_out: 0,
    latency_ms: 0,
    ...change,
  };
}

/** Writes a run of the models and modes that occur. Returns its folder, new below a temporary one. */
export async function writeRun(
  rows: readonly BenchResult[],
  change: Partial<BenchRun> = {},
): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), "atlas-run-")), "run");
  await mkdir(folder);
  const path = "results.parquet";
  writeTable(join(folder, path), "results", resultColumns(rows), {
    provenance: "Simulated.",
    licence: "CC-BY-4.0",
  });
  const failed = rows.filter(({ passed }) => passed === null);
  const failures: Record<string, number> = {};
  for (const { reason } of failed) failures[reason] = (failures[reason] ?? 0) + 1;
  const distinct = <T>(of: (row: BenchResult) => T) => [...new Set(rows.map(of))];
  const run: BenchRun = {
    name: "run",
    schemaVersion: 1,
    provenance: "Simulated.",
    dataset: {
      ...{ name: "small", seed: 1, codeVersion: "0.0.0" },
      ...{ personas: null, prompts: null, truth: null },
    },
    codeVersion: "0.0.0",
    seed: 1,
    task: rows[0]?.task ?? "main",
    models: distinct(({ model }) => model).map((name) => ({
      name,
      kind: "openai-compatible",
      description: "a model",
      parameters: {},
    })),
    modes: distinct(({ mode }) => mode),
    judge: { kind: "truth", model: null },
    templates: {},
    design: {
      personas: distinct(({ persona_id }) => persona_id).length,
      prompts: distinct(({ prompt_id }) => prompt_id).length,
      perPersona: 1,
      attempts: 1,
    },
    counts: {
      rows: rows.length,
      judged: rows.length - failed.length,
      failed: failed.length,
      failures,
    },
    cost: { calls: 0, tokensIn: 0, tokensOut: 0, dollars: null },
    ledger: null,
    results: { path, ...(await fingerprint(join(folder, path))) },
    ...change,
  };
  await writeFile(join(folder, "run.json"), JSON.stringify(run));
  return folder;
}
