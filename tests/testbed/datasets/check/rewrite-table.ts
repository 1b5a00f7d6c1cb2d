/** Damage to a dataset that its manifest knows of. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Manifest } from "../../../../src/schema/manifest.ts";
import { fingerprint } from "../../../../src/testbed/personas/personas-file.ts";

/** Rewrites a table by a query over `t`, and tells the manifest, as one who edits a dataset would. */
export async function rewrite(folder: string, table: string, sql: string): Promise<void> {
  const path = join(folder, `${table}.parquet`);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE t AS SELECT * FROM read_parquet('${path}')`);
  await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM (${sql})`);
  connection.closeSync();
  instance.closeSync();
  const manifest: Manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  const print = await fingerprint(path);
  manifest.files = manifest.files.map((file) =>
    file.path === `${table}.parquet`
      ? { ...file, ...print, rows: Number(counted.getRows()[0][0]) }
      : file,
  );
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
}
