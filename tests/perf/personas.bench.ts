/** From the command to the files: generation rates, the time of the fit, sizes on disk and on the wire. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync } from "node:zlib";
import type { Row } from "./benchmark.ts";

export const name = "Generating and measuring a population, by the command";

const ROOT = resolve(import.meta.dirname, "../..");
const SIZES = [1_586, 200_000];
const STREAMS = ["personas.arrow", "persona-texts.arrow"];
const MOST_BYTES = 1e9;

const execute = promisify(execFile);

/** Seconds of one call of `atlas`. */
async function secondsOf(...args: readonly string[]): Promise<number> {
  const start = performance.now();
  await execute(process.execPath, ["bin/atlas.js", ...args, "--quiet"], {
    cwd: ROOT,
    maxBuffer: MOST_BYTES,
  });
  return (performance.now() - start) / 1000;
}

/** What a loader writes for a dataset. */
async function streamOf(loader: string, dataset: string): Promise<Buffer> {
  const { stdout } = await execute(process.execPath, ["--import", "tsx", `src/data/${loader}.ts`], {
    cwd: ROOT,
    env: { ...process.env, ATLAS_DATASET: dataset },
    encoding: "buffer",
    maxBuffer: MOST_BYTES,
  });
  return stdout;
}

async function population(n: number, folder: string): Promise<Row[]> {
  const out = join(folder, String(n));
  const who = `${n.toLocaleString("en-US")} personas`;
  const made = await secondsOf("personas", "--n", String(n), "--seed", "2024", "--out", out);
  const { size } = await stat(join(out, "personas.parquet"));
  return [
    { what: `generate ${who}`, value: made, unit: "s" },
    { what: "rate", value: n / made, unit: "personas/s" },
    { what: `measure the fit of ${who}`, value: await secondsOf("fidelity", out), unit: "s" },
    { what: "Parquet", value: size / 1e6, unit: "MB" },
  ];
}

/** @throws Error where a command or a loader fails. */
export async function run(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
  try {
    const rows: Row[] = [];
    for (const n of SIZES) rows.push(...(await population(n, folder)));
    for (const loader of STREAMS) {
      const bytes = await streamOf(loader, join(folder, String(SIZES[0])));
      rows.push({
        what: `${loader} of ${SIZES[0].toLocaleString("en-US")}`,
        value: bytes.length / 1e3,
        unit: "kB",
        note: `${(brotliCompressSync(bytes).length / 1e3).toFixed(0)} kB as brotli`,
      });
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
