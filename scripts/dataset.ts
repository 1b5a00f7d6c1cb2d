/** Sees to it that the dataset which the site shows is there and up to date. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Manifest, manifestSchema } from "../src/schema/manifest.ts";
import { codeVersion, inputHashes } from "../src/testbed/personas/provenance.ts";
import { codeOf } from "./framework.ts";

const ROOT = resolve(import.meta.dirname, "..");
/** Folder of the dataset that the site shows unless another one is named. */
export const DEFAULT_DATASET = "build/datasets/default";

/** The manifest of a dataset whose files are all there; null if anything is amiss. */
async function manifestIn(folder: string): Promise<Manifest | null> {
  try {
    const text = await readFile(join(folder, "manifest.json"), "utf8");
    const manifest = manifestSchema.parse(JSON.parse(text));
    for (const { path, bytes } of manifest.files) {
      if ((await stat(join(folder, path))).size !== bytes) return null;
    }
    return manifest;
  } catch {
    return null;
  }
}

/** Whether a dataset was made by the code and from the figures that are here now. */
function isCurrent(manifest: Manifest): boolean {
  return (
    manifest.codeVersion === codeVersion(ROOT) &&
    isDeepStrictEqual(manifest.inputs, inputHashes(ROOT))
  );
}

/** Runs the command that makes the dataset, its progress on this process's stderr. */
async function generate(quiet: boolean): Promise<void> {
  const args = [
    "bin/atlas.js",
    "generate",
    "--n",
    "1586",
    "--seed",
    "2024",
    "--out",
    DEFAULT_DATASET,
  ];
  const child = spawn(process.execPath, quiet ? [...args, "--quiet"] : args, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await codeOf(child);
  if (code !== 0) throw new Error(`atlas generate ended with code ${code}`);
}

/**
 * Makes the default dataset unless it is there and was made from the code and the figures as
 * they are now.
 * @param named folder of another dataset to show, which is taken as it is.
 * @throws if `named` is no folder of a dataset, or the generator fails.
 */
export async function ensureDataset(named?: string, quiet = false): Promise<void> {
  if (named !== undefined) {
    if (existsSync(resolve(ROOT, named, "manifest.json"))) return;
    throw new Error(`there is no manifest.json in ${named}, the dataset to show`);
  }
  const manifest = await manifestIn(join(ROOT, DEFAULT_DATASET));
  if (manifest === null || !isCurrent(manifest)) await generate(quiet);
}
