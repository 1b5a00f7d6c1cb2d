/** Survey files as they were published: delimited text with a header row. */
import { readFile } from "node:fs/promises";
import { dsvFormat } from "d3";
import { UserError } from "../user-error.ts";
import { parseFigures } from "./figure-table.ts";

/** One row: text by column name. */
export type SourceRow = Readonly<Record<string, string>>;

export interface SourceFile {
  readonly path: string;
  readonly rows: readonly SourceRow[];
}

/** @throws UserError naming the file, if it cannot be read. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UserError(`${path}: ${isAbsent ? "no such file" : "cannot be read"}`);
  }
}

function assertColumns(file: SourceFile, columns: readonly string[]) {
  if (file.rows.length === 0) throw new UserError(`${file.path}: no rows`);
  for (const column of columns) {
    if (file.rows[0][column] === undefined) {
      throw new UserError(`${file.path}: column "${column}" expected, but not found`);
    }
  }
}

/**
 * Reads a file of the survey folder.
 * @throws UserError if the file is missing, empty, or lacks one of the columns.
 */
export async function readSource(
  path: string,
  columns: readonly string[],
  delimiter = ",",
): Promise<SourceFile> {
  const file = { path, rows: dsvFormat(delimiter).parse(await textOf(path)) as SourceRow[] };
  assertColumns(file, columns);
  return file;
}

/** Reads a committed table of figures. @throws UserError as `readSource`. */
export async function readFigures(path: string, columns: readonly string[]): Promise<SourceFile> {
  const file = { path, rows: parseFigures(await textOf(path)) };
  assertColumns(file, columns);
  return file;
}

/**
 * The number in a column of a row; null where it is blank or "NA".
 * @throws UserError naming file, row (the header is row 1) and column, if it is anything else.
 */
export function numberIn(file: SourceFile, row: number, column: string): number | null {
  const text = file.rows[row][column];
  if (text === "" || text === "NA") return null;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new UserError(
    `${file.path}, row ${row + 2}, ${column}: a number expected, "${text}" found`,
  );
}

/**
 * Index of a coded answer in `codes`; -1 where it is blank.
 * @throws UserError if the code is none of those.
 */
export function codeIn(
  file: SourceFile,
  row: number,
  column: string,
  codes: ReadonlyMap<number, number>,
): number {
  const value = numberIn(file, row, column);
  if (value === null) return -1;
  const code = codes.get(value);
  if (code !== undefined) return code;
  const expected = [...codes.keys()].join(", ");
  throw new UserError(
    `${file.path}, row ${row + 2}, ${column}: one of ${expected} expected, ${value} found`,
  );
}

/** Codes `from`, `from` + 1, ... standing for 0, 1, ... */
export function consecutive(from: number, count: number): ReadonlyMap<number, number> {
  return new Map(Array.from({ length: count }, (_, i) => [from + i, i]));
}
