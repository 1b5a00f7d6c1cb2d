/** Finds the person and housing files of a PUMS folder, in Parquet or the Census Bureau's CSV. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { InputError } from "../datasets/input-error.ts";

export interface PumsFiles {
  readonly person: readonly string[];
  readonly housing: readonly string[];
  /** Upper-case names of the columns that at least one file of the kind has. */
  readonly personColumns: ReadonlySet<string>;
  readonly housingColumns: ReadonlySet<string>;
}

const REQUIRED_PERSON = [
  "SERIALNO",
  "SPORDER",
  "PWGTP",
  "AGEP",
  "SEX",
  "RAC1P",
  "HISP",
  "SCHL",
  "CIT",
  "DIS",
];
const REQUIRED_SOMEWHERE = [
  "MAR",
  "ESR",
  "COW",
  "OCCP",
  "INDP",
  "PINCP",
  "MIL",
  "HICOV",
  "ENG",
  "FER",
  "DEAR",
  "DEYE",
  "DREM",
];
const REQUIRED_HOUSING = ["SERIALNO", "HHT", "HHL", "HINCP", "NP", "NPF"];

/** The reader of a data file as an SQL table function. */
export function scan(paths: readonly string[]): string {
  const list = `[${paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(", ")}]`;
  return /\.csv$/i.test(paths[0])
    ? `read_csv(${list}, union_by_name = true, all_varchar = true, header = true)`
    : `read_parquet(${list}, union_by_name = true)`;
}

function dataFiles(folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...dataFiles(path));
    else if (/\.(parquet|csv)$/i.test(entry.name)) found.push(path);
  }
  return found.sort();
}

/**
 * The files of `folder` and its subfolders, told apart by their columns: a person file has AGEP
 * and PWGTP, a housing file has HHT and WGTP or NP.
 * @throws InputError where the folder, a kind of file, or a needed column is missing, or a file is corrupt.
 */
export async function findPumsFiles(
  connection: DuckDBConnection,
  folder: string,
): Promise<PumsFiles> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new InputError(
      `${folder}: no such folder; give the folder that holds the PUMS person and housing files`,
    );
  }
  const person: string[] = [];
  const housing: string[] = [];
  const personColumns = new Set<string>();
  const housingColumns = new Set<string>();
  for (const path of dataFiles(folder)) {
    const columns = await columnsOf(connection, path);
    if (columns.has("AGEP") && columns.has("PWGTP")) {
      requireColumns(path, columns, REQUIRED_PERSON);
      if (!columns.has("STATE") && !columns.has("ST")) requireColumns(path, columns, ["STATE"]);
      person.push(path);
      for (const column of columns) personColumns.add(column);
    } else if (columns.has("HHT")) {
      requireColumns(path, columns, REQUIRED_HOUSING);
      housing.push(path);
      for (const column of columns) housingColumns.add(column);
    }
  }
  if (person.length === 0 || housing.length === 0) {
    const kind = person.length === 0 ? "person" : "housing";
    throw new InputError(
      `${folder}: no PUMS ${kind} file found; expected Parquet or CSV files with the Census Bureau's column names (such as ${kind === "person" ? "AGEP, PWGTP" : "HHT, HHL, HINCP"})`,
    );
  }
  requireColumns(folder, personColumns, REQUIRED_SOMEWHERE);
  return { person, housing, personColumns, housingColumns };
}

function requireColumns(where: string, present: ReadonlySet<string>, needed: readonly string[]) {
  const missing = needed.filter((column) => !present.has(column));
  if (missing.length > 0) {
    throw new InputError(
      `${where}: column ${missing.join(", ")} is missing; expected the Census Bureau's PUMS column names`,
    );
  }
}

async function columnsOf(connection: DuckDBConnection, path: string): Promise<Set<string>> {
  try {
    const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${scan([path])}`);
    return new Set(reader.getColumns()[0].map((name) => String(name).toUpperCase()));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new InputError(`${path}: cannot be read (${reason}); download the file again`);
  }
}
