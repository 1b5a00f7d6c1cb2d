/** The rows of an answer, a page at a time. Whatever a query returns is shown as text. */
import type { Answer } from "../answer.ts";
import type { Cell, Column } from "../csv.ts";
import { button, html } from "../dom.ts";
import { formatCount, formatExact } from "../format.ts";

const PAGE = 20;
const MAX_TEXT = 240;

export function resultTable({ columns, rows }: Answer): HTMLElement {
  let page = 0;
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const body = html("tbody");
  const place = html("span", { class: "numeric" });
  const previous = button("Previous", () => turn(-1), { class: "quiet-button" });
  const next = button("Next", () => turn(1), { class: "quiet-button" });
  const head = columns.map(({ label, kind }) =>
    html("th", { scope: "col", class: kind === "text" ? null : "numeric" }, label),
  );
  const turn = (step: number) => {
    page = Math.min(pages - 1, Math.max(0, page + step));
    const from = page * PAGE;
    const shown = rows.slice(from, from + PAGE);
    body.replaceChildren(
      ...shown.map((row) =>
        html("tr", {}, ...columns.map((column) => cellElement(row[column.key], column))),
      ),
    );
    previous.disabled = page === 0;
    next.disabled = page === pages - 1;
    place.textContent = `${formatCount(from + 1)}–${formatCount(from + shown.length)} of ${formatCount(rows.length)}`;
  };
  turn(0);
  return html(
    "div",
    { class: "result" },
    html(
      "div",
      { class: "wide-table result-rows", tabindex: 0, role: "region", "aria-label": "Result" },
      html("table", {}, html("thead", {}, html("tr", {}, ...head)), body),
    ),
    ...(pages > 1 ? [html("div", { class: "result-pages" }, previous, place, next)] : []),
  );
}

function cellElement(cell: Cell, { kind }: Column): HTMLElement {
  if (cell === null) return html("td", { class: "result-null" }, "null");
  const text = formatResult(cell, kind);
  return kind === "text"
    ? html("td", { title: text.length > 40 ? text : null }, text)
    : html("td", { class: "numeric" }, text);
}

/** A cell as it reads: whole numbers digit by digit, others with six digits, long text cut. */
export function formatResult(cell: string | number | boolean, kind: Column["kind"]): string {
  if (typeof cell === "number") {
    if (kind === "count") return formatExact(cell);
    return Number.isFinite(cell)
      ? cell.toLocaleString("en-US", { maximumSignificantDigits: 6 }).replace("-", "−")
      : String(cell);
  }
  const text = String(cell);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
