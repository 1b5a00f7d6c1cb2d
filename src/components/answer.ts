/** A query's answer as plain rows, and DuckDB's errors as plain sentences. */
import type { DataType, Table } from "npm:apache-arrow";
import type { Cell, Column, Row } from "./csv.ts";

export interface Answer {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Time from asking to having the rows. */
  readonly milliseconds: number;
}

// Arrow's type ids (Type.Int, Type.Float, Type.Decimal): the enum itself would load all of Arrow.
const INTEGER = 2;
const FLOAT = 3;
const DECIMAL = 7;
const DATE = 8;
const TIMESTAMP = 10;

/** Rows of an Arrow table. Nested values and dates become text; integers beyond 2^53 lose digits. */
export function answerOf(table: Table, milliseconds: number): Answer {
  const { fields } = table.schema;
  const keys = uniqueNames(fields.map(({ name }) => name));
  const vectors = keys.map((_, at) => table.getChildAt(at));
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(
      keys.map((key, at) => [key, cellOf(vectors[at]?.get(row), fields[at].type)]),
    ),
  );
  const columns = keys.map((key, at): Column => {
    const cells = rows.map((row) => row[key]);
    return { key, label: fields[at].name, kind: kindOf(fields[at].type, cells) };
  });
  return { columns, rows, milliseconds };
}

/** Two columns of one name: the later ones get a number. */
function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** Sums of integers come as floats: a column of whole numbers reads as counts, digit by digit. */
function kindOf({ typeId }: DataType, cells: readonly Cell[]): Column["kind"] {
  if (typeId === INTEGER) return "count";
  if (typeId !== FLOAT && typeId !== DECIMAL) return "text";
  return cells.every((cell) => cell === null || Number.isInteger(cell)) ? "count" : "number";
}

function cellOf(value: unknown, { typeId }: DataType): Cell {
  if (value === null || value === undefined) return null;
  if (typeId === DATE) return new Date(Number(value)).toISOString().slice(0, 10);
  if (typeId === TIMESTAMP) return new Date(Number(value)).toISOString();
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return String(value);
}

/** What went wrong in a query, in a sentence or two and without DuckDB's internals. */
export function plainError(error: unknown): string {
  const text = unwrapped(error instanceof Error ? error.message : String(error));
  if (/disabled by configuration|external access|autoload|extension|has been disabled/i.test(text))
    return "This query wants a file or an extension from outside. The page asks nobody: query the table personas instead.";
  const [what, ...rest] = text.split("\n").map((line) => line.trimEnd());
  const where = rest.filter((line) => /^(LINE \d+:|\s*\^|Did you mean|Candidate)/.test(line));
  return [what.replace(/^(Invalid )?(Error: )+/, ""), ...where].join("\n");
}

/** Syntax errors come as JSON. */
function unwrapped(message: string): string {
  try {
    const { exception_type, exception_message } = JSON.parse(message);
    return `${exception_type} Error: ${exception_message}`;
  } catch {
    return message;
  }
}
