import { compareRows } from "../agreement.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { LegendStep } from "../chart-picture.ts";
import { colourKey } from "../colour-key.ts";
import { button, html } from "../dom.ts";
import { formatNumber } from "../format.ts";
import { attributeSelect } from "../slices/filter-menu.ts";
import type { Answerer } from "../sql-panel.ts";
import {
  CROSS_TAB_COLUMNS,
  type CrossTabCell,
  type CrossTabTable,
  crossTabRows,
} from "./cross-tab.ts";
import { cellSentence, heatMap, heatMapHeight } from "./heat-map.ts";

export interface CrossTabEvents {
  choose(rows: string, columns: string): void;
  filter(table: CrossTabTable, cell: CrossTabCell): void;
  hover(key: string, levels: readonly number[] | null): void;
}

export interface CrossTabFrame {
  readonly element: HTMLElement;
  update(table: CrossTabTable, sql: string): void;
}

const HINT = "Point at a cell to read it; choose it to slice by both groups.";

/** The cross-tab with its two choices, its line of reading and its heat map. */
export function crossTabFrame(
  provenance: string,
  events: CrossTabEvents,
  database: () => Promise<Answerer>,
  isReady: () => boolean,
): CrossTabFrame {
  let table: CrossTabTable | null = null;
  let asked = 0;
  const rows = attributeSelect("Rows of the cross-tab", (key) => events.choose(key, columns.value));
  const columns = attributeSelect("Columns of the cross-tab", (key) =>
    events.choose(rows.value, key),
  );
  const swap = button("Swap", () => events.choose(columns.value, rows.value), {
    class: "quiet-button",
  });
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const answer = html("p", { class: "cross-tab-answer" });
  const controls = html(
    "div",
    { class: "cross-tab-controls no-print" },
    html("label", {}, "Rows ", rows),
    html("label", {}, "Columns ", columns),
    swap,
  );
  const frame: ChartFrame = chartFrame({
    name: "cross-tab",
    title: "Which groups overlap?",
    subtitle: "",
    n: 0,
    interval:
      "Intervals in the reading line and the table are 95 % Wilson intervals of the share of a row. Residuals are standardised (Haberman): beyond 2 stands out, beyond 3 stands out among many cells. People to whom either attribute does not apply are left out. Cells under 10 personas are hatched and not read; under 30 they are faded.",
    provenance,
    sql: "",
    columns: CROSS_TAB_COLUMNS,
    rows: () => (table ? crossTabRows(table) : []),
    draw(width) {
      if (!table) return html("div");
      const present = table;
      return heatMap(present, width, {
        choose: (cell) => events.filter(present, cell),
        read(cell) {
          reading.textContent = cell ? cellSentence(present, cell) : HINT;
          events.hover(present.rows.key, null);
        },
        hover: events.hover,
      });
    },
    height: () => (table ? heatMapHeight(table) : 320),
    method: "./method",
    database,
    controls,
    beneath: html("div", {}, reading, colourKey(residualSteps()), answer),
    legend: residualSteps,
  });
  const confirm = async (sql: string, turn: number) => {
    answer.textContent = isReady() ? "" : "Counted in memory; DuckDB is starting …";
    try {
      const answerer = await database();
      if (turn !== asked || !table) return;
      const start = performance.now();
      const found = await answerer.query(sql);
      if (turn !== asked) return;
      const agreement = compareRows(CROSS_TAB_COLUMNS, crossTabRows(table), found);
      const took = formatNumber(performance.now() - start);
      answer.dataset.agrees = String(agreement.equal);
      answer.textContent = agreement.equal
        ? `Answered by DuckDB in ${took} ms: ${agreement.rows} cells, equal to the count in memory.`
        : `DuckDB differs from the count in memory. ${agreement.reason}`;
    } catch (error) {
      if (turn !== asked) return;
      answer.textContent = `Counted in memory. DuckDB could not answer: ${error instanceof Error ? error.message : error}`;
    }
  };
  return {
    element: html("div", { class: "cross-tab" }, frame),
    update(next, sql) {
      table = next;
      rows.value = next.rows.key;
      columns.value = next.columns.key;
      reading.textContent = HINT;
      for (const [select, other] of [
        [rows, columns],
        [columns, rows],
      ]) {
        for (const option of select.options) option.disabled = option.value === other.value;
      }
      frame.update({
        subtitle: `${next.rows.label} by ${next.columns.label.toLowerCase()}. Number: personas; colour: standardised residual. ${associationSentence(next.association)}`,
        n: next.n,
        sql,
        height: heatMapHeight(next),
      });
      if (next.n === 0)
        frame.showEmpty("Nobody is in this slice. Remove a filter to fill the table.");
      else frame.redraw();
      void confirm(sql, ++asked);
    },
  };
}

/** The scale of residuals, in five steps. */
function residualSteps(): LegendStep[] {
  const mix = (hue: string, percent: number) =>
    `color-mix(in srgb, var(--atlas-${hue}) ${percent}%, var(--theme-background))`;
  return [
    { paint: mix("less", 72), label: "−5 or less: fewer than expected" },
    { paint: mix("less", 36), label: "" },
    { paint: "var(--theme-background)", label: "0" },
    { paint: mix("more", 36), label: "" },
    { paint: mix("more", 72), label: "+5 or more" },
    { paint: "url(#few)", label: "n < 10" },
  ];
}

function associationSentence(v: number): string {
  if (!Number.isFinite(v)) return "Cramér's V needs two groups on each side";
  const strength =
    v < 0.1 ? "hardly any association" : v < 0.3 ? "weak" : v < 0.5 ? "moderate" : "strong";
  return `Cramér's V ${formatNumber(v)} (${strength})`;
}
