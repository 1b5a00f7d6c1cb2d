/** Two scatter plots side by side, or one above the other where there is no room. */
import { svg } from "../dom.ts";
import { countOf, formatPoints, formatShare } from "../format.ts";
import { fitText, textWidth } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";
import { groupMark } from "./group-marks.ts";
import type { ComparisonFit, OpinionCell } from "./opinion-fit.ts";
import type { SupportShown } from "./support-view.ts";

export interface SupportPanel {
  readonly title: string;
  readonly fit: ComparisonFit;
  /** Groups in their order, the same in both panels. */
  readonly groups: readonly string[];
  readonly cells: readonly OpinionCell[];
  readonly meaningOf: (cell: OpinionCell) => string;
}

const STACKED = 640;
const GAP = 36;
const LEFT = 40;
const RIGHT = 16;
const HEAD = 78;
const FOOT = 46;
const MOST = 430;
const LEGEND_LINE = 20;

interface Layout {
  readonly isStacked: boolean;
  readonly size: number;
  readonly legend: readonly { readonly group: string; readonly x: number; readonly y: number }[];
  readonly top: number;
  readonly height: number;
}

function layoutOf([{ groups }]: readonly SupportPanel[], width: number): Layout {
  const isStacked = width < STACKED;
  const room = isStacked ? width - LEFT - RIGHT : (width - GAP) / 2 - LEFT - RIGHT;
  const size = Math.max(160, Math.min(MOST, room));
  let [x, y] = [0, 0];
  const legend = groups.map((group) => {
    const across = 18 + textWidth(group, TYPE.label);
    if (x > 0 && x + across > width) [x, y] = [0, y + LEGEND_LINE];
    const place = { group, x, y };
    x += across + 18;
    return place;
  });
  const top = y + LEGEND_LINE + 8;
  const panel = HEAD + size + FOOT;
  return { isStacked, size, legend, top, height: top + (isStacked ? 2 * panel + 16 : panel) };
}

export function supportHeight(panels: readonly SupportPanel[], width: number): number {
  return layoutOf(panels, width).height;
}

/** All of a panel's numbers are in the data table too. */
export function drawSupport(
  panels: readonly SupportPanel[],
  show: SupportShown,
  width: number,
): SVGSVGElement {
  const { isStacked, size, legend, top, height } = layoutOf(panels, width);
  const chart = svg("svg", {
    class: "chart support",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": "Support by group, survey against simulation; the data table has the numbers",
  });
  legend.forEach(({ group, x, y }, place) => {
    chart.append(
      groupMark(group, place, x + 6, y + 10),
      svg("text", { x: x + 16, y: y + 14, fill: INK.text }, group),
    );
  });
  const most = limitOf(
    panels.flatMap(({ cells }) => cells),
    show,
  );
  panels.forEach((panel, at) => {
    const across = isStacked ? 0 : at * ((width + GAP) / 2);
    const down = top + (isStacked ? at * (HEAD + size + FOOT + 16) : 0);
    chart.append(
      svg("g", { transform: `translate(${across},${down})` }, ...panelOf(panel, show, size, most)),
    );
  });
  return chart;
}

/** Largest value on either axis: a round number of points, or all of 100 %. */
function limitOf(cells: readonly OpinionCell[], show: SupportShown): number {
  if (show === "shares") return 1;
  const gaps = cells.flatMap(({ surveyGap, simulatedGap }) => [surveyGap, simulatedGap]);
  return Math.max(0.1, Math.ceil(Math.max(...gaps.map(Math.abs)) * 10) / 10);
}

