/** The sources of the committed figures, as their tables name them. */
import { html } from "../dom.ts";
import { formatExact } from "../format.ts";

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
  const rows = sources.map(({ file, title, source, year, n, tables }) => {
    const asked = n.replace(/\d{5,}/g, (digits) => formatExact(Number(digits)));
    return html(
      "tr",
      {},
      html(
        "th",
        { scope: "row" },
        ...breakable(file),
        ...(tables > 1 ? [` (${tables} tables)`] : []),
      ),
      ...[title, source, year, asked].map((text, i) =>
        html("td", { "data-label": head[i + 1] }, text || "–"),
      ),
    );
  });
  return html(
    "div",
    {
      class: "wide-table whole-table sources-table",
      tabindex: 0,
      role: "region",
      "aria-label": "Sources",
    },
    html(
      "table",
      {},
      html("thead", {}, html("tr", {}, ...head.map((name) => html("th", { scope: "col" }, name)))),
      html("tbody", {}, ...rows),
    ),
  );
}

/** A path that may break after its slashes and underscores. */
function breakable(path: string): (string | Node)[] {
  return path.split(/(?<=[/_])/).flatMap((part) => [part, html("wbr")]);
}
