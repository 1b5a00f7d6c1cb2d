/** Rows with one mark for A and one for B, each with its interval. */
import type { Interval } from "../../stats/wilson.ts";
import { svg } from "../dom.ts";
import { formatShare } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { INK, SMALL_N, TYPE } from "../theme.ts";
import { SIDE_COLORS, SIDE_LABELS } from "./sides.ts";

export interface DumbbellMark extends Interval {
  readonly share: number;
  /** Decides whether the mark is shown, faded or left out. */
  readonly n: number;
}

export interface DumbbellRow {
  readonly label: string;
  readonly sides: readonly [DumbbellMark, DumbbellMark];
  /** Set in bold above the row, where a new part begins. */
  readonly head?: string;
  /** At the end of the row. */
  readonly note?: string;
  /** Drawn as outlines: the difference may be none. */
  readonly isOpen?: boolean;
  readonly sentence: string;
}

export interface DumbbellOptions {
  readonly rows: readonly DumbbellRow[];
  /** From 0 to the largest share (demographics), or the whole from 0 to 1. */
  readonly whole: boolean;
  readonly label: string;
  readonly read: (sentence: string | null) => void;
}

const TOP = 26;
const ROW = 22;
const HEAD = 26;
const NARROW = 520;

/** Height in pixels of the picture. */
export function dumbbellsHeight(rows: readonly DumbbellRow[]): number {
  return TOP + rows.reduce((sum, { head }) => sum + ROW + (head ? HEAD : 0), 0) + 6;
}

export function dumbbells(
  { rows, whole, label, read }: DumbbellOptions,
  width: number,
): SVGSVGElement {
  const narrow = width < NARROW;
  const left = narrow ? 128 : 230;
  const right = rows.some(({ note }) => note) ? 64 : 24;
  const height = dumbbellsHeight(rows);
  const shown = rows.flatMap(({ sides }) => sides.filter(({ n }) => n >= SMALL_N.suppressed));
  const most = whole ? 1 : Math.min(1, Math.max(0.1, ...shown.map(({ high }) => high)) * 1.02);
  const x = (share: number) => left + (share / most) * (width - left - right);
  const chart = svg("svg", {
    class: "chart dumbbells",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": label,
  });
  const step = [0.05, 0.1, 0.2, 0.25].find((size) => (most / size) * 52 <= width - left) ?? 0.5;
  for (let at = 0; at * step <= most + 1e-9; at++) {
    const share = Math.round(at * step * 100) / 100;
    const isHalf = whole && Math.abs(share - 0.5) < 1e-9;
    chart.append(
      svg("line", {
        x1: x(share),
        x2: x(share),
        y1: TOP - 8,
        y2: height - 4,
        stroke: isHalf ? INK.faint : INK.hairline,
      }),
      svg(
        "text",
        { class: "axis-label", x: x(share), y: TOP - 13, "text-anchor": "middle" },
        formatShare(share).replace(".0", ""),
      ),
    );
  }
  let y = TOP;
  for (const row of rows) {
    if (row.head) {
      chart.append(
        svg("text", { class: "part", x: 0, y: y + 18 }, fitText(row.head, width - 8, TYPE.label)),
      );
      y += HEAD;
    }
    chart.append(rowOf(row, y, left, width, x, read));
    y += ROW;
  }
  return chart;
}

function rowOf(
  row: DumbbellRow,
  top: number,
  left: number,
  width: number,
  x: (share: number) => number,
  read: (sentence: string | null) => void,
): SVGGElement {
  const y = top + ROW / 2;
  const group = svg(
    "g",
    { class: "dumbbell" },
    svg("rect", { class: "hit", x: 0, y: top, width, height: ROW }),
    svg(
      "text",
      { x: left - 12, y, dy: "0.35em", "text-anchor": "end", fill: INK.text },
      fitText(row.label, left - 14, TYPE.label),
    ),
  );
  const visible = row.sides.map(({ n }) => n >= SMALL_N.suppressed);
  if (visible[0] && visible[1]) {
    group.append(
      svg("line", {
        class: "between",
        x1: x(row.sides[0].share),
        x2: x(row.sides[1].share),
        y1: y,
        y2: y,
      }),
    );
  }
  row.sides.forEach(({ share, low, high, n }, side) => {
    if (!visible[side]) return;
    const color = SIDE_COLORS[side];
    const offset = side === 0 ? -2.5 : 2.5;
    group.append(
      svg(
        "g",
        { opacity: n < SMALL_N.faded ? 0.5 : null },
        ...(Number.isFinite(low)
          ? [
              svg("line", {
                x1: x(low),
                x2: x(high),
                y1: y + offset,
                y2: y + offset,
                style: `stroke: ${color}`,
                "stroke-width": 1,
              }),
            ]
          : []),
        svg("circle", {
          cx: x(share),
          cy: y,
          r: 5,
          style: row.isOpen
            ? `fill: var(--theme-background); stroke: ${color}; stroke-width: 1.5`
            : `fill: ${color}`,
        }),
      ),
    );
  });
  if (!visible[0] || !visible[1]) {
    const which = SIDE_LABELS.filter((_, side) => !visible[side]).join(" and ");
    group.append(
      svg(
        "text",
        { class: "axis-label", x: width - 4, y, dy: "0.35em", "text-anchor": "end" },
        `${which}: n < ${SMALL_N.suppressed}`,
      ),
    );
  } else if (row.note) {
    group.append(
      svg(
        "text",
        { class: "axis-label", x: width - 4, y, dy: "0.35em", "text-anchor": "end" },
        row.note,
      ),
    );
  }
  group.append(svg("title", {}, row.sentence));
  group.addEventListener("pointerenter", () => read(row.sentence));
  group.addEventListener("pointerleave", () => read(null));
  return group;
}
