/** How far each attribute is from its target, beside a simple random sample. */
import { attributeOf } from "../../schema/attributes.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { formatNumber, formatShare } from "../format.ts";
import { INK } from "../theme.ts";
import type { MeasuredFit } from "./measured-fit.ts";

const ROW = 20;
const TOP = 34;

export function fitChart(fit: MeasuredFit, provenance: string): ChartFrame {
  const { attributes, means, sample, n } = fit;
  return chartFrame({
    name: "fit-by-attribute",
    title: "How close is each attribute to its target?",
    subtitle:
      "Share of personas who would have to change level to match the target; the tick is what a simple random sample of the same size would give",
    n,
    interval: `Mean over attributes ${formatShare(means.attributes.mean)}; over ${sample.draws} random samples ${formatShare(sample.attributes.mean)}. Open dots: attributes that the personas were not chosen to fit. The figures describe this population itself, so there is no sampling interval.`,
    provenance,
    sql: null,
    columns: [
      { key: "attribute", label: "Attribute", kind: "text" },
      { key: "target", label: "Target", kind: "text" },
      { key: "chosen", label: "Chosen to fit", kind: "text" },
      { key: "tvd", label: "To move", kind: "share" },
      { key: "expected", label: "Random sample", kind: "share" },
      { key: "error", label: "Largest error, points", kind: "number" },
      { key: "level", label: "At level", kind: "text" },
      { key: "asked", label: "People asked", kind: "count" },
    ],
    rows: () =>
      attributes.map((attribute) => ({
        attribute: attributeOf(attribute.name).label,
        target: attribute.source,
        chosen: attribute.controlled ? "yes" : "no",
        tvd: attribute.tvd,
        expected: attribute.expected,
        error: attribute.maxErrorPp,
        level: attribute.worstLevel,
        asked: attribute.n,
      })),
    height: () => TOP + attributes.length * ROW + 6,
    draw: (width) => draw(fit, width),
  });
}

function draw({ attributes }: MeasuredFit, width: number): SVGSVGElement {
  const narrow = width < 560;
  const left = narrow ? 132 : 212;
  const right = narrow ? 44 : 250;
  const height = TOP + attributes.length * ROW + 6;
  const most = Math.max(...attributes.flatMap(({ tvd, expected }) => [tvd, expected]), 0.01);
  const x = (share: number) => left + (share / most) * (width - left - right);
  const chart = svg("svg", { class: "chart", width, height, role: "img" });
  chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
  chart.setAttribute(
    "aria-label",
    "Distance to target by attribute; the data table has the numbers",
  );
  for (const share of ticks(most, (width - left - right) / 48)) {
    chart.append(
      svg("line", { x1: x(share), x2: x(share), y1: TOP - 8, y2: height, stroke: INK.hairline }),
      svg(
        "text",
        { x: x(share), y: TOP - 14, "text-anchor": "middle", fill: INK.muted },
        formatShare(share),
      ),
    );
  }
  attributes.forEach((attribute, at) => {
    const y = TOP + at * ROW + ROW / 2;
    const { label } = attributeOf(attribute.name);
    chart.append(
      svg(
        "g",
        {},
        svg(
          "title",
          {},
          `${label}: ${formatShare(attribute.tvd)} would have to move; a random sample ${formatShare(attribute.expected)}`,
        ),
        svg(
          "text",
          { x: left - 10, y: y + 4, "text-anchor": "end", fill: INK.text },
          clipped(label, narrow ? 20 : 31),
        ),
        svg("line", {
          x1: x(0),
          x2: x(attribute.tvd),
          y1: y,
          y2: y,
          stroke: INK.population,
          "stroke-width": 2,
        }),
        svg("line", {
          x1: x(attribute.expected),
          x2: x(attribute.expected),
          y1: y - 6,
          y2: y + 6,
          stroke: INK.target,
          "stroke-width": 2,
        }),
        svg("circle", {
          cx: x(attribute.tvd),
          cy: y,
          r: 4.5,
          fill: attribute.controlled ? INK.population : INK.background,
          stroke: INK.population,
          "stroke-width": 1.5,
        }),
        svg(
          "text",
          { x: width - right + 14, y: y + 4, fill: INK.muted },
          narrow
            ? formatShare(attribute.tvd)
            : `${formatNumber(attribute.maxErrorPp)} pp at ${clipped(attribute.worstLevel, 25)}`,
        ),
      ),
    );
  });
  return chart;
}

/** Round shares from 0 to at most `most`, no more steps than `room`. */
function ticks(most: number, room: number): number[] {
  const step = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((size) => most / size <= room) ?? 1;
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}

function clipped(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}
