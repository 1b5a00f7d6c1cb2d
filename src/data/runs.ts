/** Runs of the benchmark over the dataset shown. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { BenchRun } from "../schema/bench.ts";
import { readRunManifest } from "../testbed/bench/read-run.ts";
import { isRunOver } from "../testbed/bench/run-dataset.ts";
import { InputError } from "../testbed/datasets/input-error.ts";
import { readManifest } from "./dataset.ts";

/** Folder in which runs are looked for, two levels deep. */
const RUNS = process.env.ATLAS_RUNS ?? join("build", "runs");

/** Manifests of the runs over the very dataset shown, by folder; other runs are left out. */
export async function runsShown(): Promise<{ folder: string; run: BenchRun }[]> {
  const manifest = await readManifest();
  const folders = foldersIn(RUNS).flatMap((folder) => [folder, ...foldersIn(folder)]);
  const found: { folder: string; run: BenchRun }[] = [];
  for (const folder of folders.filter((path) => existsSync(join(path, "run.json"))).sort()) {
    try {
      const run = await readRunManifest(folder);
      if (!isRunOver(run, manifest)) continue;
      if (existsSync(join(folder, run.results.path))) found.push({ folder, run });
      else process.stderr.write(`left out: ${folder} has no ${run.results.path}\n`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      process.stderr.write(`left out: ${error.message}\n`);
    }
  }
  return found;
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(path, entry.name));
}
