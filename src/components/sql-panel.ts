import { compareRows } from "./agreement.ts";
import type { Column, Row } from "./csv.ts";
import { button, html } from "./dom.ts";
import { copyText } from "./download.ts";
import { countOf, formatNumber } from "./format.ts";

/** Something that answers SQL over the table `personas`: DuckDB in the browser. */
export interface Answerer {
  query(sql: string): Promise<readonly Row[]>;
}

export interface SqlPanelOptions {
  readonly sql: () => string;
  readonly columns: () => readonly Column[];
  readonly rows: () => readonly Row[];
  /** Gives the database once it is there; absent on pages without one. */
  readonly database?: () => Promise<Answerer>;
}

/** The query behind a chart, with a copy button and, where there is a database, its answer beside the chart's. */
export function sqlPanel({ sql, columns, rows, database }: SqlPanelOptions): HTMLElement {
  const code = html("code", {}, sql());
  const status = html("p", { class: "sql-status", "aria-live": "polite" });
  const copy = button("Copy", () => {
    void copyText(sql()).then(() => {
      status.textContent = "Copied.";
    });
  });
  const run = async (database: () => Promise<Answerer>) => {
    const query = sql();
    status.textContent = "Asking DuckDB …";
    try {
      const answerer = await database();
      const start = performance.now();
      const answer = await answerer.query(query);
      const took = `${formatNumber(performance.now() - start)} ms`;
      const agreement = compareRows(columns(), rows(), answer);
      status.textContent = agreement.equal
        ? `DuckDB gives the same ${countOf(agreement.rows, "row")} (${took}).`
        : `DuckDB differs. ${agreement.reason}`;
      status.dataset.agrees = String(agreement.equal);
    } catch (error) {
      status.textContent = `DuckDB could not answer: ${error instanceof Error ? error.message : error}`;
      status.dataset.agrees = "false";
    }
  };
  const actions = html("div", { class: "sql-actions" }, copy);
  if (database) actions.append(button("Run", () => void run(database), { class: "sql-run" }));
  actions.append(status);
  return html(
    "div",
    { class: "sql-panel" },
    html("pre", { tabindex: 0, "aria-label": "SQL query" }, code),
    actions,
  );
}
