/** Sees to it that the dataset which the site shows is there and up to date. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { digest, isStamped } from "./digest.ts";
import { codeOf } from "./framework.ts";

const ROOT = resolve(import.meta.dirname, "..");
const FOLDER = "build/datasets/default";
const STAMP = join(ROOT, "build/datasets/default.sha256");

/** What the dataset is made from. */
const INPUTS = [
  "data",
  "src/schema",
  "src/stats",
  "src/testbed",
  "src/cli/personas.ts",
  "package-lock.json",
];

function isThere(folder: string): boolean {
  return ["personas.parquet", "manifest.json"].every((file) => existsSync(join(folder, file)));
}

/** Runs the command that makes the dataset, its progress on this process's stderr. */
async function generate(): Promise<void> {
  const args = ["bin/atlas.js", "personas", "--n", "1586", "--seed", "2024", "--out", FOLDER];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await codeOf(child);
  if (code !== 0) throw new Error(`atlas personas ended with code ${code}`);
}

/**
 * Makes the default dataset unless it is there and was made from the code and the figures as
 * they are now. A dataset that ATLAS_DATASET names is taken as it is.
 * @throws if ATLAS_DATASET names no dataset, or the generator fails.
 */
export async function ensureDataset(): Promise<void> {
  const named = process.env.ATLAS_DATASET;
  if (named !== undefined) {
    if (isThere(resolve(ROOT, named))) return;
    throw new Error(`ATLAS_DATASET: no personas.parquet and manifest.json in ${named}`);
  }
  const current = await digest(ROOT, INPUTS);
  if (isThere(join(ROOT, FOLDER)) && (await isStamped(STAMP, current))) return;
  // The generator is not written yet.
  if (!existsSync(join(ROOT, "src/cli/personas.ts"))) return;
  await generate();
  await writeFile(STAMP, current);
}
