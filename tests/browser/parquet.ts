/** The dataset itself, asked by native DuckDB: what the browser must agree with. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";

const DEFAULT = "build/datasets/default";

/** Rows of a query over a dataset's tables, each a view by the name of its file. */
export async function askParquet(
  sql: string,
  dataset = DEFAULT,
): Promise<readonly (readonly DuckDBValue[])[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    for (const file of readdirSync(dataset).filter((name) => name.endsWith(".parquet"))) {
      const view = basename(file, ".parquet");
      await connection.run(`CREATE VIEW "${view}" AS FROM read_parquet('${join(dataset, file)}')`);
    }
    return (await connection.runAndReadAll(sql)).getRows();
  } finally {
    connection.closeSync();
  }
}
