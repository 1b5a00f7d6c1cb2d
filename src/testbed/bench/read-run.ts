/** Reads a run of the benchmark. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BenchRun, type Mode, runSchema } from "../../schema/bench.ts";
import type { AnswerUse, JudgedRows } from "../../stats/bench/rows.ts";
import { type ColumnQuery, withQuery } from "../datasets/check/query.ts";
import { InputError } from "../datasets/input-error.ts";

export interface RunPart {
  readonly model: string;
  readonly mode: Mode;
  readonly rows: JudgedRows;
  /** What its answers took; null where none took a token. */
  readonly use: AnswerUse | null;
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
  return withQuery(async (query, view, columns) => {
    await view("results", path);
    const list = async (column: string) =>
      (await query(`SELECT DISTINCT ${column} AS id FROM results ORDER BY 1`)).map(({ id }) =>
        String(id),
      );
    const personas = await list("persona_id");
    const prompts = await list("prompt_id");
    const all = await columns(`
      SELECT model, mode, attempt, variant, passed, position,
        dense_rank() OVER (ORDER BY persona_id) - 1 AS persona,
        dense_rank() OVER (ORDER BY prompt_id) - 1 AS prompt
      FROM results ORDER BY file_row_number`);
    const groups = new Map<string, number[]>();
    (all.model ?? []).forEach((model, row) => {
      const key = `${model} ${all.mode[row]}`;
      const list = groups.get(key);
      if (list) list.push(row);
      else groups.set(key, [row]);
    });
    const used = await query(`
      SELECT model, mode, count(*) AS n, avg(tokens_in) AS tokensIn, avg(tokens_out) AS tokensOut,
        avg(latency_ms) AS latencyMs
      FROM results WHERE tokens_in + tokens_out > 0 GROUP BY ALL`);
    const useOf = (model: string, mode: Mode): AnswerUse | null => {
      const found = used.find((row) => row.model === model && row.mode === mode);
      if (!found) return null;
      const { n, tokensIn, tokensOut, latencyMs } = found;
      return {
        n: Number(n),
        tokensIn: Number(tokensIn),
        tokensOut: Number(tokensOut),
        latencyMs: Number(latencyMs),
      };
    };
    const parts = run.models.flatMap(({ name }) =>
      run.modes.flatMap((mode) => {
        const own = groups.get(`${name} ${mode}`);
        if (!own) return [];
        return [{ model: name, mode, rows: judgedRows(all, own), use: useOf(name, mode) }];
      }),
    );
    return { run, parts, personas, prompts };
  });
}

type Columns = Awaited<ReturnType<ColumnQuery>>;

function judgedRows(columns: Columns, rows: readonly number[]): JudgedRows {
  const number = (key: string) => {
    const values = columns[key];
    return Float64Array.from(rows, (row) => {
      const value = values[row];
      return value === null ? Number.NaN : Number(value);
    });
  };
  const place = new Map([["", 0]]);
  const variant = Float64Array.from(rows, (row) => {
    const name = String(columns.variant[row]);
    const at = place.get(name) ?? place.size;
    place.set(name, at);
    return at;
  });
  return {
    n: rows.length,
    persona: number("persona"),
    prompt: number("prompt"),
    attempt: number("attempt"),
    variant,
    variants: [...place.keys()],
    passed: number("passed"),
    position: number("position"),
  };
}
