/** Writes small datasets of made-up personas, for tests of what reads them. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Attribute, NOT_APPLICABLE } from "../../../src/schema/attribute.ts";
import { ATTRIBUTES } from "../../../src/schema/attributes.ts";
import { SIMULATED } from "../../../src/schema/manifest.ts";
import { PERSONA_COLUMNS } from "../../../src/schema/tables.ts";
import { type Random, seeded } from "../../../src/stats/random.ts";

export type PersonaRow = Record<string, string | null>;

/** Rows with random declared values; null numbers where "Not applicable" is declared. */
export function randomRows(n: number, seed: number): PersonaRow[] {
  const random = seeded(seed);
  return Array.from({ length: n }, (_, i) => {
    const row: PersonaRow = { persona_id: `p${String(i + 1).padStart(5, "0")}`, weight: "1" };
    for (const attribute of ATTRIBUTES) row[attribute.key] = randomValue(attribute, random);
    row.is_adult = String(Number(row.age) >= 18);
    return row;
  });
}

function randomValue({ kind, levels, key }: Attribute, random: Random): string | null {
  if (kind === "text" || kind === "title") return `some, "${key}"`;
  if (kind === "boolean") return "true";
  if (kind !== "number") return levels[random.below(levels.length)];
  if (key === "age") return String(random.below(95));
  const isAsked = !levels.includes(NOT_APPLICABLE) || random.next() < 0.8;
  return isAsked ? String(random.below(250_000) - 5000) : null;
}

/** Writes rows as Parquet with the declared column types. */
export async function writePersonas(file: string, rows: readonly PersonaRow[]): Promise<void> {
  const columns = PERSONA_COLUMNS.filter((key) => key in rows[0]);
  const cell = (text: string | null) => (text === null ? "" : `"${text.replaceAll('"', '""')}"`);
  const lines = rows.map((row) => columns.map((key) => cell(row[key])).join(","));
  await writeFile(`${file}.csv`, `${[columns.join(","), ...lines].join("\n")}\n`);
  const kinds = new Map(ATTRIBUTES.map(({ key, kind }) => [key, kind]));
  const types = { number: "INTEGER", boolean: "BOOLEAN" } as Record<string, string>;
  const selected = columns.map((key) => {
    const type = key === "weight" ? "DOUBLE" : (types[kinds.get(key) ?? ""] ?? "VARCHAR");
    return `CAST("${key}" AS ${type}) AS "${key}"`;
  });
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT ${selected} FROM read_csv('${file}.csv', all_varchar = true, header = true))
     TO '${file}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}

/** A new temporary folder with personas.parquet and manifest.json. */
export async function writeDataset(
  rows: readonly PersonaRow[],
  controlled: readonly string[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-dataset-"));
  await writePersonas(join(folder, "personas.parquet"), rows);
  const manifest = {
    name: "small",
    schemaVersion: 1,
    provenance: SIMULATED,
    licence: "CC-BY-4.0",
    seed: 1,
    from: "model",
    codeVersion: "0.0.0",
    calibration: { method: "combinatorial-optimisation", pool: rows.length, controlled },
    counts: { personas: rows.length, candidates: rows.length },
    rules: [],
    inputs: {},
    attributes: {},
    files: [],
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}
