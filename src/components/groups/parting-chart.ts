/** Where the choices of A and B part, by topic or value axis. */

import { FALSE_DISCOVERY } from "../../stats/benjamini-hochberg.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { GapMap } from "../disagreement/measure.ts";
import { html } from "../dom.ts";
import { formatCount, formatPoints, formatShare } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import { SMALL_N } from "../theme.ts";
import { NOBODY } from "./demographics-chart.ts";
import { type DumbbellRow, dumbbells, dumbbellsHeight } from "./dumbbells.ts";
import { sideKey } from "./side-key.ts";

const HINT = "Point at a row to read it.";

export interface PartingChart {
  readonly element: ChartFrame;
  update(map: GapMap, sql: string): void;
}

export function partingChart(
  provenance: string,
  controls: HTMLElement,
  database: () => Promise<Answerer>,
): PartingChart {
  let map: GapMap | null = null;
  let rows: readonly DumbbellRow[] = [];
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const frame = chartFrame({
    name: "parting",
    title: "In their choices, where do they part?",
    subtitle: "",
    n: null,
    interval: "",
    provenance,
    sql: "",
    columns: [
      { key: "row", label: "Row", kind: "text" },
      { key: "group", label: "Side", kind: "text" },
      { key: "pole", label: "Counted pole", kind: "text" },
      { key: "n", label: "Choices", kind: "count" },
      { key: "favouring", label: "For the pole", kind: "count" },
      { key: "personas", label: "Personas", kind: "number" },
      { key: "share", label: "Share", kind: "share" },
      { key: "gap", label: "Less the other side", kind: "points" },
      { key: "low", label: "95 % from", kind: "points" },
      { key: "high", label: "to", kind: "points" },
      { key: "adjusted", label: "p, adjusted", kind: "number" },
    ],
    rows: () => (map ? tableOf(map) : []),
    draw: (width) =>
      dumbbells(
        {
          rows,
          whole: true,
          label: "Shares of A and B by row; the data table has the numbers",
          read(sentence) {
            reading.textContent = sentence ?? HINT;
          },
        },
        width,
      ),
    height: () => (rows.length > 0 ? dumbbellsHeight(rows) : 620),
    method: "./method",
    database,
    controls,
    beneath: html("div", {}, reading, sideKey()),
  });
  return {
    element: frame,
    update(next, sql) {
      map = next;
      rows = rowsOf(next);
      reading.textContent = HINT;
      frame.update({
        subtitle: `Share of choices for one pole of the row; at the end of a row A less B, in points. ${formatCount(next.n)} choices`,
        interval: `Thin lines at a mark: half of the 95 % interval of the difference, clustered by persona and prompt, on each side of it. Open marks are not distinguishable from no difference at a false discovery rate of ${FALSE_DISCOVERY * 100} % over ${formatCount(next.tests / 2)} rows. ${formatCount(next.rows.withoutPole)} prompts on issues without a stance on the row’s axis are left out.`,
        sql,
        height: dumbbellsHeight(rows),
      });
      if (next.grouping.groups.some(({ personas }) => personas === 0)) frame.showEmpty(NOBODY);
      else frame.redraw();
    },
  };
}

function rowsOf({ rows, cells, order }: GapMap): DumbbellRow[] {
  const sorted = [...order].sort((x, y) => Math.abs(cells[y * 2].gap) - Math.abs(cells[x * 2].gap));
  return sorted.map((row): DumbbellRow => {
    const [a, b] = [cells[row * 2], cells[row * 2 + 1]];
    const quarter = (a.high - a.low) / 4;
    const mark = ({ share, personas }: typeof a) => ({
      share,
      low: Math.max(0, share - quarter),
      high: Math.min(1, share + quarter),
      n: personas,
    });
    const { label, pole } = rows.rows[row];
    return {
      label,
      sides: [mark(a), mark(b)],
      note: formatPoints(a.gap),
      isOpen: !(a.adjusted < FALSE_DISCOVERY),
      sentence: `${label}, “${pole}”: A ${formatShare(a.share)} of ${formatCount(a.n)} choices, B ${formatShare(b.share)} of ${formatCount(b.n)}: ${formatPoints(a.gap)} points (95 % interval ${formatPoints(a.low)} to ${formatPoints(a.high)}).`,
    };
  });
}

function tableOf({ grouping, rows, cells, order }: GapMap) {
  return order.flatMap((row) =>
    grouping.groups.map(({ label }, side) => {
      const cell = cells[row * 2 + side];
      const shown = (value: number) =>
        cell.personas >= SMALL_N.suppressed && Number.isFinite(value) ? value : null;
      return {
        row: rows.rows[row].label,
        group: label,
        pole: rows.rows[row].pole,
        n: cell.n,
        favouring: cell.n === 0 ? 0 : Math.round(cell.share * cell.n * 2) / 2,
        personas: cell.personas,
        share: shown(cell.share),
        gap: shown(cell.gap),
        low: shown(cell.low),
        high: shown(cell.high),
        adjusted: shown(cell.adjusted),
      };
    }),
  );
}
