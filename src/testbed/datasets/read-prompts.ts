/** Reads the prompts and responses of a dataset. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type Prompt,
  type Response,
  STYLE_FEATURES,
  type StyleFeature,
} from "../../schema/feedback-tables.ts";
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import { type Row, withQuery } from "./check/query.ts";
import { InputError } from "./input-error.ts";

async function readTable(folder: string, table: string): Promise<Row[]> {
  const path = join(folder, `${table}.parquet`);
  if (!existsSync(path)) throw new InputError(`${path} is missing; make it with atlas prompts`);
  return withQuery(async (query, view) => {
    await view(table, path);
    return query(`SELECT * EXCLUDE file_row_number FROM ${table} ORDER BY file_row_number`);
  }).catch((error) => {
    const [line] = (error as Error).message.split("\n");
    throw new InputError(`${path} cannot be read (${line}); make it again with atlas prompts`);
  });
}

/** @throws InputError where the table is missing or cannot be read. */
export async function readPrompts(folder: string): Promise<Prompt[]> {
  return (await readTable(folder, "prompts")) as unknown as Prompt[];
}

/** @throws InputError where the table is missing or cannot be read. */
export async function readResponses(folder: string): Promise<Response[]> {
  const rows = await readTable(folder, "responses");
  return rows.map((row): Response => {
    const { response_id, prompt_id, text, author, mode, persona_id, position, words } =
      row as unknown as Response;
    return {
      response_id,
      prompt_id,
      text,
      author,
      mode,
      persona_id,
      position,
      words,
      stance: Object.fromEntries(AXIS_KEYS.map((axis) => [axis, Number(row[`stance_${axis}`])])),
      style: Object.fromEntries(STYLE_FEATURES.map((key) => [key, Number(row[key])])) as Record<
        StyleFeature,
        number
      >,
    };
  });
}
