/** Reads a run of the benchmark. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BenchRun, type Mode, runSchema } from "../../schema/bench.ts";
import type { JudgedRows } from "../../stats/bench/rows.ts";
import { type Row, withQuery } from "../datasets/check/query.ts";
import { InputError } from "../datasets/input-error.ts";

export interface RunPart {
  readonly model: string;
  readonly mode: Mode;
  readonly rows: JudgedRows;
}

export interface ReadRun {
  readonly run: BenchRun;
  /** By model and mode, in the order of the manifest. */
  readonly parts: readonly RunPart[];
  /** persona_id and prompt_id by the numbers in the rows. */
  readonly personas: readonly string[];
  readonly prompts: readonly string[];
}

/** @throws InputError where the folder is no run, or its files do not belong together. */
export async function readRunManifest(folder: string): Promise<BenchRun> {
  const path = join(folder, "run.json");
  if (!existsSync(path)) {
    throw new InputError(`${path} is missing; atlas bench --out ${folder} makes a run`);
  }
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new InputError(`${path}: is no JSON (${(error as Error).message})`);
  }
  const parsed = runSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const { path: where, message } = parsed.error.issues[0];
  throw new InputError(`${path}, ${where.join(".")}: ${message}`);
}

/** @throws InputError as readRunManifest, and where results.parquet is missing. */
export async function readRun(folder: string): Promise<ReadRun> {
  const run = await readRunManifest(folder);
  const path = join(folder, run.results.path);
  if (!existsSync(path)) throw new InputError(`${path} is missing; run atlas bench again`);
  return withQuery(async (query, view) => {
    await view("results", path);
    const list = async (column: string) =>
      (await query(`SELECT DISTINCT ${column} AS id FROM results ORDER BY 1`)).map(({ id }) =>
        String(id),
      );
    const personas = await list("persona_id");
    const prompts = await list("prompt_id");
    const rows = await query(`
      SELECT model, mode, attempt, variant, passed, position,
        dense_rank() OVER (ORDER BY persona_id) - 1 AS persona,
        dense_rank() OVER (ORDER BY prompt_id) - 1 AS prompt
      FROM results ORDER BY file_row_number`);
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const key = `${row.model} ${row.mode}`;
      const list = groups.get(key);
      if (list) list.push(row);
      else groups.set(key, [row]);
    }
    const parts = run.models.flatMap(({ name }) =>
      run.modes.flatMap((mode) => {
        const own = groups.get(`${name} ${mode}`);
        return own ? [{ model: name, mode, rows: judgedRows(own) }] : [];
      }),
    );
    return { run, parts, personas, prompts };
  });
}

function judgedRows(rows: readonly Row[]): JudgedRows {
  const names = [...new Set(rows.map(({ variant }) => String(variant)))].filter(Boolean);
  const variants = ["", ...names];
  const place = new Map(variants.map((name, at) => [name, at]));
  const number = (key: string) =>
    Float64Array.from(rows, (row) => (row[key] === null ? Number.NaN : Number(row[key])));
  return {
    n: rows.length,
    persona: number("persona"),
    prompt: number("prompt"),
    attempt: number("attempt"),
    variant: Float64Array.from(rows, ({ variant }) => place.get(String(variant)) ?? 0),
    variants,
    passed: number("passed"),
    position: number("position"),
  };
}