function panelOf(panel: SupportPanel, show: SupportShown, size: number, most: number): Element[] {
  const isGaps = show === "gaps";
  const least = isGaps ? -most : 0;
  const along = (value: number) => ((value - least) / (most - least)) * size;
  const x = (value: number) => LEFT + along(value);
  const y = (value: number) => HEAD + size - along(value);
  const steps = isGaps ? [-most, -most / 2, 0, most / 2, most] : [0, 0.25, 0.5, 0.75, 1];
  const label = (value: number) =>
    isGaps ? formatPoints(value).replace(".0", "") : `${value * 100}`;
  const { fit, groups, cells, meaningOf } = panel;
  const line = (value: string, at: number, more = {}) =>
    svg(
      "text",
      { x: 0, y: at, fill: INK.muted, ...more },
      fitText(value, size + LEFT + RIGHT, TYPE.label),
    );
  return [
    line(`${panel.title}: ${countOf(fit.items, "item")}, ${countOf(fit.cells, "group")}`, 12, {
      fill: INK.text,
      "font-weight": 600,
    }),
    line(`Shares ${figures(fit.difference[0], fit.rank[0])}`, 29),
    line(`Gaps ${figures(fit.gapDifference[0], fit.gapRank[0])}`, 45),
    line(`Slope of gaps ${decimals(fit.gapSlope[0])}`, 61),
    ...steps.flatMap((value) => grid(x(value), y(value), label(value), size, value === 0)),
    svg("line", {
      x1: x(least),
      y1: y(least),
      x2: x(most),
      y2: y(most),
      stroke: INK.target,
      "stroke-width": 1,
      "stroke-dasharray": "4 4",
    }),
    ...(isGaps ? [slopeLine(fit.gapSlope[0], most, x, y)] : []),
    ...cells.map((cell) => {
      const [across, up] = isGaps
        ? [cell.surveyGap, cell.simulatedGap]
        : [cell.survey, cell.simulated];
      return svg(
        "g",
        { class: "support-mark" },
        svg("title", {}, sentenceOf(cell, meaningOf(cell))),
        groupMark(cell.level, groups.indexOf(cell.level), x(across), y(up)),
      );
    }),
    svg(
      "text",
      { x: LEFT + size / 2, y: HEAD + size + 36, "text-anchor": "middle", fill: INK.muted },
      isGaps ? "Survey, points →" : "Survey, % →",
    ),
    svg(
      "text",
      { x: LEFT + 4, y: HEAD + 12, fill: INK.muted },
      isGaps ? "↑ Simulated, points" : "↑ Simulated, %",
    ),
  ];
}

function grid(x: number, y: number, label: string, size: number, isAxis: boolean): Element[] {
  const stroke = isAxis ? INK.faint : INK.hairline;
  return [
    svg("line", { x1: x, x2: x, y1: HEAD, y2: HEAD + size, stroke }),
    svg("line", { x1: LEFT, x2: LEFT + size, y1: y, y2: y, stroke }),
    svg("text", { class: "axis-label", x, y: HEAD + size + 18, "text-anchor": "middle" }, label),
    svg("text", { class: "axis-label", x: LEFT - 6, y: y + 4, "text-anchor": "end" }, label),
  ];
}

function slopeLine(
  slope: number,
  most: number,
  x: (value: number) => number,
  y: (value: number) => number,
): SVGLineElement {
  const end = Math.min(most, most / Math.abs(slope));
  return svg("line", {
    x1: x(-end),
    y1: y(-end * slope),
    x2: x(end),
    y2: y(end * slope),
    stroke: INK.difference,
    "stroke-width": 1.5,
  });
}

function figures(difference: number, rank: number): string {
  return `${pointsApart(difference)} points apart, rank correlation ${decimals(rank)}`;
}

/** A mean absolute difference of shares, in points. */
export function pointsApart(difference: number): string {
  return Number.isFinite(difference) ? (100 * difference).toFixed(1) : "–";
}

/** A correlation or slope with two decimals. */
export function decimals(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2).replace("-", "−") : "–";
}

function sentenceOf(cell: OpinionCell, meaning: string): string {
  const { level, survey, n, simulated, choices, surveyGap, simulatedGap } = cell;
  return `${meaning}. ${level}: survey ${formatShare(survey)} of ${countOf(n, "respondent")} (${formatPoints(surveyGap)} from the item’s mean), simulated ${formatShare(simulated)} of ${countOf(choices, "choice")} (${formatPoints(simulatedGap)})`;
}
