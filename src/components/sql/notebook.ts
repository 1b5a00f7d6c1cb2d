/** The database behind the page's sql cells. */
import type { Row } from "../csv.ts";
import { openDatabase } from "../duckdb.ts";
import { needsPersonasOnly } from "../feedback/database-tables.ts";

/** An answer that knows its query. */
export type NotebookAnswer = readonly Row[] & { readonly sql: string };

/** The tag that Framework's sql cells call; without parameters. */
export async function sql(strings: TemplateStringsArray): Promise<NotebookAnswer> {
  const query = strings.join("").trim();
  const database = await openDatabase(needsPersonasOnly(query) ? "personas" : "all");
  return Object.assign([...(await database.query(query))], { sql: query });
}

/** A column of counts or texts of an answer's row. */
export function numberIn(row: Row, key: string): number {
  return Number(row[key] ?? 0);
}
