/** Reads personas.parquet into memory, every countable attribute as level indices. */
import { stat } from "node:fs/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Attribute, binOf, isCountable, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { ATTRIBUTES, attributeOf } from "../../schema/attributes.ts";
import { type CodedPersonas, NO_NUMBER } from "../../schema/tables.ts";
import { InputError } from "./input-error.ts";

/** A table of personas with its identifiers and weights. */
export interface WeightedPersonas extends CodedPersonas {
  readonly ids: readonly string[];
  readonly weights: Float64Array;
}

export interface ReadOptions {
  /** Whether titles and texts, and the identifiers, are read; true where absent. */
  readonly texts?: boolean;
}

/** Stands for a value that is not a declared level. */
const UNKNOWN = 255;

/**
 * Reads a personas file in its own order.
 * @throws InputError where the file is missing or no Parquet, lacks a column, or holds a value
 * that is not declared; the message names file, row, column and value.
 */
export async function readPersonas(
  file: string,
  { texts = true }: ReadOptions = {},
): Promise<WeightedPersonas> {
  if (!(await stat(file).catch(() => null))?.isFile()) {
    throw new InputError(`${file} is missing; make it with atlas personas`);
  }
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return await read(connection, file, texts);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function read(
  connection: DuckDBConnection,
  file: string,
  texts: boolean,
): Promise<WeightedPersonas> {
  const source = `read_parquet(${quoted(file)})`;
  const columns = ATTRIBUTES.filter((attribute) => texts || isCountable(attribute));
  const n = await describe(connection, file, source, columns);
  const codes: Record<string, Uint8Array> = {};
  const numbers: Record<string, Int32Array> = {};
  const words: Record<string, string[]> = {};
  const ids: string[] = [];
  const weights = new Float64Array(n);
  const sinks: ((value: never, row: number) => void)[] = [
    (value: number, row) => {
      weights[row] = value;
    },
    ...columns.map(({ key, kind, levels }) => {
      if (kind === "text" || kind === "title") {
        const column: string[] = new Array(n);
        words[key] = column;
        return (value: string | null, row: number) => {
          column[row] = value ?? "";
        };
      }
      const column = kind === "number" ? new Int32Array(n) : new Uint8Array(n);
      if (column instanceof Int32Array) numbers[key] = column;
      else codes[key] = column;
      const missing = kind === "number" ? NO_NUMBER : UNKNOWN;
      return (value: number | null, row: number) => {
        column[row] =
          value === null || (kind === "boolean" && value >= levels.length) ? missing : value;
      };
    }),
  ];
  if (texts) sinks.push((value: string, row) => ids.push(value ?? String(row)));
  const selected = [
    "CAST(weight AS DOUBLE)",
    ...columns.map(codeSql),
    ...(texts ? ["persona_id"] : []),
  ];
  const result = await connection.stream(`SELECT ${selected.join(", ")} FROM ${source}`);
  let row = 0;
  for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
    const rows = chunk.rowCount;
    sinks.forEach((sink, at) => {
      const vector = chunk!.getColumnVector(at);
      for (let i = 0; i < rows; i++) sink(vector.getItem(i) as never, row + i);
    });
    row += rows;
  }
  for (const attribute of columns) {
    if (attribute.kind === "number") {
      codes[attribute.key] = binCodes(attribute, numbers[attribute.key]);
    }
    const column = codes[attribute.key];
    const at = column?.indexOf(UNKNOWN) ?? -1;
    if (at >= 0) await refuse(connection, file, source, attribute, at);
  }
  return { n, codes, numbers, texts: words, ids, weights };
}

/** Checks that the file is Parquet and has the columns; returns its rows. */
async function describe(
  connection: DuckDBConnection,
  file: string,
  source: string,
  columns: readonly Attribute[],
): Promise<number> {
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
    const names = new Set(described.getRows().map((row) => String(row[0])));
    const absent = ["persona_id", "weight", ...columns.map(({ key }) => key)].filter(
      (key) => !names.has(key),
    );
    if (absent.length > 0) {
      throw new InputError(
        `${file} has no column ${absent.join(", ")}; make it with atlas personas`,
      );
    }
    const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${source}`);
    const n = Number(counted.getRows()[0][0]);
    if (n === 0) throw new InputError(`${file} holds no personas`);
    return n;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file} cannot be read as Parquet: ${firstLine(error)}`);
  }
}

/** A column as its level index, its number, its truth as 0 or 1, or its text. */
function codeSql({ key, kind, levels }: Attribute): string {
  if (kind === "number") return `TRY_CAST("${key}" AS INTEGER)`;
  if (kind === "boolean") return `CAST(TRY_CAST("${key}" AS BOOLEAN) AS UTINYINT)`;
  if (kind === "title" || kind === "text") return `CAST("${key}" AS VARCHAR)`;
  const type = `ENUM(${levels.map(quoted).join(", ")})`;
  return `CAST(enum_code(TRY_CAST("${key}" AS ${type})) AS UTINYINT)`;
}

function binCodes(attribute: Attribute, numbers: Int32Array): Uint8Array {
  const missing = attribute.levels.indexOf(NOT_APPLICABLE);
  return Uint8Array.from(numbers, (value) => {
    if (value === NO_NUMBER) return missing < 0 ? UNKNOWN : missing;
    return binOf(attribute, value);
  });
}

async function refuse(
  connection: DuckDBConnection,
  file: string,
  source: string,
  { key, kind }: Attribute,
  row: number,
): Promise<never> {
  const found = await connection.runAndReadAll(
    `SELECT CAST("${key}" AS VARCHAR) FROM ${source} LIMIT 1 OFFSET ${row}`,
  );
  const value = found.getRows()[0][0];
  const expected = kind === "number" ? "a number" : `a level of ${attributeOf(key).label}`;
  throw new InputError(
    `${file}, row ${row + 1}, column ${key}: expected ${expected}, found ${value === null ? "nothing" : `"${value}"`}; make it again with atlas personas`,
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0];
}
