/** True shares of the four parts by topic, stacked. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { colourKey } from "../colour-key.ts";
import { svg } from "../dom.ts";
import { formatShare } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { TYPE } from "../theme.ts";
import { PART_NAMES, type VarianceFigures } from "./figures.ts";

const ROW = 22;
/** Height of the words where there is no truth. */
const EMPTY = 120;
const ORDER = ["attributes", "own", "prompt", "noise"];

export function topicsChart({ topics, n }: VarianceFigures, provenance: string): ChartFrame {
  const sorted = [...topics].sort((a, b) => b.shares.attributes - a.shares.attributes);
  const isKnown = topics.length > 0;
  const key = ORDER.map((part) => ({
    paint: PART_NAMES[part].color,
    label: PART_NAMES[part].label,
  }));
  const frame = chartFrame({
    name: "parts-by-topic",
    title: "On which topics do attributes tell most?",
    subtitle: `Share of the variance of latent utility and noise, by topic${isKnown ? "; number: what attributes explain. The truth of the simulation" : ""}`,
    n: isKnown ? n : null,
    interval: isKnown
      ? "Computed from the stored utilities: no interval applies. Where an issue mirrors a survey item, the fitted model decides what attributes explain; elsewhere a stated default of about 10 % does."
      : "No true utilities are stored with these choices.",
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
    height: isKnown ? sorted.length * ROW + 6 : EMPTY,
    beneath: isKnown ? colourKey(key) : undefined,
    legend: () => key,
    method: "./method",
  });
  if (!isKnown) {
    frame.showEmpty(
      "By topic only the truth of a simulation is shown, and a language model’s choices have none. Estimates by topic would be too rough: see the chart of all choices above.",
    );
  }
  return frame;
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
