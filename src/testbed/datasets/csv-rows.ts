/** Reads comma-separated text of a file. */
import { CsvError, type CsvRow, csvRecords } from "../../schema/csv-records.ts";
import { InputError } from "./input-error.ts";

export type { CsvRow } from "../../schema/csv-records.ts";

/**
 * The records of a file's text, as `csvRecords` has them.
 * @throws InputError naming file and row where a quote is not closed, or text follows one.
 */
export function* csvRows(text: string, file: string): Generator<CsvRow> {
  try {
    yield* csvRecords(text);
  } catch (error) {
    if (error instanceof CsvError) throw new InputError(`${file}, ${error.message}`);
    throw error;
  }
}
