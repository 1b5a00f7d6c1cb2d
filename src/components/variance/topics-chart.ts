/** True shares of the four parts by topic, stacked. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { colourKey } from "../colour-key.ts";
import { svg } from "../dom.ts";
import { formatShare } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { TYPE } from "../theme.ts";
import { PART_NAMES, type VarianceFigures } from "./figures.ts";

const ROW = 22;
const ORDER = ["attributes", "own", "prompt", "noise"];

export function topicsChart({ topics, n }: VarianceFigures, provenance: string): ChartFrame {
  const sorted = [...topics].sort((a, b) => b.shares.attributes - a.shares.attributes);
  return chartFrame({
    name: "parts-by-topic",
    title: "On which topics do attributes tell most?",
    subtitle:
      "Share of the variance of latent utility and noise, by topic; number: what attributes explain. The truth of the simulation",
    n,
    interval:
      "Computed from the stored utilities: no interval applies. Where an issue mirrors a survey item, the fitted model decides what attributes explain; elsewhere a stated default of about 10 % does.",
    provenance,
    sql: null,
    columns: [
      { key: "topic", label: "Topic", kind: "text" },
      { key: "prompts", label: "Prompts", kind: "count" },
      ...ORDER.map(
        (part) => ({ key: part, label: PART_NAMES[part].label, kind: "share" }) as const,
      ),
    ],
    rows: () => sorted.map(({ label, prompts, shares }) => ({ topic: label, prompts, ...shares })),
    draw: (width) => draw(sorted, width),
    height: sorted.length * ROW + 6,
    beneath: colourKey(
      ORDER.map((part) => ({ paint: PART_NAMES[part].color, label: PART_NAMES[part].label })),
    ),
    legend: () =>
      ORDER.map((part) => ({ paint: PART_NAMES[part].color, label: PART_NAMES[part].label })),
    method: "./method",
  });
}

function draw(topics: VarianceFigures["topics"], width: number): SVGSVGElement {
  const left = width < 520 ? 130 : 210;
  const height = topics.length * ROW + 6;
  const scale = width - left - 4;
  const chart = svg("svg", {
    class: "chart",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": "Shares by topic; the data table has the numbers",
  });
  topics.forEach(({ label, shares }, at) => {
    const y = at * ROW;
    chart.append(
      svg(
        "text",
        { x: left - 10, y: y + ROW / 2, dy: "0.35em", "text-anchor": "end" },
        fitText(label, left - 12, TYPE.label),
      ),
    );
    let x = left;
    for (const part of ORDER) {
      const across = Math.max(0, shares[part]) * scale;
      const { label: name, color } = PART_NAMES[part];
      chart.append(
        svg(
          "rect",
          {
            x,
            y: y + 2,
            width: Math.max(0, across - 1),
            height: ROW - 4,
            style: `fill: ${color}`,
          },
          svg("title", {}, `${label}, ${name.toLowerCase()}: ${formatShare(shares[part])}`),
        ),
      );
      if (part === "attributes" && across > 24) {
        chart.append(
          svg(
            "text",
            { class: "on-bar", x: x + 5, y: y + ROW / 2, dy: "0.35em" },
            String(Math.round(shares[part] * 100)),
          ),
        );
      }
      x += across;
    }
  });
  return chart;
}
