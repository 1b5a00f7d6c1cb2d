/** The four parts of the variance of choices, each with its interval and the truth. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { formatCount, formatShare } from "../format.ts";
import { INK } from "../theme.ts";
import { numberOf, PART_NAMES, type VarianceFigures } from "./figures.ts";

const TOP = 26;
const ROW = 44;
const NARROW = 520;

export function partsChart(figures: VarianceFigures, provenance: string): ChartFrame {
  const { parts, n, retests, columns, attributes, skipped, model } = figures;
  const left = skipped.map(({ reason, count }) => ` ${formatCount(count)} skipped: ${reason}.`);
  const hasTruth = parts.some(({ truth }) => truth !== null);
  const again = model === null ? "asked again" : "put in both orders of their answers";
  const unknown = parts.filter(({ share }) => share === null);
  const missing =
    unknown.length === 0
      ? ""
      : ` ${listOf(unknown.map(({ part }) => PART_NAMES[part].label))}: not known, too few choices on an issue.`;
  return chartFrame({
    name: "parts",
    title: "What does a choice depend on?",
    subtitle: `Share of the variance of latent utility and noise. ${hasTruth ? "Bars: estimated from the choices alone; dark ticks: the truth of the simulation" : "Estimated from the choices alone; no true utilities are stored"}`,
    n,
    interval: `Thin lines are 95 % intervals for other personas and issues like these (jackknife by persona and by issue). Noise is from ${formatCount(retests)} choices ${again}. ${attributes} attributes in ${columns} columns; what is left out counts as the persona’s own.${left.join("")}${missing}`,
    provenance,
    sql: null,
    columns: [
      { key: "part", label: "Part", kind: "text" },
      { key: "share", label: "Share", kind: "share" },
      { key: "low", label: "95 % from", kind: "share" },
      { key: "high", label: "to", kind: "share" },
      ...(hasTruth ? [{ key: "truth", label: "Truth", kind: "share" } as const] : []),
    ],
    rows: () => parts.map((part) => ({ ...part, part: PART_NAMES[part.part].label })),
    draw: (width) => draw(figures, width),
    height: TOP + parts.length * ROW + 6,
    method: "./method",
  });
}

function draw({ parts }: VarianceFigures, width: number): SVGSVGElement {
  const isNarrow = width < NARROW;
  const left = isNarrow ? 128 : 190;
  const right = 70;
  const height = TOP + parts.length * ROW + 6;
  const ends = parts.flatMap(({ high, truth }) => [high ?? 0, truth ?? 0]);
  const most = Math.max(0.1, ...ends) * 1.03;
  const x = (share: number) => left + (Math.max(0, share) / most) * (width - left - right);
  const chart = svg("svg", {
    class: "chart",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": parts
      .map(({ part, share }) => `${PART_NAMES[part].label} ${formatShare(numberOf(share))}`)
      .join(", "),
  });
  for (let percent = 0; percent <= most * 100; percent += isNarrow ? 20 : 10) {
    chart.append(
      svg("line", {
        x1: x(percent / 100),
        x2: x(percent / 100),
        y1: TOP - 8,
        y2: height - 4,
        stroke: INK.hairline,
      }),
      svg(
        "text",
        { class: "axis-label", x: x(percent / 100), y: TOP - 13, "text-anchor": "middle" },
        `${percent} %`,
      ),
    );
  }
  parts.forEach(({ part, share, low, high, truth }, at) => {
    const y = TOP + (at + 0.5) * ROW;
    const { label, color } = PART_NAMES[part];
    chart.append(
      svg("text", { x: left - 12, y, dy: "0.35em", "text-anchor": "end" }, label),
      svg(
        "text",
        { class: "axis-label", x: width - 4, y, dy: "0.35em", "text-anchor": "end" },
        share === null ? "not known" : formatShare(share),
      ),
    );
    if (share !== null) {
      chart.append(
        svg("rect", {
          x: x(0),
          y: y - 11,
          width: Math.max(0, x(share) - x(0)),
          height: 22,
          style: `fill: ${color}`,
        }),
      );
    }
    if (low !== null && high !== null) {
      chart.append(svg("line", { class: "interval", x1: x(low), x2: x(high), y1: y, y2: y }));
    }
    if (truth !== null) {
      chart.append(
        svg("rect", { class: "tick", x: x(truth) - 1, y: y - 16, width: 2, height: 32 }),
      );
    }
  });
  return chart;
}

/** ["Attributes", "Noise"] -> "Attributes and noise" */
function listOf(names: readonly string[]): string {
  return names.map((name, at) => (at === 0 ? name : name.toLowerCase())).join(" and ");
}
