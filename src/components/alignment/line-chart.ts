/** Lines with bands over whole numbers, their names at the right ends. */
import { svg } from "../dom.ts";
import { formatCount, formatShare } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";

export interface LinePoint {
  readonly x: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface Line {
  readonly name: string;
  readonly points: readonly LinePoint[];
  /** Number of the colour. */
  readonly color: number;
  readonly isDashed?: boolean;
}

export interface LineAxis {
  /** What x counts, such as `k`. */
  readonly name: string;
  readonly ticks: readonly number[];
  /** Least share drawn; absent, what the lines need. */
  readonly least?: number;
}

export interface LineSize {
  readonly width: number;
  readonly height: number;
  /** Room for the names at the right ends. */
  readonly right: number;
}

/** Colours in the order of the models; a name or a letter stands beside each. */
export const LINE_COLORS = [
  "var(--atlas-population)",
  "var(--atlas-side-b)",
  "var(--atlas-disagreement)",
  "var(--atlas-target)",
  "var(--atlas-less)",
  "var(--atlas-more)",
];
export const LINE_CHART_HEIGHT = 340;
const [TOP, BOTTOM, LEFT] = [16, 34, 44];

/** What is not defined is null in the page's data. */
const isKnown = (value: number | null) => value !== null && Number.isFinite(value);

/** The least share that lines and bands need, in whole tenths. */
export function leastOf(lines: readonly Line[]): number {
  const lows = lines.flatMap(({ points }) =>
    points.map(({ low, estimate }) => (isKnown(low) ? low : estimate)),
  );
  return Math.floor(Math.min(...lows.filter(isKnown), 1) * 10) / 10;
}

/** A chart as wide as its place. */
export const wholeSize = (width: number): LineSize => ({
  width,
  height: LINE_CHART_HEIGHT,
  right: width < 520 ? 110 : 190,
});

/** Shares from the least that is drawn, in whole tenths, to 1. */
export function lineChart(
  lines: readonly Line[],
  axis: LineAxis,
  { width, height, right }: LineSize,
  label: string,
): SVGSVGElement {
  const most = Math.max(2, ...lines.flatMap(({ points }) => points.map(({ x }) => x)));
  const least = axis.least ?? leastOf(lines);
  const x = (value: number) => LEFT + ((value - 1) / (most - 1)) * (width - LEFT - right);
  const y = (share: number) =>
    TOP + ((1 - share) / Math.max(0.1, 1 - least)) * (height - TOP - BOTTOM);
  const chart = svg("svg", {
    class: "chart",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": `${label}; the data table has the numbers`,
  });
  for (let tenth = Math.round(least * 10); tenth <= 10; tenth++) {
    const at = y(tenth / 10);
    chart.append(
      svg("line", { x1: LEFT, x2: width - right, y1: at, y2: at, stroke: INK.hairline }),
      svg(
        "text",
        { class: "axis-label", x: LEFT - 6, y: at, dy: "0.35em", "text-anchor": "end" },
        `${tenth * 10} %`,
      ),
    );
  }
  let last = Number.NEGATIVE_INFINITY;
  axis.ticks.forEach((tick, at) => {
    // The first one has the name before it.
    if (x(tick) - last < (at === 1 ? 34 : 22)) return;
    last = x(tick);
    chart.append(
      svg(
        "text",
        { class: "axis-label", x: x(tick), y: height - 12, "text-anchor": "middle" },
        at === 0 ? `${axis.name} ${tick}` : formatCount(tick),
      ),
    );
  });
  const known = lines.map(({ points }) => points.filter(({ estimate }) => isKnown(estimate)));
  const ends = known.map((points) => y(points[points.length - 1]?.estimate ?? least));
  const places = apart(ends, 15);
  for (const { name, points, color: number, isDashed } of lines) {
    const color = LINE_COLORS[number % LINE_COLORS.length];
    const banded = points.filter(({ low, high }) => isKnown(low) && isKnown(high));
    const corner = (point: LinePoint, value: number) => `${x(point.x)},${y(value)}`;
    chart.append(
      svg("polygon", {
        points: [
          ...banded.map((point) => corner(point, point.high)),
          ...[...banded].reverse().map((point) => corner(point, point.low)),
        ].join(" "),
        style: `fill: ${color}`,
        "fill-opacity": isDashed ? 0.06 : 0.14,
      }),
      svg(
        "path",
        {
          class: "line-chart-line",
          d: pathOf(points, (point) => corner(point, point.estimate)),
          fill: "none",
          style: `stroke: ${color}`,
          "stroke-width": isDashed ? 1.5 : 2,
          "stroke-dasharray": isDashed ? "5 4" : null,
        },
        svg("title", {}, sentenceOf(name, axis, points)),
      ),
    );
  }
  lines.forEach(({ name, points, color: number }, at) => {
    if (known[at].length === 0) return;
    chart.append(
      svg(
        "text",
        {
          x: width - right + 8,
          y: places[at],
          dy: "0.35em",
          style: `fill: ${LINE_COLORS[number % LINE_COLORS.length]}`,
        },
        svg("title", {}, sentenceOf(name, axis, points)),
        fitText(name, right - 10, TYPE.label),
      ),
    );
  });
  return chart;
}

/** A line through the points, broken where one is not known. */
function pathOf(points: readonly LinePoint[], corner: (point: LinePoint) => string): string {
  return points
    .map((point, at) => {
      if (!isKnown(point.estimate)) return "";
      return `${at > 0 && isKnown(points[at - 1].estimate) ? "L" : "M"}${corner(point)}`;
    })
    .join("");
}

const sentenceOf = (name: string, axis: LineAxis, points: readonly LinePoint[]) =>
  `${name}: ${points.map(({ x, estimate }) => `${axis.name} ${x} ${formatShare(estimate)}`).join(", ")}`;

/** Places moved so far that neighbours are `gap` apart, in the order given. */
function apart(places: readonly number[], gap: number): number[] {
  const order = [...places.keys()].sort((a, b) => places[a] - places[b]);
  const moved = [...places];
  order.forEach((at, i) => {
    if (i > 0) moved[at] = Math.max(moved[at], moved[order[i - 1]] + gap);
  });
  return moved;
}
