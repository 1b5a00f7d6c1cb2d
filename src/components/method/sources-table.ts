/** The sources of the committed figures, as their tables name them. */
import { html } from "../dom.ts";

export interface SourceTable {
  /** Path below the project, or a folder of like tables. */
  readonly file: string;
  readonly title: string;
  readonly source: string;
  readonly year: string;
  readonly universe: string;
  readonly n: string;
  /** Tables behind the row. */
  readonly tables: number;
}

export function sourcesTable(sources: readonly SourceTable[]): HTMLElement {
  const head = ["Table", "What", "Source", "Year", "People asked (n)"];
  const rows = sources.map(({ file, title, source, year, n, tables }) =>
    html(
      "tr",
      {},
      html("th", { scope: "row" }, file, ...(tables > 1 ? [` (${tables} tables)`] : [])),
      ...[title, source, year, n].map((text) => html("td", {}, text || "–")),
    ),
  );
  return html(
    "div",
    { class: "wide-table", tabindex: 0, role: "region", "aria-label": "Sources" },
    html(
      "table",
      {},
      html("thead", {}, html("tr", {}, ...head.map((name) => html("th", { scope: "col" }, name)))),
      html("tbody", {}, ...rows),
    ),
  );
}
