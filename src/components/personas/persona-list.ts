/** The personas of the slice, a page at a time; each row opens the persona's card. */
import { attributeOf } from "../../schema/attributes.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Cell, Column, Row } from "../csv.ts";
import { button, html } from "../dom.ts";
import { formatCount, formatExact, formatNumber } from "../format.ts";
import { type PersonasTable, personaValue } from "../personas-table.ts";
import type { Slice } from "../slices/slice.ts";
import { type Order, personasQuery } from "../slices/slice-sql.ts";
import type { Answerer } from "../sql-panel.ts";
import { LIST_COLUMNS, LIST_KEYS } from "./list-columns.ts";
import { orderedPersonas } from "./persona-order.ts";

const PAGE = 20;
const ROW_HEIGHT = 29;

export interface ListState {
  readonly personas: PersonasTable;
  readonly slice: Slice;
  readonly mask: Uint8Array;
  readonly n: number;
  readonly order: Order;
}

export interface PersonaList {
  readonly element: ChartFrame;
  update(state: ListState): void;
  /** The persona before or after another in the list, or null at its ends. */
  neighbour(id: string, step: 1 | -1): string | null;
}

const COLUMNS: readonly Column[] = LIST_COLUMNS.map(({ key, heading }) => ({
  key,
  label: heading,
  kind: key !== "persona_id" && attributeOf(key).kind === "number" ? "number" : "text",
}));

export function personaList(
  provenance: string,
  open: (id: string) => void,
  sort: (order: Order) => void,
  database: () => Promise<Answerer>,
): PersonaList {
  let state: ListState | null = null;
  let page = 0;
  let ordered: number[] = [];
  let asked = 0;
  const body = html("tbody");
  const heads = COLUMNS.map((column) => {
    const control = button(column.label, () => {
      if (!state) return;
      const { key, descending } = state.order;
      sort({ key: column.key, descending: key === column.key ? !descending : false });
    });
    return html(
      "th",
      { scope: "col", class: column.kind === "number" ? "numeric" : null },
      control,
    );
  });
  const table = html(
    "table",
    { class: "persona-table" },
    html("caption", { class: "visually-hidden" }, "Personas in the slice"),
    html(
      "colgroup",
      {},
      ...LIST_COLUMNS.map(({ part }) => html("col", { style: `width: ${part}%` })),
    ),
    html("thead", {}, html("tr", {}, ...heads)),
    body,
  );
  const where = html("span", { class: "page-place", "aria-live": "polite" });
  const answer = html("span", { class: "page-answer" });
  const previous = button("Previous", () => turn(page - 1), { class: "quiet-button" });
  const next = button("Next", () => turn(page + 1), { class: "quiet-button" });
  const pager = html("div", { class: "pager no-print" }, previous, where, next, answer);
  const content = html(
    "div",
    {},
    html(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Personas in the slice" },
      table,
    ),
    pager,
  );
  const frame = chartFrame({
    name: "personas",
    title: "Who are they?",
    subtitle: "One simulated respondent a row; choose one to open the card",
    n: 0,
    interval: "Rows of the dataset as they are: no interval applies.",
    provenance,
    sql: "",
    columns: COLUMNS,
    rows: () => (state ? ordered.map((person) => rowOf(state as ListState, person)) : []),
    draw: () => content,
    tabular: true,
    height: (PAGE + 1) * ROW_HEIGHT + 48,
    method: "./method",
  });

  const turn = (to: number) => {
    if (!state) return;
    const last = Math.max(0, Math.ceil(state.n / PAGE) - 1);
    page = Math.max(0, Math.min(last, to));
    const from = page * PAGE;
    const present = state;
    const rows = ordered.slice(from, from + PAGE).map((person) => rowOf(present, person));
    fill(rows);
    where.textContent =
      state.n === 0
        ? "Nobody"
        : `${formatCount(from + 1)}–${formatCount(Math.min(state.n, from + PAGE))} of ${formatCount(state.n)}`;
    previous.disabled = page === 0;
    next.disabled = page === last;
    const sql = personasQuery(LIST_KEYS, state.slice, state.personas.ids, state.order, PAGE, from);
    frame.update({ n: state.n, sql });
    void confirm(sql, rows, ++asked);
  };
  const fill = (rows: readonly Row[]) => {
    body.replaceChildren(
      ...rows.map((row) => {
        const id = String(row.persona_id);
        const line = html(
          "tr",
          { "data-persona": id },
          ...COLUMNS.map((column, i) => {
            if (i === 0)
              return html(
                "th",
                { scope: "row" },
                button(id, () => open(id)),
              );
            const text = cellText(row[column.key] ?? null, column);
            return html(
              "td",
              { class: column.kind === "number" ? "numeric" : null, title: text },
              text,
            );
          }),
        );
        line.addEventListener("click", (event) => {
          if (!(event.target as Element).closest("button")) open(id);
        });
        return line;
      }),
    );
    if (rows.length === 0) {
      body.append(
        html(
          "tr",
          {},
          html(
            "td",
            { colspan: COLUMNS.length, class: "nobody" },
            "Nobody is in this slice. Remove a filter to see personas.",
          ),
        ),
      );
    }
  };
  /** Equal rows stay as they are, with the focus that may be in them; others give way to DuckDB's. */
  const confirm = async (sql: string, shown: readonly Row[], turn: number) => {
    try {
      const answerer = await database();
      if (turn !== asked) return;
      const start = performance.now();
      const rows = await answerer.query(sql);
      if (turn !== asked) return;
      const took = `Answered by DuckDB in ${formatNumber(performance.now() - start)} ms`;
      if (areEqual(shown, rows)) {
        answer.textContent = `${took}.`;
      } else {
        fill(rows);
        answer.textContent = `${took}: these rows differ from those in memory.`;
      }
    } catch {
      if (turn === asked) answer.textContent = "";
    }
  };
  return {
    element: frame,
    update(next) {
      const moved =
        !state ||
        state.mask !== next.mask ||
        state.order !== next.order ||
        state.personas !== next.personas;
      state = next;
      if (!moved) return;
      ordered = orderedPersonas(next.personas, next.mask, next.order);
      heads.forEach((head, i) => {
        const sorted = COLUMNS[i].key === next.order.key;
        if (sorted)
          head.setAttribute("aria-sort", next.order.descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      turn(0);
    },
    neighbour(id, step) {
      if (!state) return null;
      const at = ordered.indexOf(state.personas.ids.indexOf(id));
      return at < 0 ? null : (state.personas.ids[ordered[at + step]] ?? null);
    },
  };
}

function rowOf({ personas }: ListState, person: number): Row {
  const cells: Record<string, Cell> = { persona_id: personas.ids[person] };
  for (const key of LIST_KEYS) {
    const value = personaValue(personas, key, person);
    cells[key] = attributeOf(key).kind === "number" && typeof value === "string" ? null : value;
  }
  return cells;
}

function areEqual(shown: readonly Row[], answered: readonly Row[]): boolean {
  const texts = (row: Row) => COLUMNS.map((column) => cellText(row[column.key] ?? null, column));
  const all = (rows: readonly Row[]) => JSON.stringify(rows.map(texts));
  return all(shown) === all(answered);
}

function cellText(cell: Cell, column: Column): string {
  if (cell === null) return "–";
  if (column.key === "income") {
    const dollars = Number(cell);
    return `${dollars < 0 ? "−" : ""}$${formatExact(Math.abs(dollars))}`;
  }
  return String(cell);
}
