/** Reads a run of the benchmark. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BenchRun, type Mode, runSchema } from "../../schema/bench.ts";
import type { AnswerUse, JudgedRows } from "../../stats/bench/rows.ts";
import { withQuery } from "../datasets/check/query.ts";
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
    const texts: Record<string, string[]> = {};
    for (const column of CODED) {
      const found = await query(`SELECT DISTINCT ${column} AS text FROM results ORDER BY 1`);
      texts[column] = found.map(({ text }) => String(text));
      const values = `SELECT DISTINCT ${column} FROM results ORDER BY 1`;
      if (found.length > 0) await query(`CREATE TYPE of_${column} AS ENUM (${values})`);
    }
    const { persona_id: personas, prompt_id: prompts } = texts;
    if (personas.length === 0) return { run, parts: [], personas, prompts };
    // Numbers in place of texts: a run may have half a million rows.
    const codes = CODED.map((name) => `enum_code(${name}::of_${name})::INTEGER AS ${name}`);
    const all = (await columns(`
      SELECT ${codes.join(", ")}, attempt, passed::INTEGER AS passed, position
      FROM results ORDER BY file_row_number`)) as Columns;
    const groups = new Map<string, number[]>();
    all.model.forEach((model, row) => {
      const key = `${texts.model[model as number]} ${texts.mode[all.mode[row] as number]}`;
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
        return [
          { model: name, mode, rows: judgedRows(all, texts.variant, own), use: useOf(name, mode) },
        ];
      }),
    );
    return { run, parts, personas, prompts };
  });
}

/** Columns of texts. */
const CODED = ["model", "mode", "persona_id", "prompt_id", "variant"] as const;

type Columns = Readonly<Record<string, readonly (number | null)[]>>;

/** @param names of variants, by their code. */
function judgedRows(
  columns: Columns,
  names: readonly string[],
  rows: readonly number[],
): JudgedRows {
  const number = (key: string) => {
    const values = columns[key];
    return Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  };
  // In the order in which they first occur, after the plain case.
  const place = new Map<number, number>();
  const variants = [""];
  const codes = columns.variant as readonly number[];
  const variant = Float64Array.from(rows, (row) => {
    const code = codes[row];
    if (names[code] === "") return 0;
    const at = place.get(code) ?? variants.push(names[code]) - 1;
    place.set(code, at);
    return at;
  });
  return {
    n: rows.length,
    persona: number("persona_id"),
    prompt: number("prompt_id"),
    attempt: number("attempt"),
    variant,
    variants,
    passed: number("passed"),
    position: number("position"),
  };
}
