import type { Cell, Column, Row } from "./csv.ts";
import { html } from "./dom.ts";
import { formatCount, formatNumber, formatPoints, formatShare } from "./format.ts";

/** A cell as it reads in a table. */
export function formatCell(cell: Cell | undefined, kind: Column["kind"]): string {
  if (cell === null || cell === undefined) return "–";
  if (typeof cell !== "number") return String(cell);
  if (kind === "count") return formatCount(cell);
  if (kind === "share") return formatShare(cell);
  if (kind === "points") return formatPoints(cell);
  return kind === "number" ? formatNumber(cell) : String(cell);
}

/** The rows behind a chart as a plain table with a caption; the first column heads its row. */
export function rowsTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly Row[],
): HTMLTableElement {
  const head = columns.map((column) =>
    html("th", { scope: "col", class: column.kind === "text" ? null : "numeric" }, column.label),
  );
  const body = rows.map((row) =>
    html(
      "tr",
      {},
      ...columns.map((column, i) => {
        const text = formatCell(row[column.key], column.kind);
        if (i === 0) return html("th", { scope: "row" }, text);
        return html("td", { class: column.kind === "text" ? null : "numeric" }, text);
      }),
    ),
  );
  return html(
    "table",
    { class: "rows-table" },
    html("caption", {}, caption),
    html("thead", {}, html("tr", {}, ...head)),
    html("tbody", {}, ...body),
  );
}
