/** What quality costs: tokens of an answer against the pass rate, one dot a model and mode. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { formatCount, formatShare } from "../format.ts";
import { fitText, textWidth } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";
import { MODE_NAMES, type RunFigures } from "./figures.ts";
import { mainRuns } from "./view.ts";

const HEIGHT = 340;
const [TOP, BOTTOM, LEFT, RIGHT] = [20, 40, 48, 24];

export interface CostPoint {
  readonly run: string;
  readonly name: string;
  readonly n: number;
  readonly tokens: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Models and modes whose answers took tokens, of the runs of task main. */
export function costPoints(runs: readonly RunFigures[]): CostPoint[] {
  return mainRuns(runs).flatMap((run) =>
    run.parts.flatMap(({ model, mode, estimates, use }): CostPoint[] => {
      const all = estimates.find(({ group }) => group === null);
      if (!use || !all || !Number.isFinite(all.estimate)) return [];
      const { tokensIn, tokensOut, latencyMs } = use;
      const { estimate, low, high } = all;
      return [
        {
          run: run.name,
          name: `${model}, ${MODE_NAMES[mode].toLowerCase()}`,
          n: use.n,
          tokens: tokensIn + tokensOut,
          ...{ tokensIn, tokensOut, latencyMs, estimate, low, high },
        },
      ];
    }),
  );
}

export function costQuality(runs: readonly RunFigures[], provenance: string): ChartFrame {
  const points = costPoints(runs);
  const frame = chartFrame({
    name: "cost",
    title: "What does quality cost?",
    subtitle:
      "Pass rate against the tokens read and written for an answer, on average; the judge’s are not counted",
    n: points.length > 0 ? points.reduce((sum, { n }) => sum + n, 0) : null,
    interval:
      "Upright lines are 95 % intervals of the pass rate, clustered by persona and prompt. A summary’s tokens count for the answer that is made from it.",
    provenance,
    sql: null,
    columns: [
      { key: "run", label: "Run", kind: "text" },
      { key: "name", label: "Model and mode", kind: "text" },
      { key: "n", label: "Answers", kind: "count" },
      { key: "tokensIn", label: "Tokens read", kind: "number" },
      { key: "tokensOut", label: "Tokens written", kind: "number" },
      { key: "latencyMs", label: "Milliseconds", kind: "number" },
      { key: "estimate", label: "Pass", kind: "share" },
      { key: "low", label: "95 % from", kind: "share" },
      { key: "high", label: "to", kind: "share" },
    ],
    rows: () => points.map((point) => ({ ...point })),
    draw: (width) => draw(points, width),
    height: points.length > 0 ? HEIGHT : 90,
    method: "./method",
  });
  if (points.length === 0) {
    frame.showEmpty(
      "Reference models read and write no tokens. A run of a language model has its place here: npx atlas bench --models NAME --judge-model OTHER.",
    );
  }
  return frame;
}

function draw(points: readonly CostPoint[], width: number): SVGSVGElement {
  const most = Math.max(1, ...points.map(({ tokens }) => tokens));
  const size = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.5, 1, 2].map((one) => one * size).find((one) => most / one <= 6) ?? size;
  const end = Math.ceil(most / step) * step;
  const x = (tokens: number) => LEFT + (tokens / end) * (width - LEFT - RIGHT);
  const y = (share: number) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const chart = svg("svg", {
    class: "chart",
    width,
    height: HEIGHT,
    viewBox: `0 0 ${width} ${HEIGHT}`,
    role: "img",
    "aria-label": "Pass rate against tokens; the data table has the numbers",
  });
  for (let fifth = 0; fifth <= 5; fifth++) {
    const at = y(fifth / 5);
    chart.append(
      svg("line", { x1: LEFT, x2: width - RIGHT, y1: at, y2: at, stroke: INK.hairline }),
      svg(
        "text",
        { class: "axis-label", x: LEFT - 6, y: at, dy: "0.35em", "text-anchor": "end" },
        `${fifth * 20} %`,
      ),
    );
  }
  for (let tokens = 0; tokens <= end + 1e-9; tokens += step) {
    const text = tokens === 0 ? "0 tokens" : formatCount(tokens);
    chart.append(
      svg(
        "text",
        { class: "axis-label", x: x(tokens), y: HEIGHT - 14, "text-anchor": "middle" },
        text,
      ),
    );
  }
  const taken: { x: number; y: number }[] = [];
  for (const { name, tokens, estimate, low, high, tokensIn, tokensOut } of points) {
    const [left, top] = [x(tokens), y(estimate)];
    const sentence = `${name}: ${formatShare(estimate)} (95 % interval ${formatShare(low)} to ${formatShare(high)}), ${formatCount(tokensIn)} tokens read and ${formatCount(tokensOut)} written an answer.`;
    const label = fitText(name, 220, TYPE.label);
    const isLeft = left + 10 + textWidth(label, TYPE.label) > width;
    // A name moves down where another one stands.
    let place = top;
    while (taken.some((one) => Math.abs(one.y - place) < 14 && Math.abs(one.x - left) < 160)) {
      place += 14;
    }
    taken.push({ x: left, y: place });
    const group = svg("g", {}, svg("title", {}, sentence));
    if (Number.isFinite(low) && Number.isFinite(high)) {
      group.append(
        svg("line", {
          ...{ x1: left, x2: left, y1: y(low), y2: y(high) },
          ...{ stroke: INK.population, "stroke-width": 1.5 },
        }),
      );
    }
    group.append(
      svg("circle", { class: "dot-mark", cx: left, cy: top, r: 4.5, fill: INK.population }),
      svg(
        "text",
        {
          x: isLeft ? left - 10 : left + 10,
          y: place,
          dy: "0.35em",
          "text-anchor": isLeft ? "end" : "start",
          fill: INK.text,
        },
        label,
      ),
    );
    chart.append(group);
  }
  return chart;
}
