/** Reads the feedback of a dataset into typed arrays. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type CodedFeedback, SPLITS } from "../../schema/feedback-tables.ts";
import { withQuery } from "./check/query.ts";
import { InputError } from "./input-error.ts";

/**
 * Choices between the two opposed answers, in the order of the file.
 * @param table `feedback` or `retest`. @throws InputError where a table is missing.
 */
export async function readFeedback(
  folder: string,
  table: "feedback" | "retest" = "feedback",
): Promise<CodedFeedback> {
  for (const needed of ["personas", "prompts", table]) {
    const path = join(folder, `${needed}.parquet`);
    if (!existsSync(path)) throw new InputError(`${path} is missing; make it with atlas generate`);
  }
  return withQuery(async (query, view) => {
    for (const name of ["personas", "prompts", table]) {
      await view(name, join(folder, `${name}.parquet`));
    }
    const splits = SPLITS.map((split) => `'${split}'`).join(", ");
    const rows = await query(`
      SELECT p.file_row_number AS persona, q.file_row_number AS prompt,
        CASE WHEN f.preferred = 'tie' THEN 2
          WHEN (f.preferred = 'a') = f.order_swapped THEN 1 ELSE 0 END AS choice,
        f.order_swapped::INT AS swapped, list_position([${splits}], f.split) - 1 AS split,
        f.utility AS utility
      FROM ${table} f JOIN personas p USING (persona_id) JOIN prompts q USING (prompt_id)
      ORDER BY f.file_row_number`);
    const number = (key: string) => rows.map((row) => Number(row[key]));
    return {
      n: rows.length,
      persona: Uint32Array.from(number("persona")),
      prompt: Uint16Array.from(number("prompt")),
      choice: Uint8Array.from(number("choice")),
      swapped: Uint8Array.from(number("swapped")),
      split: Uint8Array.from(number("split")),
      utility: Float32Array.from(rows, ({ utility }) => (utility === null ? NaN : Number(utility))),
    };
  });
}
