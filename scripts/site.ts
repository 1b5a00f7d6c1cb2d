/** Builds the site into dist/, offline. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { locked } from "./lock.ts";
import { mendPages } from "./mend.ts";
import { vendor } from "./vendor.ts";

export const ROOT = resolve(import.meta.dirname, "..");
export const DIST = join(ROOT, "dist");
const STAMP = join(ROOT, "build/site.sha256");
const FRAMEWORK = join(ROOT, "node_modules/@observablehq/framework/dist/bin/observable.js");

/** What the site is made of, besides the packages that the lock file names. */
const INPUTS = [
  "src",
  "scripts",
  "data",
  "build/datasets/default",
  "observablehq.config.ts",
  "package-lock.json",
];

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, path), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOTDIR") return null;
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  if (entries === null) return [join(ROOT, path)];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes("/.observablehq/"))
    .sort();
}

/** A digest of everything that the site is built from. */
async function digestInputs(): Promise<string> {
  const hash = createHash("sha256");
  for (const input of INPUTS) {
    for (const file of await filesBelow(input)) {
      hash
        .update(file.slice(ROOT.length))
        .update("\0")
        .update(await readFile(file));
    }
  }
  return hash.digest("hex");
}

async function isFresh(digest: string): Promise<boolean> {
  const [stamp, page] = await Promise.all([
    readFile(STAMP, "utf8").catch(() => ""),
    readFile(join(DIST, "index.html")).catch(() => null),
  ]);
  return page !== null && stamp === digest;
}

/**
 * Runs Framework's command with telemetry off and every request outside refused.
 * @param onLine gets each line that it prints; without it, they go to this process's output.
 */
export async function framework(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  onLine?: (line: string) => void,
): Promise<void> {
  const offline = pathToFileURL(join(ROOT, "scripts/offline.js")).href;
  const child = spawn(process.execPath, ["--import", offline, FRAMEWORK, ...args], {
    cwd: ROOT,
    env: { ...process.env, OBSERVABLE_TELEMETRY_DISABLE: "1", ...env },
    stdio: ["ignore", onLine ? "pipe" : "inherit", onLine ? "pipe" : "inherit"],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (text: string) => {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        onLine?.(line);
      }
    });
  }
  const code = await new Promise<number | null>((done, fail) => {
    child.on("error", fail).on("close", done);
  });
  if (code === 0) return;
  throw new Error(`observable ${args[0]} ended with code ${code}\n${lines.slice(-40).join("\n")}`);
}

export interface BuildOptions {
  /** Keep dist/ as it is when nothing that it is made of has changed. */
  readonly reuse?: boolean;
  readonly onLine?: (line: string) => void;
}

/** Builds the site; dist/ is replaced only when all of it is there. Returns whether it was built. */
export async function buildSite({ reuse = false, onLine }: BuildOptions = {}): Promise<boolean> {
  return locked(join(ROOT, "build/site.lock"), async () => {
    const digest = await digestInputs();
    if (reuse && (await isFresh(digest))) return false;
    await vendor();
    const output = join(ROOT, "build/site");
    await rm(output, { recursive: true, force: true });
    await framework(["build"], { ATLAS_SITE_OUTPUT: "build/site" }, onLine);
    await mendPages(output);
    await rm(DIST, { recursive: true, force: true });
    await rename(output, DIST);
    await mkdir(join(ROOT, "build"), { recursive: true });
    await writeFile(STAMP, digest);
    return true;
  });
}
