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

/** Rows of an Arrow table. Nested values and dates become text; integers beyond 2^53 lose digits. */
export function answerOf(table: Table, milliseconds: number): Answer {
  const { fields } = table.schema;
  const columns = uniqueNames(fields.map(({ name }) => name)).map((key, at): Column => {
    return { key, label: fields[at].name, kind: kindOf(fields[at].type) };
  });
  const vectors = columns.map((_, at) => table.getChildAt(at));
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(columns.map(({ key }, at) => [key, cellOf(vectors[at]?.get(row))])),
  );
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

function kindOf({ typeId }: DataType): Column["kind"] {
  if (typeId === INTEGER) return "count";
  return typeId === FLOAT || typeId === DECIMAL ? "number" : "text";
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (value instanceof Date) return value.toISOString();
  return String(value);
}

/** What went wrong in a query, in a sentence or two and without DuckDB's internals. */
export function plainError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/disabled by configuration|external access|autoload|extension|has been disabled/i.test(text))
    return "This query wants a file or an extension from outside. The page asks nobody: query the table personas instead.";
  const [what, ...rest] = text.split("\n").map((line) => line.trimEnd());
  const where = rest.filter((line) => /^(LINE \d+:|\s*\^|Did you mean|Candidate)/.test(line));
  return [what.replace(/^(Invalid )?(Error: )+/, ""), ...where].join("\n");
}
