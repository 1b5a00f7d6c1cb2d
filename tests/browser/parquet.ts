/** The dataset itself, asked by native DuckDB: what the browser must agree with. */
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";

const PARQUET = "build/datasets/default/personas.parquet";

/** Rows of a query over the view `personas`. */
export async function askParquet(sql: string): Promise<readonly (readonly DuckDBValue[])[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE VIEW personas AS FROM read_parquet('${PARQUET}')`);
    return (await connection.runAndReadAll(sql)).getRows();
  } finally {
    connection.closeSync();
  }
}
