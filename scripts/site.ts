/** Builds the site into dist/, offline. */
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Progress, SILENT } from "../src/testbed/progress.ts";
import { compressFiles } from "./compress.ts";
import { ensureDataset } from "./dataset.ts";
import { digest, isStamped } from "./digest.ts";
import { framework } from "./framework.ts";
import { locked } from "./lock.ts";
import { mendPages } from "./mend.ts";
import { ensureRuns } from "./runs.ts";
import { vendor } from "./vendor.ts";

const ROOT = resolve(import.meta.dirname, "..");
export const DIST = join(ROOT, "dist");
const OUTPUT = join(ROOT, "build/site");
const STAMP = join(ROOT, "build/site.sha256");

/** Folder of the dataset that the site shows. */
const SHOWN = process.env.ATLAS_DATASET ?? "build/datasets/default";

/** What the site is made of, besides the packages that the lock file names. */
const INPUTS = [
  "src",
  "scripts",
  "data",
  SHOWN,
  "build/runs",
  "observablehq.config.ts",
  "package-lock.json",
];

async function isFresh(current: string): Promise<boolean> {
  return existsSync(join(DIST, "index.html")) && (await isStamped(STAMP, current));
}

export interface BuildOptions {
  /** Keep dist/ as it is when nothing that it is made of has changed. */
  readonly reuse?: boolean;
  readonly progress?: Progress;
}

/**
 * Builds the dataset if need be, then the site. dist/ is replaced only when all of it is there;
 * builds of several processes wait for each other.
 * @returns whether the site was built.
 * @throws with the last lines of Framework's output, if it fails.
 */
export async function buildSite(options: BuildOptions = {}): Promise<boolean> {
  const { reuse = false, progress = SILENT } = options;
  return locked(join(ROOT, "build/site.lock"), async () => {
    await ensureDataset(progress === SILENT);
    await ensureRuns(SHOWN, progress);
    const current = await digest(ROOT, INPUTS);
    if (reuse && (await isFresh(current))) return false;
    progress.begin("Packages for the browser");
    await vendor();
    progress.begin("Pages");
    await rm(OUTPUT, { recursive: true, force: true });
    await framework(["build"], { ATLAS_SITE_OUTPUT: "build/site" }, () => progress.advance());
    await mendPages(OUTPUT);
    progress.begin("Compression");
    await compressFiles(OUTPUT);
    progress.end();
    await rm(DIST, { recursive: true, force: true });
    await rename(OUTPUT, DIST);
    await writeFile(STAMP, current);
    return true;
  });
}
