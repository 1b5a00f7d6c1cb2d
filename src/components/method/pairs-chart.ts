/** The fit of every pair of census attributes as a triangle of squares. */
import { attributeOf } from "../../schema/attributes.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import { INK } from "../theme.ts";
import type { MeasuredFit, MeasuredPair } from "./measured-fit.ts";

/** Ratios to a random sample where the colour changes, and how strong each class is drawn. */
const CLASSES = [
  { below: 0.5, strength: 0.12, label: "under half" },
  { below: 0.75, strength: 0.28, label: "0.5–0.75" },
  { below: 1, strength: 0.48, label: "0.75–1" },
  { below: 1.25, strength: 0.72, label: "1–1.25" },
  { below: Number.POSITIVE_INFINITY, strength: 1, label: "over 1.25 times" },
] as const;

const LEGEND = 34;
const LEGEND_LINE = 22;

export function pairsChart(fit: MeasuredFit, provenance: string): ChartFrame {
  const { pairs, means, sample, n } = fit;
  const better = pairs.filter(({ tvd, expected }) => tvd < expected).length;
  return chartFrame({
    name: "fit-by-pair",
    title: "Do two attributes go together as they do in the census?",
    subtitle: `Distance of each pair's joint shares to the census, as a ratio to a random sample of census rows; ${formatCount(better)} of ${formatCount(pairs.length)} pairs are closer than such a sample`,
    n,
    interval: `Mean distance ${formatShare(means.pairs.mean)}, worst ${formatShare(means.pairs.max)}; over ${sample.draws} random samples ${formatShare(sample.pairs.mean)} and ${formatShare(sample.pairs.max)}. Levels are merged where there are many.`,
    provenance,
    sql: null,
    columns: [
      { key: "a", label: "Attribute", kind: "text" },
      { key: "b", label: "With", kind: "text" },
      { key: "tvd", label: "To move", kind: "share" },
      { key: "expected", label: "Random sample", kind: "share" },
      { key: "ratio", label: "Ratio", kind: "number" },
    ],
    rows: () =>
      pairs.map(({ a, b, tvd, expected }) => ({
        a: attributeOf(a).label,
        b: attributeOf(b).label,
        tvd,
        expected,
        ratio: tvd / expected,
      })),
    height: (width) => heightFor(fit, width),
    draw: (width) => draw(fit, width),
  });
}

function keysOf(pairs: readonly MeasuredPair[]): string[] {
  return [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort((p, q) => placeOf(p) - placeOf(q));
  function placeOf(key: string): number {
    return pairs.filter((pair) => pair.a === key).length * -1;
  }
}

function sizes({ pairs }: MeasuredFit, width: number) {
  const keys = keysOf(pairs);
  const labels = width < 560 ? 118 : 212;
  const cell = Math.min(24, (width - labels - 4) / Math.max(1, keys.length));
  const legend = legendSteps(width);
  return { keys, labels, cell, legend, top: LEGEND + legend[legend.length - 1].y };
}

/** Where each class of the legend stands, in as many lines as it needs. */
function legendSteps(width: number) {
  let [x, y] = [0, 0];
  return CLASSES.map(({ strength, label }) => {
    const across = 19 + label.length * 6.4;
    if (x + across > width) [x, y] = [0, y + LEGEND_LINE];
    const step = { strength, label, x, y };
    x += across + 14;
    return step;
  });
}

function heightFor(fit: MeasuredFit, width: number): number {
  const { keys, cell, top } = sizes(fit, width);
  return top + keys.length * Math.max(cell, 12) + 8;
}

function draw(fit: MeasuredFit, width: number): SVGSVGElement {
  const { keys, labels, cell, legend, top } = sizes(fit, width);
  const tall = Math.max(cell, 12);
  const height = heightFor(fit, width);
  const chart = svg("svg", { class: "chart", width, height, role: "img" });
  chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
  chart.setAttribute(
    "aria-label",
    "Distance by pair of attributes; the data table has the numbers",
  );
  for (const { strength, label, x, y } of legend) {
    chart.append(
      svg("rect", {
        x,
        y: y + 4,
        width: 14,
        height: 14,
        rx: 2,
        fill: INK.population,
        "fill-opacity": strength,
        stroke: INK.population,
        "stroke-opacity": 0.4,
      }),
      svg("text", { x: x + 19, y: y + 15, fill: INK.muted }, label),
    );
  }
  const place = new Map(keys.map((key, i) => [key, i]));
  keys.slice(1).forEach((key, at) => {
    const row = at + 1;
    chart.append(
      svg(
        "text",
        {
          x: labels - 8,
          y: top + row * tall + tall / 2 + 4,
          "text-anchor": "end",
          fill: INK.text,
          "font-size": tall < 15 ? 10 : 12,
        },
        clipped(attributeOf(key).label, width < 560 ? 19 : 31),
      ),
    );
  });
  // A column begins on the diagonal: its name stands there, in the empty half.
  if (cell >= 14) {
    keys.slice(0, -1).forEach((key, column) => {
      const x = labels + column * cell + 4;
      const y = top + column * tall + tall / 2 + 4;
      chart.append(
        svg(
          "text",
          { x, y, fill: INK.muted },
          clipped(attributeOf(key).label, Math.floor((width - x) / 6.4)),
        ),
      );
    });
  }
  for (const { a, b, tvd, expected } of fit.pairs) {
    const [column, row] = [place.get(a) ?? 0, place.get(b) ?? 0].sort((p, q) => p - q);
    const ratio = tvd / expected;
    const { strength } = CLASSES.find(({ below }) => ratio < below) ?? CLASSES[4];
    chart.append(
      svg(
        "rect",
        {
          x: labels + column * cell,
          y: top + row * tall,
          width: cell - 1.5,
          height: tall - 1.5,
          rx: 2,
          fill: INK.population,
          "fill-opacity": strength,
        },
        svg(
          "title",
          {},
          `${attributeOf(a).label} and ${attributeOf(b).label}: ${formatShare(tvd)} would have to move, ${formatNumber(ratio)} of a random sample's ${formatShare(expected)}`,
        ),
      ),
    );
  }
  return chart;
}

function clipped(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}
