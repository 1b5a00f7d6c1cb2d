/** DuckDB in the browser over the page's personas: one instance per page, nothing asked outside the site. */

import type { AsyncDuckDB, AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import type { Table } from "npm:apache-arrow";
import { FileAttachment } from "observablehq:stdlib";
import { type Answer, answerOf, plainError } from "./answer.ts";
import type { Row } from "./csv.ts";
import { personasTableSql, SECURITY_SQL } from "./database-tables.ts";
import {
  FEEDBACK_SOURCES,
  FEEDBACK_TABLES,
  feedbackTablesSql,
} from "./feedback/database-tables.ts";
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

interface OpenDatabase extends Database {
  /** Makes the tables about feedback, between two queries. */
  addFeedback(files: FeedbackFiles): Promise<void>;
}

let opened: Promise<OpenDatabase> | null = null;
let completed: Promise<Database> | null = null;
let state: DatabaseState = { name: "idle" };
const listeners = new Set<(state: DatabaseState) => void>();

/** Calls back with the present state and at every change; returns how to stop. */
export function onDatabaseState(listener: (state: DatabaseState) => void): () => void {
  listeners.add(listener);
  listener(state);
  return () => void listeners.delete(listener);
}

/** `personas`: tables about the personas. `all`: those about feedback, prompts and issues too. */
export type DatabaseTables = "personas" | "all";

/**
 * The database of the page, started at the first call once the page has painted. It has the table
 * `personas` with all attributes; categorical columns are ENUMs in their declared order. The tables
 * about feedback come later, when somebody asks for all: who needs personas alone does not wait.
 * @throws Error where the browser cannot run it; a later call tries again.
 */
export function openDatabase(tables: DatabaseTables = "personas"): Promise<Database> {
  opened ??= afterPaint()
    .then(start)
    .catch((error) => {
      opened = null;
      const reason = `DuckDB did not start: ${messageOf(error)}`;
      tell({ name: "failed", reason });
      throw new Error(reason);
    });
  if (tables === "personas") return opened;
  completed ??= complete(opened).catch((error) => {
    completed = null;
    throw error;
  });
  return completed;
}

async function complete(opening: Promise<OpenDatabase>): Promise<Database> {
  const database = await opening;
  try {
    await database.addFeedback(await feedbackFiles());
  } catch (error) {
    throw new Error(`The tables about feedback could not be made: ${messageOf(error)}`);
  }
  return database;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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

interface FeedbackFiles {
  /** By the name under which DuckDB gets them. */
  readonly arrow: readonly (readonly [string, ArrayBuffer])[];
  readonly issues: IssueList;
}

async function feedbackFiles(): Promise<FeedbackFiles> {
  const files: Record<(typeof FEEDBACK_SOURCES)[number], ReturnType<typeof FileAttachment>> = {
    choices: FileAttachment("../data/feedback.arrow"),
    prompt_columns: FileAttachment("../data/prompts.arrow"),
    prompt_texts: FileAttachment("../data/prompt-texts.arrow"),
  };
  const [issues, ...arrow] = await Promise.all([
    FileAttachment("../data/issues.json").json() as Promise<IssueList>,
    ...Object.entries(files).map(async ([name, file]) => [name, await file.arrayBuffer()] as const),
  ]);
  return { arrow, issues };
}

async function start(): Promise<OpenDatabase> {
  tell({ name: "starting", share: null });
  const duckdb = await import("npm:@duckdb/duckdb-wasm");
  const worker = new Worker(
    import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"),
  );
  const engine = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  try {
    const [countable, texts] = await Promise.all([
      FileAttachment("../data/personas.arrow").arrayBuffer(),
      FileAttachment("../data/persona-texts.arrow").arrayBuffer(),
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
    for (const statement of [...personasTableSql(), ...SECURITY_SQL])
      await connection.query(statement);
    tell({ name: "ready" });
    return databaseOn(engine, connection);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function databaseOn(engine: AsyncDuckDB, connection: AsyncDuckDBConnection): OpenDatabase {
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
    addFeedback: ({ arrow, issues }) =>
      inTurn(async () => {
        // What an earlier attempt left.
        for (const name of [...FEEDBACK_SOURCES, ...FEEDBACK_TABLES])
          await connection.query(`DROP TABLE IF EXISTS ${name}`);
        for (const [name, file] of arrow)
          await connection.insertArrowFromIPCStream(new Uint8Array(file), { name });
        for (const statement of feedbackTablesSql(issues)) await connection.query(statement);
      }),
    async cancel() {
      cancelled = true;
      await connection.cancelSent();
    },
    async close() {
      opened = null;
      completed = null;
      await connection.close().catch(() => {});
      await engine.terminate();
      tell({ name: "closed" });
    },
  };
}
