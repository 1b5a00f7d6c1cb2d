/** Chance that one of k attempts serves the persona, by k and model. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { MODE_NAMES, type RunFigures, type RunPartFigures, runNote } from "./figures.ts";
import { LINE_CHART_HEIGHT, lineChart, wholeSize } from "./line-chart.ts";

export function passCurve(runs: readonly RunFigures[], provenance: string): ChartFrame {
  const own = runs.filter(({ task }) => task === "pass_at_k");
  const parts = own.flatMap((run) =>
    run.parts.map((part) => ({ ...part, model: `${part.model}${runNote(own, run)}` })),
  );
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
    height: LINE_CHART_HEIGHT,
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
  const lines = parts.map(({ model, mode, estimates }, color) => ({
    name: mode === "output_only" ? model : `${model}, ${MODE_NAMES[mode].toLowerCase()}`,
    points: curveOf(estimates).map(({ k, ...point }) => ({ x: k, ...point })),
    color,
  }));
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ x }) => x)));
  const ticks = [1, 2, 4, 8, 16, 32, 64].filter((k) => k <= most);
  return lineChart(lines, { name: "k =", ticks }, wholeSize(width), "pass@k by model");
}
