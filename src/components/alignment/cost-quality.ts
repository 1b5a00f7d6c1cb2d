/** What quality costs: tokens of an answer against the pass rate, one dot a model and mode. */

import type { Mode } from "../../schema/bench.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { colourKey } from "../colour-key.ts";
import { svg } from "../dom.ts";
import { formatCount, formatShare } from "../format.ts";
import { INK } from "../theme.ts";
import { MODE_NAMES, type RunFigures } from "./figures.ts";
import { LINE_COLORS } from "./line-chart.ts";
import { mainRuns } from "./view.ts";

const HEIGHT = 340;
const [TOP, BOTTOM, LEFT, RIGHT] = [20, 40, 48, 24];

/** A mode in a dot. */
const LETTERS: Readonly<Record<Mode, string>> = {
  baseline: "B",
  output_only: "O",
  chain_of_thought: "C",
  demographic_summary: "S",
};

export interface CostPoint {
  readonly run: string;
  /** Who judged: rates of two judges are not to be compared. */
  readonly judge: string;
  readonly model: string;
  readonly mode: Mode;
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
          ...{ run: run.name, model, mode, judge: run.judge.model ?? run.judge.kind },
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
  const legend = modelsOf(points).map((model) => ({ paint: colorOf(points, model), label: model }));
  const frame = chartFrame({
    name: "cost",
    title: "What does quality cost?",
    subtitle:
      "Pass rate against the tokens read and written for an answer, on average; the judge’s are not counted. B baseline, O output only, C chain of thought, S demographic summary",
    n: points.length > 0 ? points.reduce((sum, { n }) => sum + n, 0) : null,
    interval:
      "Upright lines are 95 % intervals of the pass rate, clustered by persona and prompt; pass rates by different judges are not to be compared. A summary’s tokens count for the answer that is made from it.",
    provenance,
    sql: null,
    columns: [
      { key: "run", label: "Run", kind: "text" },
      { key: "judge", label: "Judge", kind: "text" },
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
    ...(points.length > 0 && { beneath: colourKey(legend), legend: () => legend }),
    method: "./method",
  });
  if (points.length === 0) {
    frame.showEmpty(
      "No run has counted tokens: reference models read and write none. A run of a language model whose server counts them has its place here: npx atlas bench --models NAME --judge-model OTHER.",
    );
  }
  return frame;
}

const modelsOf = (points: readonly CostPoint[]) => [...new Set(points.map(({ model }) => model))];

const colorOf = (points: readonly CostPoint[], model: string) =>
  LINE_COLORS[modelsOf(points).indexOf(model) % LINE_COLORS.length];

function draw(points: readonly CostPoint[], width: number): SVGSVGElement {
  const most = Math.max(1, ...points.map(({ tokens }) => tokens));
  const size = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.5, 1, 2].map((one) => one * size).find((one) => most / one <= 6) ?? size;
  const end = Math.ceil(most / step) * step;
  const x = (tokens: number) => LEFT + (tokens / end) * (width - LEFT - RIGHT);
  const ends = points.flatMap(({ estimate, low, high }) =>
    [estimate, low, high].filter(Number.isFinite),
  );
  const from = Math.floor(Math.min(...ends, 0.9) * 10) / 10;
  const to = Math.ceil(Math.max(...ends, from + 0.1) * 10) / 10;
  const y = (share: number) => TOP + ((to - share) / (to - from)) * (HEIGHT - TOP - BOTTOM);
  const chart = svg("svg", {
    class: "chart",
    width,
    height: HEIGHT,
    viewBox: `0 0 ${width} ${HEIGHT}`,
    role: "img",
    "aria-label": "Pass rate against tokens; the data table has the numbers",
  });
  for (let tenth = Math.round(from * 10); tenth <= Math.round(to * 10); tenth++) {
    const at = y(tenth / 10);
    chart.append(
      svg("line", { x1: LEFT, x2: width - RIGHT, y1: at, y2: at, stroke: INK.hairline }),
      svg(
        "text",
        { class: "axis-label", x: LEFT - 6, y: at, dy: "0.35em", "text-anchor": "end" },
        `${tenth * 10} %`,
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
  for (const {
    run,
    judge,
    name,
    model,
    mode,
    tokens,
    estimate,
    low,
    high,
    tokensIn,
    tokensOut,
  } of points) {
    const [left, top] = [x(tokens), y(estimate)];
    const color = `fill: ${colorOf(points, model)}`;
    const sentence = `${name}, judged by ${judge} in ${run}: ${formatShare(estimate)} (95 % interval ${formatShare(low)} to ${formatShare(high)}), ${formatCount(tokensIn)} tokens read and ${formatCount(tokensOut)} written an answer.`;
    const group = svg("g", {}, svg("title", {}, sentence));
    if (Number.isFinite(low) && Number.isFinite(high)) {
      group.append(
        svg("line", {
          ...{ x1: left, x2: left, y1: y(low), y2: y(high) },
          ...{ style: `stroke: ${colorOf(points, model)}`, "stroke-width": 1.5 },
        }),
      );
    }
    group.append(
      svg("circle", { class: "dot-mark", cx: left, cy: top, r: 8.5, style: color }),
      svg(
        "text",
        {
          ...{ x: left, y: top, dy: "0.35em", "text-anchor": "middle", class: "dot-letter" },
          style: "fill: var(--theme-background)",
        },
        LETTERS[mode],
      ),
    );
    chart.append(group);
  }
  return chart;
}
