/** Kappas of a persona with itself against those of two personas: two histograms on one scale. */
import type { Interval } from "../../stats/wilson.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { formatCount, formatNumber } from "../format.ts";
import { INK, SMALL_N } from "../theme.ts";
import { DRAWS, type PersonaAgreement } from "./measure.ts";

const BIN = 0.1;
const PANEL = 96;
const TOP = 26;
const HEIGHT = 2 * PANEL + TOP + 40;

interface Part {
  readonly label: string;
  readonly kappas: readonly number[];
  readonly mean: number;
  readonly interval: Interval;
  readonly color: string;
}

export function contrastFrame(agreement: PersonaAgreement, provenance: string): ChartFrame {
  const parts = partsOf(agreement);
  const { difference, intervals } = agreement.contrast;
  const { low, high } = intervals.difference;
  const isKnown = Number.isFinite(difference);
  const frame = chartFrame({
    name: "persona-contrast",
    title: isKnown
      ? difference > 0 && low > 0
        ? "Answers fit their own person better than others"
        : "Do answers fit their own person better than others?"
      : "Do answers fit their own person?",
    subtitle: isKnown
      ? `Number of cells by kappa. A persona with itself is ahead by ${kappaText(difference)}${Number.isFinite(low) ? ` (${kappaText(low)} to ${kappaText(high)})` : ""}`
      : "Number of cells by kappa",
    n: agreement.personas.length,
    interval: `Dots are means over the cells that are defined, lines 95 % intervals from ${DRAWS} draws of personas and of prompts together (Owen 2007); they are rather too wide than too narrow. Cells under ${SMALL_N.suppressed} shared prompts are not drawn here, but enter the means.`,
    provenance,
    sql: null,
    columns: [
      { key: "cells", label: "Cells", kind: "text" },
      { key: "from", label: "Kappa from", kind: "number" },
      { key: "count", label: "Number", kind: "count" },
      { key: "mean", label: "Mean kappa", kind: "number" },
      { key: "low", label: "95 % from", kind: "number" },
      { key: "high", label: "to", kind: "number" },
    ],
    rows: () =>
      parts.flatMap(({ label, kappas, mean, interval }) =>
        binsOf(kappas).map(({ from, count }) => ({
          cells: label,
          from,
          count,
          mean: finite(mean),
          low: finite(interval.low),
          high: finite(interval.high),
        })),
      ),
    draw: (width) => draw(parts, width),
    height: HEIGHT,
    method: "#how-it-is-measured",
  });
  if (parts.every(({ kappas }) => kappas.length === 0)) {
    frame.showEmpty(
      `No two panels share ${SMALL_N.suppressed} prompts with different answers on them.`,
    );
  }
  return frame;
}

/** Kappas near 0 need no third digit after their zeros. */
const kappaText = (kappa: number) => formatNumber(Math.round(kappa * 1000) / 1000);

const finite = (value: number) => (Number.isFinite(value) ? value : null);

function partsOf({ personas, kappas, contrast }: PersonaAgreement): Part[] {
  const side = (isDiagonal: boolean) =>
    kappas.flatMap(({ value, units }, at) => {
      const isOn = at % (personas.length + 1) === 0;
      const isRead = Math.round(units) >= SMALL_N.suppressed && Number.isFinite(value);
      return isOn === isDiagonal && isRead ? [value] : [];
    });
  return [
    {
      label: "A persona with itself",
      kappas: side(true),
      mean: contrast.diagonal,
      interval: contrast.intervals.diagonal,
      color: INK.population,
    },
    {
      label: "Two personas",
      kappas: side(false),
      mean: contrast.elsewhere,
      interval: contrast.intervals.elsewhere,
      color: INK.muted,
    },
  ];
}

/** Bins of a tenth from −1 to 1, those between the first and last that are filled. */
function binsOf(kappas: readonly number[]): { from: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const kappa of kappas) {
    const bin = Math.min(9, Math.max(-10, Math.floor(kappa / BIN + 1e-9)));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => a[0] - b[0]).map(([bin, count]) => ({ from: bin / 10, count }));
}

function draw(parts: readonly Part[], width: number): SVGSVGElement {
  const all = parts.flatMap(({ kappas, interval }) =>
    [...kappas, interval.low].filter(Number.isFinite),
  );
  const from = Math.max(-1, Math.min(0, Math.floor(Math.min(...all) * 5) / 5));
  const x = (kappa: number) => 8 + ((kappa - from) / (1 - from)) * (width - 24);
  const chart = svg("svg", { class: "chart", width, height: HEIGHT, role: "img" });
  chart.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  chart.setAttribute("aria-label", "Kappas by size; the data table has the numbers");
  const base = TOP + 2 * PANEL;
  for (let tick = Math.round(from * 5); tick <= 5; tick++) {
    const at = x(tick / 5);
    chart.append(
      svg("line", { x1: at, x2: at, y1: TOP, y2: base, stroke: INK.hairline }),
      svg(
        "text",
        { x: at, y: base + 16, "text-anchor": "middle", fill: INK.muted },
        tick === 0 ? "0" : (tick / 5).toFixed(1).replace("-", "−"),
      ),
    );
  }
  chart.append(
    svg("text", { x: width, y: base + 34, "text-anchor": "end", fill: INK.muted }, "kappa →"),
  );
  parts.forEach((part, at) => {
    chart.append(panel(part, x, TOP + (at + 1) * PANEL, width));
  });
  return chart;
}

function panel(part: Part, x: (kappa: number) => number, base: number, width: number): SVGGElement {
  const { label, kappas, mean, interval, color } = part;
  const bins = binsOf(kappas);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const room = PANEL - 46;
  const group = svg("g", {});
  for (const { from, count } of bins) {
    const wide = x(from + BIN) - x(from);
    const tall = (count / most) * room;
    group.append(
      svg(
        "rect",
        { x: x(from) + 0.5, width: wide - 1, y: base - tall, height: tall, fill: color },
        svg("title", {}, `${label}: ${formatCount(count)} cells from ${formatNumber(from)}`),
      ),
    );
  }
  const y = base - room - 10;
  group.append(
    svg("line", { x1: 0, x2: width, y1: base, y2: base, stroke: INK.faint }),
    svg(
      "text",
      { x: 8, y: base - PANEL + 16, fill: INK.text },
      Number.isFinite(mean)
        ? `${label}: ${formatCount(kappas.length)} cells, mean ${kappaText(mean)}`
        : `${label}: none`,
    ),
  );
  if (Number.isFinite(interval.low)) {
    group.append(
      svg("line", { x1: x(interval.low), x2: x(interval.high), y1: y, y2: y, stroke: INK.text }),
    );
  }
  if (Number.isFinite(mean)) {
    group.append(svg("circle", { cx: x(mean), cy: y, r: 4.5, fill: INK.text }));
  }
  return group;
}
