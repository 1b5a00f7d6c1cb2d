/** The generator's parts in this process: draws, rules, texts, encoding, calibration, threads. */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { seeded } from "../../src/stats/random.ts";
import { readTargets } from "../../src/testbed/census/targets.ts";
import { type BlockTask, drawPassing } from "../../src/testbed/personas/block.ts";
import { runBlocks } from "../../src/testbed/personas/block-pool.ts";
import { calibrate } from "../../src/testbed/personas/calibrate.ts";
import { drawCandidates } from "../../src/testbed/personas/candidates.ts";
import { generatePersonas } from "../../src/testbed/personas/generate.ts";
import { finishPersonas } from "../../src/testbed/personas/persona-rows.ts";
import { encodeGroup } from "../../src/testbed/personas/personas-file.ts";
import { applyRules } from "../../src/testbed/personas/rules.ts";
import { loadSources, type Sources } from "../../src/testbed/personas/sources.ts";
import { SILENT } from "../../src/testbed/progress.ts";
import { medianTime, type Row } from "./benchmark.ts";

export const name = "The parts of the generator";

const ROOT = resolve(import.meta.dirname, "../..");
const DATA = join(ROOT, "data");
const ROWS = 20_000;
const PERSONAS = 1_586;
const POOL = 40_000;
const BLOCK = 10_000;

export async function run(): Promise<Row[]> {
  const start = performance.now();
  const sources = await loadSources(DATA);
  const loading = performance.now() - start;
  return [
    { what: "read the figures and corpora", value: loading, unit: "ms" },
    ...(await parts(sources)),
    ...(await choice(sources)),
    ...(await threads()),
    ...(await files()),
  ];
}

async function parts(sources: Sources): Promise<Row[]> {
  const draw = () => drawCandidates(sources.census, sources.surveys, ROWS, seeded(1));
  const candidates = draw();
  const rows = Int32Array.from({ length: ROWS }, (_, row) => row);
  const finish = () =>
    finishPersonas(candidates, rows, sources.census, sources.corpora, seeded(2), false);
  const personas = finish();
  const weights = new Float64Array(ROWS).fill(1);
  const rate = async (what: string, work: () => unknown): Promise<Row> => {
    const milliseconds = await medianTime(work, 3);
    return { what, value: (1000 * ROWS) / milliseconds, unit: "personas/s" };
  };
  return [
    await rate(`draw ${ROWS.toLocaleString("en-US")} candidates`, draw),
    await rate("hold them to the rules", () => applyRules(candidates)),
    await rate("finish them with texts", finish),
    await rate("encode them as Parquet", () => encodeGroup(personas, weights, 1, ROWS)),
  ];
}

async function choice(sources: Sources): Promise<Row[]> {
  const targets = await readTargets(ROOT);
  const { candidates, rows } = drawPassing(sources, POOL, 3, 0);
  const codes = Object.fromEntries(
    Object.entries(candidates.codes).map(([key, column]) => [
      key,
      Uint8Array.from(rows, (row) => column[row]),
    ]),
  );
  const pool = { n: rows.length, codes };
  const value = await medianTime(() => calibrate(pool, targets, PERSONAS, seeded(4)), 1);
  const what = `choose ${PERSONAS} of ${rows.length.toLocaleString("en-US")} that fit`;
  return [{ what, value, unit: "ms" }];
}

/** Two blocks on one thread and on two, each with the start of its threads. */
async function threads(): Promise<Row[]> {
  const tasks = [0, 1].map(
    (block): BlockTask => ({
      block,
      size: BLOCK,
      first: 1 + block * BLOCK,
      total: 2 * BLOCK,
      seed: 5,
      weight: 1,
    }),
  );
  const timeOn = (count: number) => medianTime(() => runBlocks(DATA, tasks, count, () => {}), 1);
  const what = `two blocks of ${BLOCK.toLocaleString("en-US")}`;
  return [
    {
      what: `${what} on one thread`,
      value: await timeOn(1),
      unit: "ms",
      group: "threads",
      baseline: true,
    },
    { what: "the same on two", value: await timeOn(2), unit: "ms", group: "threads" },
  ];
}

/** The whole function, and what a persona costs on disk. */
async function files(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
  try {
    const rows: Row[] = [];
    for (const n of [PERSONAS, ROWS]) {
      const out = join(folder, String(n));
      const options = { n, seed: 2024, out, root: ROOT, name: "bench", weights: "equal" } as const;
      const start = performance.now();
      await generatePersonas(options, SILENT);
      const value = performance.now() - start;
      const { size } = await stat(join(out, "personas.parquet"));
      rows.push(
        { what: `generatePersonas of ${n.toLocaleString("en-US")}`, value, unit: "ms" },
        {
          what: "its Parquet, per persona",
          value: size / n,
          unit: "bytes",
          note: `${Math.round(size / n)} MB for a million`,
        },
      );
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
