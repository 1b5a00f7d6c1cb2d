/** Builds the site into dist/, offline. */
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Progress, SILENT } from "../src/testbed/progress.ts";
import { compressFiles } from "./compress.ts";
import { DEFAULT_DATASET, ensureDataset } from "./dataset.ts";
import { digest, isStamped } from "./digest.ts";
import { framework } from "./framework.ts";
import { locked } from "./lock.ts";
import { mendPages } from "./mend.ts";
import { ensureRuns } from "./runs.ts";
import { vendor } from "./vendor.ts";

const ROOT = resolve(import.meta.dirname, "..");
export const DIST = join(ROOT, "dist");
const OUTPUT = join(ROOT, "build/site");

/** What the site is made of, besides the dataset and the packages that the lock file names. */
const INPUTS = [
  "src",
  "scripts",
  "data",
  "build/runs",
  "observablehq.config.ts",
  "package-lock.json",
];

export interface BuildOptions {
  /** Keep dist/ as it is when nothing that it is made of has changed. */
  readonly reuse?: boolean;
  /** Folder of the dataset to show, taken as it is; the default one is made if need be. */
  readonly dataset?: string;
  /** Folder of the site. */
  readonly dist?: string;
  readonly progress?: Progress;
}

/**
 * Builds the dataset if need be, then the site. The site's folder is replaced only when all of it
 * is there; builds of several processes wait for each other.
 * @returns whether the site was built.
 * @throws with the last lines of Framework's output, if it fails.
 */
export async function buildSite(options: BuildOptions = {}): Promise<boolean> {
  const { reuse = false, dist = DIST, progress = SILENT } = options;
  const named = options.dataset ?? process.env.ATLAS_DATASET;
  const dataset = named ?? DEFAULT_DATASET;
  const stamp = join(ROOT, "build", `${basename(dist)}.sha256`);
  return locked(join(ROOT, "build/site.lock"), async () => {
    await ensureDataset(named, progress === SILENT);
    await ensureRuns(dataset, progress);
    const current = await digest(ROOT, [...INPUTS, dataset]);
    const isFresh = existsSync(join(dist, "index.html")) && (await isStamped(stamp, current));
    if (reuse && isFresh) return false;
    progress.begin("Packages for the browser");
    await vendor();
    progress.begin("Pages");
    await rm(OUTPUT, { recursive: true, force: true });
    const env = { ATLAS_SITE_OUTPUT: "build/site", ATLAS_DATASET: dataset };
    await framework(["build"], env, () => progress.advance());
    await mendPages(OUTPUT);
    progress.begin("Compression");
    await compressFiles(OUTPUT);
    progress.end();
    await rm(dist, { recursive: true, force: true });
    await rename(OUTPUT, dist);
    await writeFile(stamp, current);
    return true;
  });
}
