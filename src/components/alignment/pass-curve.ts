/** Chance that one of k attempts serves the persona, by k and model. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { formatCount, formatShare } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";
import type { RunFigures, RunPartFigures } from "./figures.ts";

/** Colours of the lines, in the order of the models; each line has its name at the end too. */
const COLORS = [
  "var(--atlas-population)",
  "var(--atlas-side-b)",
  "var(--atlas-disagreement)",
  "var(--atlas-target)",
  "var(--atlas-less)",
  "var(--atlas-more)",
];
const HEIGHT = 340;
const [TOP, BOTTOM, LEFT] = [16, 34, 44];

export function passCurve(runs: readonly RunFigures[], provenance: string): ChartFrame {
  const own = runs.filter(({ task }) => task === "pass_at_k");
  const parts = own.flatMap((run) => run.parts);
  const frame = chartFrame({
    name: "pass-at-k",
    title: "Does trying again help?",
    subtitle: "Chance that at least one of k attempts serves the persona, by k",
    n: own.reduce((sum, { counts }) => sum + counts.judged, 0),
    interval:
      "Bands are 95 % intervals clustered by persona and prompt. The unbiased estimate of Chen and others (2021), question by question.",
    provenance: own[0]?.provenance ?? provenance,
    sql: null,
    columns: [
      { key: "model", label: "Model", kind: "text" },
      { key: "mode", label: "Mode", kind: "text" },
      { key: "k", label: "k", kind: "number" },
      { key: "n", label: "Questions", kind: "count" },
      { key: "estimate", label: "pass@k", kind: "share" },
      { key: "low", label: "95 % from", kind: "share" },
      { key: "high", label: "to", kind: "share" },
    ],
    rows: () =>
      parts.flatMap(({ model, mode, estimates }) =>
        curveOf(estimates).map(({ k, n, estimate, low, high }) => ({
          ...{ model, mode, k, n, estimate, low, high },
        })),
      ),
    draw: (width) => draw(parts, width),
    height: HEIGHT,
    method: "./method",
  });
  if (parts.length === 0) {
    frame.showEmpty(
      "No run of this task over the dataset yet. Make one with npx atlas bench --task pass_at_k.",
    );
  }
  return frame;
}

const curveOf = (estimates: RunPartFigures["estimates"]) =>
  estimates.flatMap(({ group, ...rest }) =>
    group?.startsWith("k = ") ? [{ k: Number(group.slice(4)), ...rest }] : [],
  );

function draw(parts: readonly RunPartFigures[], width: number): SVGSVGElement {
  const right = width < 520 ? 110 : 190;
  const curves = parts.map(({ model, mode, estimates }) => ({
    name: mode === "output_only" ? model : `${model}, ${mode}`,
    points: curveOf(estimates),
  }));
  const most = Math.max(1, ...curves.flatMap(({ points }) => points.map(({ k }) => k)));
  const lows = curves.flatMap(({ points }) => points.map(({ low, estimate }) => low || estimate));
  const least = Math.floor(Math.min(...lows, 1) * 10) / 10;
  const x = (k: number) => LEFT + ((k - 1) / Math.max(1, most - 1)) * (width - LEFT - right);
  const y = (share: number) => TOP + ((1 - share) / (1 - least)) * (HEIGHT - TOP - BOTTOM);
  const chart = svg("svg", {
    class: "chart",
    width,
    height: HEIGHT,
    viewBox: `0 0 ${width} ${HEIGHT}`,
    role: "img",
    "aria-label": "pass@k by model; the data table has the numbers",
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
  for (let k = 1; k <= most; k *= 2) {
    chart.append(
      svg(
        "text",
        { class: "axis-label", x: x(k), y: HEIGHT - 12, "text-anchor": "middle" },
        k === 1 ? "k = 1" : formatCount(k),
      ),
    );
  }
  const ends = curves.map(({ points }) => y(points[points.length - 1]?.estimate ?? 0));
  const places = apart(ends, 15);
  curves.forEach(({ name, points }, at) => {
    const color = COLORS[at % COLORS.length];
    const line = (of: (point: (typeof points)[number]) => number) =>
      points.map((point) => `${x(point.k)},${y(of(point))}`);
    const banded = points.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
    chart.append(
      svg("polygon", {
        points: [
          ...banded.map((point) => `${x(point.k)},${y(point.high)}`),
          ...[...banded].reverse().map((point) => `${x(point.k)},${y(point.low)}`),
        ].join(" "),
        style: `fill: ${color}`,
        "fill-opacity": 0.15,
      }),
      svg("polyline", {
        points: line(({ estimate }) => estimate).join(" "),
        fill: "none",
        style: `stroke: ${color}`,
        "stroke-width": 2,
      }),
      svg(
        "text",
        { x: width - right + 8, y: places[at], dy: "0.35em", style: `fill: ${color}` },
        svg(
          "title",
          {},
          `${name}: ${points.map(({ k, estimate }) => `k ${k} ${formatShare(estimate)}`).join(", ")}`,
        ),
        fitText(name, right - 10, TYPE.label),
      ),
    );
  });
  return chart;
}

/** Places moved so far that neighbours are `gap` apart, in the order given. */
function apart(places: readonly number[], gap: number): number[] {
  const order = [...places.keys()].sort((a, b) => places[a] - places[b]);
  const moved = [...places];
  order.forEach((at, i) => {
    if (i > 0) moved[at] = Math.max(moved[at], moved[order[i - 1]] + gap);
  });
  return moved;
}
