/** What persona variables explain here, next to what was published. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html, svg } from "../dom.ts";
import { formatShare } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";
import { numberOf, type VarianceFigures } from "./figures.ts";

interface Published {
  readonly source: string;
  readonly of: string;
  /** Share explained; the most that it can be where `atMost`. */
  readonly share: number;
  readonly atMost: boolean;
  readonly href: string | null;
}

/** Looked up in the abstracts of the papers. */
const PUBLISHED: readonly Published[] = [
  {
    source: "Hu and Collier 2024",
    of: "annotations in subjective NLP data sets; mixed linear models",
    share: 0.1,
    atMost: true,
    href: "https://arxiv.org/abs/2402.10811",
  },
  {
    source: "Mohammadi and others 2025",
    of: "labels of sexism; generalised linear mixed model",
    share: 0.08,
    atMost: false,
    href: "https://arxiv.org/abs/2507.13138",
  },
];

const ROW = 40;
const TOP = 24;

export function publishedChart(
  { parts, n, model, attributes }: VarianceFigures,
  provenance: string,
): ChartFrame {
  const own = parts.find(({ part }) => part === "attributes");
  const rows = [
    ...PUBLISHED.map((row) => ({ ...row, low: Number.NaN, high: Number.NaN })),
    {
      source: "This dataset",
      of: `latent utility with noise; ${attributes} attributes`,
      share: numberOf(own?.share ?? null),
      low: numberOf(own?.low ?? null),
      high: numberOf(own?.high ?? null),
      atMost: false,
      href: null,
    },
  ];
  return chartFrame({
    name: "published",
    title: "Do attributes tell as little elsewhere?",
    subtitle: "Share of the variance that attributes of the person explain",
    n,
    interval: `A line for this dataset is its 95 % interval; the papers’ abstracts give none. A hollow bar says “less than”. ${model === null ? "The likeness is no finding: the simulation is told to have about 10 % where no survey item decides." : "The papers tell of people, this dataset of a language model that was shown all attributes of the persona."}`,
    provenance,
    sql: null,
    columns: [
      { key: "source", label: "Source", kind: "text" },
      { key: "of", label: "Of", kind: "text" },
      { key: "share", label: "Share", kind: "share" },
      { key: "bound", label: "Bound", kind: "text" },
    ],
    rows: () =>
      rows.map(({ source, of, share, atMost }) => ({
        source,
        of,
        share,
        bound: atMost ? "less than" : "about",
      })),
    draw: (width) => draw(rows, width),
    height: TOP + rows.length * ROW + 4,
    beneath: html(
      "p",
      { class: "sources-line" },
      "Sources: ",
      ...PUBLISHED.flatMap(({ source, href }, at) => [
        at > 0 ? "; " : "",
        html("a", { href }, source),
      ]),
      ".",
    ),
    method: "./method",
  });
}

function draw(
  rows: readonly (Published & { readonly low: number; readonly high: number })[],
  width: number,
): SVGSVGElement {
  const left = width < 520 ? 130 : 420;
  const height = TOP + rows.length * ROW + 4;
  const most = Math.max(0.12, ...rows.map(({ share, high }) => high || share || 0)) * 1.05;
  const x = (share: number) => left + (share / most) * (width - left - 60);
  const chart = svg("svg", {
    class: "chart",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": rows.map(({ source, share }) => `${source} ${formatShare(share)}`).join(", "),
  });
  for (const percent of [0, 5, 10]) {
    chart.append(
      svg("line", {
        x1: x(percent / 100),
        x2: x(percent / 100),
        y1: TOP - 8,
        y2: height,
        stroke: INK.hairline,
      }),
      svg(
        "text",
        { class: "axis-label", x: x(percent / 100), y: TOP - 12, "text-anchor": "middle" },
        `${percent} %`,
      ),
    );
  }
  rows.forEach(({ source, of, share, low, high, atMost, href }, at) => {
    const y = TOP + (at + 0.5) * ROW;
    const color = href === null ? "var(--atlas-side-b)" : "var(--atlas-population)";
    chart.append(
      svg("text", { x: 0, y: y - 7, dy: "0.35em" }, fitText(source, left - 12, TYPE.label)),
      svg(
        "text",
        { class: "axis-label", x: 0, y: y + 9, dy: "0.35em" },
        fitText(of, left - 12, TYPE.small),
      ),
      svg(
        "text",
        { class: "axis-label", x: width - 4, y, dy: "0.35em", "text-anchor": "end" },
        Number.isFinite(share) ? `${atMost ? "< " : ""}${formatShare(share)}` : "not known",
      ),
    );
    if (Number.isFinite(share)) {
      chart.append(
        svg("rect", {
          x: x(0),
          y: y - 9,
          width: Math.max(0, x(share) - x(0)),
          height: 18,
          style: atMost
            ? `fill: var(--theme-background); stroke: ${color}; stroke-dasharray: 3 2`
            : `fill: ${color}`,
        }),
      );
    }
    if (Number.isFinite(low)) {
      chart.append(svg("line", { class: "interval", x1: x(low), x2: x(high), y1: y, y2: y }));
    }
  });
  return chart;
}
