/** The dataset that the site shows: where it lies, and how loaders read it. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { type Manifest, manifestSchema } from "../schema/manifest.ts";

/** Folder of the dataset shown, relative to the project's root; ATLAS_DATASET names another one. */
export const DATASET = process.env.ATLAS_DATASET ?? join("build", "datasets", "default");

/** The dataset's manifest. @throws where it is absent or not a manifest. */
export async function readManifest(): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(DATASET, "manifest.json"), "utf8")));
}

/** Whether the dataset has prompts and choices, or personas alone. */
export function hasFeedback(): boolean {
  return ["prompts", "responses", "feedback", "retest"].every((table) =>
    existsSync(join(DATASET, `${table}.parquet`)),
  );
}

/** Columns of a table of the dataset, in the file's order of rows. */
export async function readColumns(
  table: string,
  keys: readonly string[],
): Promise<Readonly<Record<string, readonly DuckDBValue[]>>> {
  const path = join(DATASET, `${table}.parquet`);
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const list = keys.map((key) => `"${key}"`).join(", ");
    const source = `read_parquet('${path.replaceAll("'", "''")}')`;
    const answer = await connection.runAndReadAll(`SELECT ${list} FROM ${source}`);
    return answer.getColumnsObject();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
