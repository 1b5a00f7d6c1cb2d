/** DuckDB in the browser over the page's personas: one instance per page, nothing asked outside the site. */

import type { AsyncDuckDB, AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import type { Table } from "npm:apache-arrow";
import { FileAttachment } from "observablehq:stdlib";
import { type Answer, answerOf, plainError } from "./answer.ts";
import type { Row } from "./csv.ts";
import { personasTableSql, SECURITY_SQL } from "./database-tables.ts";
import { feedbackTablesSql } from "./feedback/database-tables.ts";
import type { IssueList } from "./feedback/issues.ts";

export type DatabaseState =
  | { readonly name: "idle" | "ready" | "closed" }
  /** `share` of the program's bytes that have come, or null where unknown. */
  | { readonly name: "starting"; readonly share: number | null }
  | { readonly name: "failed"; readonly reason: string };

export interface Database {
  /** Rows of a query. @throws Error with a plain sentence. */
  query(sql: string): Promise<readonly Row[]>;
  /** Rows with their columns and the time that they took. @throws Error with a plain sentence. */
  ask(sql: string): Promise<Answer>;
  /** The answer as Arrow. @throws Error with a plain sentence. */
  arrow(sql: string): Promise<Table>;
  /** Ends the query that is running, if any; it then fails with a sentence that says so. */
  cancel(): Promise<void>;
  /** Ends the database and its worker. */
  close(): Promise<void>;
}

/** Arrow's Type.Dictionary: the enum itself would load all of Arrow. */
const DICTIONARY = -1;

let opened: Promise<Database> | null = null;
let state: DatabaseState = { name: "idle" };
const listeners = new Set<(state: DatabaseState) => void>();

/** Calls back with the present state and at every change; returns how to stop. */
export function onDatabaseState(listener: (state: DatabaseState) => void): () => void {
  listeners.add(listener);
  listener(state);
  return () => void listeners.delete(listener);
}

/** `personas`: the table of personas alone. `all`: feedback, prompts and issues too. */
export type DatabaseTables = "personas" | "all";

/**
 * The database of the page, started at the first call once the page has painted. It has the table
 * `personas` with all attributes; categorical columns are ENUMs in their declared order. The first
 * call decides which tables there are.
 * @throws Error where the browser cannot run it; a later call tries again.
 */
export function openDatabase(tables: DatabaseTables = "personas"): Promise<Database> {
  opened ??= afterPaint()
    .then(() => start(tables))
    .catch((error) => {
      opened = null;
      const reason = `DuckDB did not start: ${error instanceof Error ? error.message : error}`;
      tell({ name: "failed", reason });
      throw new Error(reason);
    });
  return opened;
}

function tell(next: DatabaseState): void {
  state = next;
  for (const listener of listeners) listener(state);
}

/** Resolves when the page has painted and the browser has nothing better to do. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 500 });
      else setTimeout(resolve, 50);
    });
  });
}

/** Files of the tables about feedback, by the name under which DuckDB gets them. */
async function feedbackFiles(): Promise<[string, ArrayBuffer][]> {
  const files = {
    choices: FileAttachment("../data/feedback.arrow"),
    prompt_columns: FileAttachment("../data/prompts.arrow"),
    prompt_texts: FileAttachment("../data/prompt-texts.arrow"),
  };
  return Promise.all(
    Object.entries(files).map(
      async ([name, file]): Promise<[string, ArrayBuffer]> => [name, await file.arrayBuffer()],
    ),
  );
}

async function start(tables: DatabaseTables): Promise<Database> {
  tell({ name: "starting", share: null });
  const duckdb = await import("npm:@duckdb/duckdb-wasm");
  const worker = new Worker(
    import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"),
  );
  const engine = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  try {
    const [countable, texts, feedback, issues] = await Promise.all([
      FileAttachment("../data/personas.arrow").arrayBuffer(),
      FileAttachment("../data/persona-texts.arrow").arrayBuffer(),
      tables === "all" ? feedbackFiles() : [],
      tables === "all"
        ? (FileAttachment("../data/issues.json").json() as Promise<IssueList>)
        : null,
      engine.instantiate(
        import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"),
        null,
        ({ bytesLoaded, bytesTotal }) =>
          tell({ name: "starting", share: bytesTotal > 0 ? bytesLoaded / bytesTotal : null }),
      ),
    ]);
    await engine.open({
      query: { castDecimalToDouble: true, castTimestampToDate: true },
    });
    const connection = await engine.connect();
    await connection.insertArrowFromIPCStream(new Uint8Array(countable), { name: "countable" });
    await connection.insertArrowFromIPCStream(new Uint8Array(texts), { name: "texts" });
    for (const [name, file] of feedback)
      await connection.insertArrowFromIPCStream(new Uint8Array(file), { name });
    const statements = [
      ...personasTableSql(),
      ...(issues ? feedbackTablesSql(issues) : []),
      ...SECURITY_SQL,
    ];
    for (const statement of statements) await connection.query(statement);
    tell({ name: "ready" });
    return databaseOn(engine, connection);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function databaseOn(engine: AsyncDuckDB, connection: AsyncDuckDBConnection): Database {
  let last: Promise<unknown> = Promise.resolve();
  let cancelled = false;

  /** One query at a time: the connection holds one result. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
  const arrow = (sql: string) =>
    inTurn(async () => {
      cancelled = false;
      try {
        const reader = await connection.send(sql, true);
        await reader.open();
        // Streamed answers come without the labels of ENUMs; whole answers have them.
        if (reader.schema.fields.some(({ type }) => type.typeId === DICTIONARY)) {
          await reader.cancel();
          return (await connection.query(sql)) as Table;
        }
        const batches = [];
        for await (const batch of reader) batches.push(batch);
        const { Table } = await import("npm:apache-arrow");
        return batches.length > 0 ? new Table(batches) : new Table(reader.schema);
      } catch (error) {
        throw new Error(cancelled ? "The query was cancelled." : plainError(error));
      }
    });
  const ask = async (sql: string) => {
    const begin = performance.now();
    const table = await arrow(sql);
    return answerOf(table, performance.now() - begin);
  };
  return {
    arrow,
    ask,
    query: async (sql) => (await ask(sql)).rows,
    async cancel() {
      cancelled = true;
      await connection.cancelSent();
    },
    async close() {
      opened = null;
      await connection.close().catch(() => {});
      await engine.terminate();
      tell({ name: "closed" });
    },
  };
}
