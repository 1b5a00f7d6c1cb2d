/** A box for one's own query: it runs in the browser, and the address keeps it. */
import type { Address } from "../address.ts";
import type { Answer } from "../answer.ts";
import { csvOf } from "../csv.ts";
import { button, html } from "../dom.ts";
import { arrowOf, copyText, download } from "../download.ts";
import { type Database, type DatabaseState, onDatabaseState, openDatabase } from "../duckdb.ts";
import { needsPersonasOnly } from "../feedback/database-tables.ts";
import { countOf, formatNumber, formatShare } from "../format.ts";
import { resultTable } from "./result-table.ts";

const MAX_QUERY = 8000;
const FIRST = `SELECT occupation, count(*) AS personas, round(median(income)) AS median_income
FROM personas
WHERE employment_status = 'Employed, at work'
GROUP BY occupation
ORDER BY personas DESC
LIMIT 20`;

export interface QueryBox {
  readonly element: HTMLElement;
  /** Puts text where the cursor is. */
  insert(text: string): void;
}

export function queryBox(address: Address, provenance: string): QueryBox {
  const input = html("textarea", {
    class: "query-input",
    rows: 8,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    id: "query",
    "aria-describedby": "query-hint",
  });
  const run = button("Run", () => void submit(), { class: "query-run" });
  const cancel = button("Cancel", () => void stop(), { class: "quiet-button", hidden: true });
  const status = html("p", { class: "query-status", role: "status" });
  const output = html("div", { class: "query-output" });
  let turn = 0;
  /** Where the query runs; null while the tables are still being made. */
  let running: Database | null = null;

  const show = (answer: Answer) => {
    const { rows, columns, milliseconds } = answer;
    status.textContent = `${countOf(rows.length, "row")} in ${formatNumber(milliseconds)} ms.`;
    const copied = html("span", { role: "status" });
    const actions = html(
      "div",
      { class: "query-actions no-print" },
      button(
        "Save CSV",
        () => save("csv", new Blob([csvOf(columns, rows)], { type: "text/csv" })),
        {
          class: "quiet-button",
        },
      ),
      button("Save Arrow", () => void arrowOf(columns, rows).then((blob) => save("arrows", blob)), {
        class: "quiet-button",
      }),
      button(
        "Copy link",
        () =>
          void copyText(location.href).then(() => {
            copied.textContent = "Link copied.";
          }),
        { class: "quiet-button" },
      ),
      copied,
    );
    output.replaceChildren(
      rows.length > 0
        ? resultTable(answer)
        : html("p", { class: "query-empty" }, "The query is right, and no row meets it."),
      actions,
      html("p", { class: "query-provenance" }, provenance),
    );
  };
  const fail = (message: string) => {
    status.textContent = "";
    output.replaceChildren(html("pre", { class: "query-error", role: "alert" }, message));
  };
  const answer = async (sql: string) => {
    const own = ++turn;
    run.disabled = true;
    cancel.hidden = false;
    status.textContent = "Asking DuckDB …";
    try {
      const database = await openDatabase(needsPersonasOnly(sql) ? "personas" : "all");
      if (own !== turn) return;
      running = database;
      const result = await database.ask(sql);
      if (own === turn) show(result);
    } catch (error) {
      if (own === turn) fail(error instanceof Error ? error.message : String(error));
    } finally {
      if (own === turn) rest();
    }
  };
  const rest = () => {
    running = null;
    run.disabled = false;
    cancel.hidden = true;
  };
  const stop = async () => {
    if (running) return running.cancel();
    turn++;
    rest();
    fail("The query was cancelled.");
  };
  const submit = async () => {
    const sql = input.value.trim();
    if (!sql) return fail("Write a query first, such as: SELECT count(*) FROM personas");
    const query = new URLSearchParams({ query: sql }).toString();
    if (query !== address.read()) address.push(query);
    await answer(sql);
  };
  const restore = () => {
    const query = new URLSearchParams(address.read()).get("query");
    if (query !== null && query.length > MAX_QUERY) {
      input.value = FIRST;
      return fail(
        `The query in the address is longer than ${MAX_QUERY} characters; it is ignored.`,
      );
    }
    input.value = query ?? FIRST;
    if (query) void answer(query);
    else {
      output.replaceChildren(
        html(
          "p",
          { class: "query-empty" },
          "The result will be here. Press Run, or Ctrl and Enter.",
        ),
      );
    }
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  });
  onDatabaseState((state) => {
    const line = describeState(state);
    if (line && run.disabled) status.textContent = line;
  });
  address.onTravel(restore);
  restore();

  return {
    element: html(
      "div",
      { class: "query" },
      html("label", { for: "query", class: "visually-hidden" }, "Your query in SQL"),
      input,
      html(
        "div",
        { class: "query-bar" },
        run,
        cancel,
        html("span", { class: "query-hint", id: "query-hint" }, "Ctrl and Enter run it, too."),
        status,
      ),
      output,
    ),
    insert(text) {
      input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
      input.focus();
    },
  };
}

function save(ending: string, blob: Blob): void {
  download(`personas-query.${ending}`, blob);
}

/** What the database is doing, or nothing where it is ready. */
export function describeState(state: DatabaseState): string {
  if (state.name === "failed") return state.reason;
  if (state.name !== "starting") return "";
  return state.share === null
    ? "Starting DuckDB …"
    : `Starting DuckDB: ${formatShare(Math.min(1, state.share))} …`;
}
