/** Shares with their intervals, a row per group; several series share a row. */
import { wilson } from "../../stats/wilson.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { formatCount, formatShare } from "../format.ts";
import { INK, SMALL_N } from "../theme.ts";

/** `k` of `n` personas of a group have what is asked for. */
export interface ShareRow {
  readonly group: string;
  readonly series?: string;
  readonly color?: string;
  readonly k: number;
  readonly n: number;
}

export interface ShareChartOptions {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly rows: readonly ShareRow[];
  readonly sql: string;
  readonly provenance: string;
}

const TOP = 30;
/** Under this width a group's name stands over its marks, not beside them. */
const NARROW = 520;
const rowHeight = (width: number) => (width < NARROW ? 42 : 30);

export function shareChart(options: ShareChartOptions): ChartFrame {
  const { rows } = options;
  const groups = [...new Set(rows.map(({ group }) => group))];
  const sizes = new Map(rows.map(({ group, n }) => [group, n]));
  const n = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const hasSeries = rows.some(({ series }) => series !== undefined);
  const frame = chartFrame({
    ...options,
    n,
    interval: `Thin lines are 95 % Wilson intervals. Groups under ${SMALL_N.suppressed} are not drawn, under ${SMALL_N.faded} are faded.`,
    columns: [
      { key: "group", label: "Group", kind: "text" },
      ...(hasSeries ? [{ key: "series", label: "Series", kind: "text" } as const] : []),
      { key: "k", label: "Personas", kind: "count" },
      { key: "n", label: "Of", kind: "count" },
      { key: "share", label: "Share", kind: "share" },
      { key: "low", label: "Low", kind: "share" },
      { key: "high", label: "High", kind: "share" },
    ],
    rows: () =>
      rows.map(({ group, series = "", k, n }) => {
        const { low, high } = wilson(k, n);
        return { group, ...(hasSeries ? { series } : {}), k, n, share: k / n, low, high };
      }),
    sql: options.sql,
    height: (width) => TOP + groups.length * rowHeight(width) + (hasSeries ? 26 : 6),
    draw: (width) => draw(rows, groups, width),
  });
  if (rows.length === 0) frame.showEmpty("Nobody in this population meets the query's conditions.");
  return frame;
}

function draw(rows: readonly ShareRow[], groups: readonly string[], width: number): SVGSVGElement {
  const narrow = width < NARROW;
  const row = rowHeight(width);
  const left = narrow ? 8 : 250;
  const right = narrow ? 26 : 64;
  const series = [...new Set(rows.flatMap((row) => row.series ?? []))];
  const height = TOP + groups.length * row + (series.length > 0 ? 26 : 6);
  const shown = rows.filter(({ n }) => n >= SMALL_N.suppressed);
  const most = Math.min(1, Math.max(0.05, ...shown.map(({ k, n }) => wilson(k, n).high)) * 1.02);
  const x = (share: number) => left + (share / most) * (width - left - right);
  const chart = svg("svg", { class: "chart", width, height, role: "img" });
  chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
  chart.setAttribute("aria-label", "Shares by group; the data table has the numbers");
  const step =
    [0.01, 0.02, 0.05, 0.1, 0.2].find((size) => (most / size) * 56 <= width - left) ?? 0.25;
  for (let share = 0; share <= most + 1e-9; share += step) {
    chart.append(
      svg("line", {
        x1: x(share),
        x2: x(share),
        y1: TOP - 10,
        y2: TOP + groups.length * row,
        stroke: INK.hairline,
      }),
      svg(
        "text",
        { x: x(share), y: TOP - 15, "text-anchor": "middle", fill: INK.muted },
        formatShare(share),
      ),
    );
  }
  groups.forEach((group, at) => {
    const y = TOP + (at + 0.5) * row + (narrow ? 9 : 0);
    const own = rows.filter((row) => row.group === group);
    const n = own[0]?.n ?? 0;
    const label = `${clipped(group, 30)} (${formatCount(n)})`;
    const place = narrow
      ? { x: left, y: y - 13, "text-anchor": "start" }
      : { x: left - 12, y: y + 4, "text-anchor": "end" };
    chart.append(svg("text", { ...place, fill: INK.text }, label));
    if (n < SMALL_N.suppressed) {
      chart.append(
        svg("text", { x: left + 4, y: y + 4, fill: INK.muted }, `n < ${SMALL_N.suppressed}`),
      );
      return;
    }
    own.forEach((row, i) => {
      chart.append(mark(row, y + (i - (own.length - 1) / 2) * 9, x));
    });
  });
  series.forEach((name, i) => {
    const color = rows.find((row) => row.series === name)?.color ?? INK.population;
    const at = left + i * 130;
    chart.append(
      svg("circle", { cx: at + 5, cy: height - 8, r: 4.5, fill: color }),
      svg("text", { x: at + 15, y: height - 4, fill: INK.text }, name),
    );
  });
  return chart;
}

function mark(
  { k, n, color = INK.population, series, group }: ShareRow,
  y: number,
  x: (share: number) => number,
): SVGGElement {
  const { low, high } = wilson(k, n);
  const name = series ? `${group}, ${series}` : group;
  return svg(
    "g",
    { opacity: n < SMALL_N.faded ? 0.45 : null },
    svg(
      "title",
      {},
      `${name}: ${formatShare(k / n)}, ${k} of ${n}, 95 % interval ${formatShare(low)} to ${formatShare(high)}`,
    ),
    svg("line", { x1: x(low), x2: x(high), y1: y, y2: y, stroke: color, "stroke-width": 1.5 }),
    svg("circle", { cx: x(k / n), cy: y, r: 4.5, fill: color }),
  );
}

function clipped(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}
