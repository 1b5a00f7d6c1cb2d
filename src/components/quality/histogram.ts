/** How often each number occurs: bars, or outlines where two distributions lie over each other. */
import { svg } from "../dom.ts";
import { formatCount } from "../format.ts";
import { INK } from "../theme.ts";

export interface Bin {
  /** The first number of the bin. */
  readonly from: number;
  readonly count: number;
}

export interface Series {
  readonly label: string;
  readonly color: string;
  readonly isOutline?: boolean;
  /** Drawn with gaps between the dashes, so that another outline shows through. */
  readonly isDashed?: boolean;
  readonly bins: readonly Bin[];
}

export interface HistogramOptions {
  readonly series: readonly Series[];
  readonly binWidth: number;
  /** What a bin counts, and what stands along the axis: "prompts", "judges". */
  readonly things: string;
  readonly axis: string;
  readonly label: string;
}

export const HISTOGRAM_HEIGHT = 236;
const TOP = 30;
const BOTTOM = 44;
const LEFT = 58;
const RIGHT = 12;

export function histogram(options: HistogramOptions, width: number): SVGSVGElement {
  const { series, binWidth, things, axis, label } = options;
  const bins = series.flatMap(({ bins }) => bins);
  const from = Math.min(...bins.map((bin) => bin.from)) - binWidth;
  const to = Math.max(...bins.map((bin) => bin.from)) + 2 * binWidth;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const base = HISTOGRAM_HEIGHT - BOTTOM;
  const x = (number: number) => LEFT + ((number - from) / (to - from)) * (width - LEFT - RIGHT);
  const y = (count: number) => base - (count / most) * (base - TOP);
  const chart = svg("svg", { class: "chart histogram", width, height: HISTOGRAM_HEIGHT });
  chart.setAttribute("role", "img");
  chart.setAttribute("viewBox", `0 0 ${width} ${HISTOGRAM_HEIGHT}`);
  chart.setAttribute("aria-label", `${label}; the data table has the numbers`);
  for (const count of ticks(most, 3)) {
    chart.append(
      svg("line", {
        x1: LEFT,
        x2: width - RIGHT,
        y1: y(count),
        y2: y(count),
        stroke: INK.hairline,
      }),
      svg(
        "text",
        { x: LEFT - 8, y: y(count) + 4, "text-anchor": "end", fill: INK.muted },
        formatCount(count),
      ),
    );
  }
  // A number that stands alone has its label under the middle of its bar.
  const shift = binWidth === 1 ? 0.5 : 0;
  for (const number of ticks(to, (width - LEFT - RIGHT) / 46, from)) {
    const at = x(number + shift);
    if (number < from || at > width - RIGHT) continue;
    chart.append(
      svg(
        "text",
        { x: at, y: base + 16, "text-anchor": "middle", fill: INK.muted },
        formatCount(number),
      ),
    );
  }
  chart.append(
    svg("line", { x1: LEFT, x2: width - RIGHT, y1: base, y2: base, stroke: INK.faint }),
    svg(
      "text",
      { x: width - RIGHT, y: base + 34, "text-anchor": "end", fill: INK.muted },
      `${axis} →`,
    ),
  );
  for (const of of series) {
    if (of.isOutline) chart.append(outline(of, binWidth, x, y));
    else chart.append(...bars(of, binWidth, things, axis, x, y, base));
  }
  let at = LEFT;
  for (const { label: name, color, isDashed } of series.length > 1 ? series : []) {
    chart.append(
      svg("line", {
        x1: at,
        x2: at + 18,
        y1: 10,
        y2: 10,
        stroke: color,
        "stroke-width": 3,
        "stroke-dasharray": isDashed ? "5 3" : null,
      }),
      svg("text", { x: at + 24, y: 14, fill: INK.text }, name),
    );
    at += 48 + name.length * 6.4;
  }
  return chart;
}

function bars(
  { bins, color, label }: Series,
  binWidth: number,
  things: string,
  axis: string,
  x: (number: number) => number,
  y: (count: number) => number,
  base: number,
): SVGElement[] {
  return bins.map(({ from, count }) => {
    const wide = x(from + binWidth) - x(from);
    const gap = Math.min(2, wide * 0.15);
    return svg(
      "rect",
      {
        class: "count-bar",
        x: x(from) + gap / 2,
        width: wide - gap,
        y: y(count),
        height: base - y(count),
        fill: color,
      },
      svg(
        "title",
        {},
        `${label}: ${formatCount(count)} ${things} with ${formatCount(from)} ${axis}`,
      ),
    );
  });
}

function outline(
  { bins, color, isDashed }: Series,
  binWidth: number,
  x: (number: number) => number,
  y: (count: number) => number,
): SVGPathElement {
  const steps = bins.map(
    ({ from, count }) => `V${y(count).toFixed(1)}H${x(from + binWidth).toFixed(1)}`,
  );
  return svg("path", {
    class: "outline",
    d: `M${x(bins[0].from).toFixed(1)},${y(0)}${steps.join("")}V${y(0)}`,
    fill: isDashed ? "none" : color,
    "fill-opacity": 0.12,
    stroke: color,
    "stroke-width": 2,
    "stroke-dasharray": isDashed ? "5 3" : null,
  });
}

/** Round numbers from `from` to `most`, about `room` of them at most; whole numbers only. */
function ticks(most: number, room: number, from = 0): number[] {
  const raw = Math.max(1, (most - from) / Math.max(1, room));
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((of) => of * power).find((size) => size >= raw) ?? raw;
  const first = Math.ceil(from / step) * step;
  return Array.from(
    { length: Math.max(0, Math.floor((most - first) / step + 1e-9)) + 1 },
    (_, i) => first + i * step,
  );
}
