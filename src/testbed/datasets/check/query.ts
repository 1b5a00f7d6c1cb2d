/** Questions to the tables of a dataset, each a view of its file with row numbers. */
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";

export type Row = Readonly<Record<string, DuckDBValue>>;
export type Query = (sql: string) => Promise<Row[]>;
/** Answers by column, for many rows. */
export type ColumnQuery = (sql: string) => Promise<Readonly<Record<string, DuckDBValue[]>>>;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Lets `ask` query an empty database in memory, with a function that adds a file as a view. */
export async function withQuery<T>(
  ask: (
    query: Query,
    view: (name: string, path: string) => Promise<void>,
    columns: ColumnQuery,
  ) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection: DuckDBConnection = await instance.connect();
  try {
    return await ask(
      async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
      async (name, path) => {
        await connection.run(
          `CREATE VIEW ${name} AS SELECT * FROM read_parquet(${quoted(path)}, file_row_number = true)`,
        );
      },
      async (sql) => (await connection.runAndReadAll(sql)).getColumnsObject(),
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
