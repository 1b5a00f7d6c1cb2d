/** Agreement within A, within B, and across them. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { formatCount, formatNumber } from "../format.ts";
import { INK } from "../theme.ts";
import { NOBODY } from "./demographics-chart.ts";
import { DRAWS, type GroupAgreement, REPLICATES } from "./reliability.ts";
import { SIDE_COLORS } from "./sides.ts";

export interface AgreementChart {
  readonly element: ChartFrame;
  update(agreement: GroupAgreement): void;
}

interface Mark {
  readonly label: string;
  readonly color: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const TOP = 28;
const ROW = 34;
const HEIGHT = TOP + 3 * ROW + 8;

export function agreementChart(provenance: string): AgreementChart {
  let agreement: GroupAgreement | null = null;
  const frame = chartFrame({
    name: "side-agreement",
    title: "Do they agree more with themselves than with each other?",
    subtitle: "",
    n: null,
    interval: "",
    provenance,
    sql: null,
    columns: [
      { key: "who", label: "Between", kind: "text" },
      { key: "value", label: "Agreement beyond chance", kind: "number" },
      { key: "low", label: "95 % from", kind: "number" },
      { key: "high", label: "to", kind: "number" },
      { key: "gai", label: "GAI", kind: "number" },
      { key: "p", label: "p", kind: "number" },
    ],
    rows: () =>
      agreement
        ? marksOf(agreement).map(({ label, value, low, high }, at) => ({
            who: label,
            value: finite(value),
            low: finite(low),
            high: finite(high),
            gai: at < 2 ? finite(agreement?.gai[at]) : null,
            p: at < 2 ? finite(agreement?.p?.[at]) : null,
          }))
        : [],
    draw: (width) => draw(agreement ? marksOf(agreement) : [], width),
    height: HEIGHT,
    method: "./method",
  });
  return {
    element: frame,
    update(next) {
      agreement = next;
      const { groups } = next.grouping;
      const ratio = next.gai.map((value) => value);
      const spoken = (at: number) =>
        `${groups[at].label} ${formatNumber(ratio[at])}${next.p ? ` (p ${formatNumber(next.p[at])})` : ""}`;
      frame.update({
        subtitle: `1 is full agreement, 0 what chance gives. GAI, within over across: ${spoken(0)}, ${spoken(1)}`,
        interval: `Within a side it is Krippendorff’s alpha (IRR), across sides cross-replication reliability (XRR). Intervals: ${REPLICATES} draws of prompts with replacement; personas stay as they are. p: how often ${DRAWS} deals of the labels give a side as much more agreement with itself, one-sided. ${formatCount(groups[0].personas)} personas in A, ${formatCount(groups[1].personas)} in B.`,
      });
      if (groups.some(({ personas }) => personas < 2)) frame.showEmpty(NOBODY);
      else frame.redraw();
    },
  };
}

function marksOf({ irr, xrr, intervals }: GroupAgreement): Mark[] {
  const interval = (at: number) => intervals?.matrix[at] ?? { low: Number.NaN, high: Number.NaN };
  return [
    { label: "Within A", color: SIDE_COLORS[0], value: irr[0], ...interval(0) },
    { label: "Within B", color: SIDE_COLORS[1], value: irr[1], ...interval(3) },
    { label: "Across", color: INK.target, value: xrr[0], ...interval(1) },
  ];
}

function draw(marks: readonly Mark[], width: number): SVGSVGElement {
  const left = 90;
  const right = 60;
  const ends = marks.flatMap(({ value, low, high }) => [value, low, high]).filter(Number.isFinite);
  const least = Math.min(0, ...ends);
  const most = Math.max(0.3, ...ends) * 1.05;
  const x = (value: number) => left + ((value - least) / (most - least)) * (width - left - right);
  const chart = svg("svg", {
    class: "chart",
    width,
    height: HEIGHT,
    viewBox: `0 0 ${width} ${HEIGHT}`,
    role: "img",
    "aria-label": marks.map(({ label, value }) => `${label} ${formatNumber(value)}`).join(", "),
  });
  for (let at = Math.ceil(least * 10) / 10; at <= most; at += 0.1) {
    const value = Math.round(at * 10) / 10;
    chart.append(
      svg("line", {
        x1: x(value),
        x2: x(value),
        y1: TOP - 8,
        y2: HEIGHT - 6,
        stroke: value === 0 ? INK.faint : INK.hairline,
      }),
      svg(
        "text",
        { class: "axis-label", x: x(value), y: TOP - 13, "text-anchor": "middle" },
        formatNumber(value),
      ),
    );
  }
  marks.forEach(({ label, color, value, low, high }, at) => {
    const y = TOP + (at + 0.5) * ROW;
    chart.append(svg("text", { x: left - 12, y, dy: "0.35em", "text-anchor": "end" }, label));
    if (!Number.isFinite(value)) {
      chart.append(
        svg("text", { class: "axis-label", x: x(0) + 6, y, dy: "0.35em" }, "not defined"),
      );
      return;
    }
    if (Number.isFinite(low)) {
      chart.append(
        svg("line", {
          x1: x(low),
          x2: x(high),
          y1: y,
          y2: y,
          style: `stroke: ${color}`,
          "stroke-width": 1.5,
        }),
      );
    }
    chart.append(
      svg("circle", { cx: x(value), cy: y, r: 5.5, style: `fill: ${color}` }),
      svg(
        "text",
        { class: "axis-label", x: width - 4, y, dy: "0.35em", "text-anchor": "end" },
        formatNumber(value),
      ),
    );
  });
  return chart;
}

const finite = (value: number | undefined) =>
  value !== undefined && Number.isFinite(value) ? value : null;
