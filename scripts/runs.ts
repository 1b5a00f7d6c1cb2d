/** Sees to it that the site has runs of the reference models over the dataset that it shows. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Task } from "../src/schema/bench.ts";
import { type Manifest, manifestSchema } from "../src/schema/manifest.ts";
import { readRunManifest } from "../src/testbed/bench/read-run.ts";
import { REFERENCE_MODELS } from "../src/testbed/bench/reference/models.ts";
import { runBench } from "../src/testbed/bench/run-bench.ts";
import { isRunOver } from "../src/testbed/bench/run-dataset.ts";
import { type BenchOptions, taskDefaults } from "../src/testbed/bench/run-options.ts";
import { readKnownTruth } from "../src/testbed/bench/world.ts";
import { codeVersion } from "../src/testbed/personas/provenance.ts";
import { type Progress, SILENT } from "../src/testbed/progress.ts";

const ROOT = resolve(import.meta.dirname, "..");

/** What is run, beside the dataset, for the alignment page to begin with. */
const RUNS: readonly (Partial<BenchOptions> & { readonly task: Task })[] = [
  { task: "main" },
  { task: "loo", modes: ["output_only"], perPersona: 2 },
  { task: "pass_at_k", modes: ["output_only"], perPersona: 1, personas: 800 },
  { task: "comparison", modes: ["output_only", "demographic_summary"], perPersona: 2 },
  { task: "cross_persona", modes: ["output_only"], perPersona: 2 },
  { task: "stability", modes: ["output_only"], perPersona: 2 },
  { task: "loo_three", modes: ["output_only"] },
  { task: "drift", personas: 1000 },
];

/** Folder of the runs over a dataset. */
export const runsFolder = ({ name }: Pick<Manifest, "name">) => join("build/runs", name);

async function isCurrent(folder: string, manifest: Manifest): Promise<boolean> {
  try {
    const run = await readRunManifest(folder);
    return run.codeVersion === codeVersion(ROOT) && isRunOver(run, manifest);
  } catch {
    return false;
  }
}

/** Runs the reference models unless their runs are there; none where no truth is known. */
export async function ensureRuns(dataset: string, progress: Progress = SILENT): Promise<void> {
  const text = await readFile(resolve(ROOT, dataset, "manifest.json"), "utf8");
  const manifest = manifestSchema.parse(JSON.parse(text));
  if (manifest.respondents?.kind !== "random-utility") return;
  const missing: [string, (typeof RUNS)[number]][] = [];
  for (const run of RUNS) {
    const folder = join(ROOT, runsFolder(manifest), `reference-${run.task}`);
    if (!(await isCurrent(folder, manifest))) missing.push([folder, run]);
  }
  if (missing.length === 0) return;
  progress.begin("Reference models", missing.length);
  const known = await readKnownTruth(resolve(ROOT, dataset), ROOT);
  for (const [out, run] of missing) {
    await runBench(
      {
        root: ROOT,
        dataset: resolve(ROOT, dataset),
        models: [...REFERENCE_MODELS],
        ...taskDefaults(run.task),
        judge: "truth",
        seed: 1,
        ...run,
        out,
      },
      SILENT,
      known,
    );
    progress.advance();
  }
  progress.end();
}
