/** Rows of dots with intervals on one scale: a name on the left, the number on the right. */
import { svg } from "./dom.ts";
import { fitText, textWidth } from "./text-fit.ts";
import { INK, TYPE } from "./theme.ts";

export interface Dot {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly color?: string;
  /** A ring, wide enough to show a dot inside it. */
  readonly isOpen?: boolean;
}

export interface DotRow {
  readonly label: string;
  readonly dots: readonly Dot[];
  /** A dark tick: what was expected of this row. */
  readonly target?: number | null;
  /** What stands at the right end. */
  readonly figure: string;
  /** Read out when the row is pointed at. */
  readonly sentence: string;
  readonly isFaded?: boolean;
  /** Stands in place of the dots where the row is too small to show. */
  readonly instead?: string;
}

export interface DotScale {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly format: (value: number) => string;
  /** A line over the whole height, and a band around it, with what they mean. */
  readonly line?: { readonly at: number; readonly label: string };
  readonly band?: { readonly from: number; readonly to: number };
}

const TOP = 40;
const NARROW = 520;
const rowHeight = (width: number) => (width < NARROW ? 40 : 27);

export function dotRowsHeight(rows: number, width: number): number {
  return TOP + rows * rowHeight(width) + 6;
}

/** About a third of the width, and more where names need it. */
function labelRoom(rows: readonly DotRow[], width: number): number {
  const longest = Math.max(0, ...rows.map(({ label }) => textWidth(label, TYPE.label)));
  return Math.max(Math.min(250, width * 0.32), Math.min(longest + 24, width * 0.45));
}

export function dotRows(
  rows: readonly DotRow[],
  scale: DotScale,
  width: number,
  label: string,
): SVGSVGElement {
  const isNarrow = width < NARROW;
  const row = rowHeight(width);
  const left = isNarrow ? 10 : labelRoom(rows, width);
  const right = isNarrow ? 12 : 76;
  const height = dotRowsHeight(rows.length, width);
  const bottom = height - 6;
  const x = (value: number) =>
    left + ((value - scale.from) / (scale.to - scale.from)) * (width - left - right);
  const chart = svg("svg", { class: "chart dot-rows", width, height, role: "img" });
  chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
  chart.setAttribute("aria-label", `${label}; the data table has the numbers`);
  const { band, line } = scale;
  if (band) {
    chart.append(
      svg("rect", {
        x: x(band.from),
        width: x(band.to) - x(band.from),
        y: TOP - 8,
        height: bottom - TOP + 8,
        fill: INK.context,
        "fill-opacity": 0.45,
      }),
    );
  }
  for (let i = 0; scale.from + i * scale.step <= scale.to + 1e-9; i++) {
    const value = scale.from + i * scale.step;
    chart.append(
      svg("line", { x1: x(value), x2: x(value), y1: TOP - 8, y2: bottom, stroke: INK.hairline }),
      svg(
        "text",
        { x: x(value), y: TOP - 13, "text-anchor": "middle", fill: INK.muted },
        scale.format(value),
      ),
    );
  }
  if (line) {
    chart.append(
      svg("line", { x1: x(line.at), x2: x(line.at), y1: TOP - 8, y2: bottom, stroke: INK.text }),
      svg(
        "text",
        { x: x(line.at), y: TOP - 28, "text-anchor": "middle", fill: INK.text },
        line.label,
      ),
    );
  }
  rows.forEach((of, at) => {
    const y = TOP + (at + 0.5) * row + (isNarrow ? 8 : 0);
    chart.append(drawRow(of, x, y, { isNarrow, left, right, width }));
  });
  return chart;
}

interface Layout {
  readonly isNarrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly width: number;
}

function drawRow(
  row: DotRow,
  x: (value: number) => number,
  y: number,
  { isNarrow, left, right, width }: Layout,
): SVGGElement {
  const { label, figure, sentence, dots, target, isFaded, instead } = row;
  const name = isNarrow
    ? { x: left, y: y - 13, "text-anchor": "start" }
    : { x: left - 14, y: y + 4, "text-anchor": "end" };
  const number = isNarrow ? { x: width - right, y: y - 13 } : { x: width, y: y + 4 };
  const room = isNarrow ? width - left - right - 50 : left - 20;
  const group = svg(
    "g",
    {},
    svg("title", {}, sentence),
    svg("rect", { x: 0, y: y - 12, width, height: 24, fill: "transparent" }),
    svg("text", { ...name, fill: INK.text }, fitText(label, room, TYPE.label)),
    svg("text", { ...number, "text-anchor": "end", fill: INK.muted }, figure),
  );
  if (instead !== undefined) {
    group.append(svg("text", { x: left + 4, y: y + 4, fill: INK.muted }, instead));
    return group;
  }
  const marks = svg("g", { opacity: isFaded ? 0.45 : null });
  if (typeof target === "number") {
    marks.append(
      svg("line", {
        class: "target",
        x1: x(target),
        x2: x(target),
        y1: y - 8,
        y2: y + 8,
        stroke: INK.target,
        "stroke-width": 2,
      }),
    );
  }
  for (const { value, low, high, color = INK.population, isOpen } of dots) {
    if (low !== undefined && high !== undefined) {
      marks.append(
        svg("line", {
          class: "dot-reach",
          x1: x(low),
          x2: x(high),
          y1: y,
          y2: y,
          stroke: color,
          "stroke-width": 1.5,
        }),
      );
    }
    marks.append(
      svg("circle", {
        class: "dot-mark",
        cx: x(value),
        cy: y,
        r: isOpen ? 7 : 4.5,
        fill: isOpen ? "none" : color,
        stroke: color,
        "stroke-width": 1.5,
      }),
    );
  }
  group.append(marks);
  return group;
}
