/** The items held back from fitting by party: the survey's share and the simulated one. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Column } from "../csv.ts";
import { svg } from "../dom.ts";
import { countOf, formatCount, formatPoints, formatShare } from "../format.ts";
import { wrapText } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";
import { groupMark, markColor } from "./group-marks.ts";
import { LABEL, layoutOf, legendMark, ROW } from "./held-back-layout.ts";
import type { HeldBackGroup, HeldBackItem, OpinionFit } from "./opinion-fit.ts";

/** Between the marks of the two parties. */
const APART = 22;

const COLUMNS: readonly Column[] = [
  { key: "meaning", label: "Item", kind: "text" },
  { key: "group", label: "Party", kind: "text" },
  { key: "survey", label: "Support, survey", kind: "share" },
  { key: "survey_low", label: "95 % from", kind: "share" },
  { key: "survey_high", label: "to", kind: "share" },
  { key: "n", label: "Respondents", kind: "count" },
  { key: "simulated", label: "Support, simulated", kind: "share" },
  { key: "simulated_low", label: "95 % from", kind: "share" },
  { key: "simulated_high", label: "to", kind: "share" },
  { key: "choices", label: "Choices", kind: "count" },
  { key: "personas", label: "Personas", kind: "count" },
  { key: "prompts", label: "Prompts", kind: "count" },
];

export function heldBackChart(fit: OpinionFit, provenance: string): ChartFrame {
  const { heldBack, items } = fit;
  const groups = heldBack.flatMap((item) => item.groups);
  const between = (key: "n" | "choices") => {
    const values = groups.map((group) => group[key]);
    return `${formatCount(Math.min(...values))} to ${formatCount(Math.max(...values))}`;
  };
  const frame = chartFrame({
    name: "held-back-items",
    title: "What becomes of opinions that no model has seen?",
    subtitle: `Share in support of the ${countOf(heldBack.length, "item")} held back, by party. Survey: CES 2018, n\u202f=\u202f${between("n")} per party; simulation: ${between("choices")} choices`,
    n: null,
    interval:
      "Thin lines are 95 % intervals: Wilson’s for the survey, which take its n as it is, though its weights make them wider; for the simulation by Student’s t, clustered by persona and by prompt. Leaners count with their party. Gap: Republicans less Democrats, in points.",
    provenance,
    sql: null,
    columns: COLUMNS,
    rows: () =>
      heldBack.flatMap(({ item, groups: own }) =>
        own.map(({ level, survey, simulated, n, choices, personas, prompts }) => ({
          meaning: items[item].meaning,
          group: level,
          survey: survey[0],
          survey_low: survey[1],
          survey_high: survey[2],
          n,
          simulated: simulated[0],
          simulated_low: simulated[1],
          simulated_high: simulated[2],
          choices,
          personas,
          prompts,
        })),
      ),
    height: (width) => layoutOf(fit, width).height,
    draw: (width) => draw(fit, width),
  });
  if (heldBack.length === 0) frame.showEmpty("This dataset has no choices on items held back.");
  return frame;
}

function draw(fit: OpinionFit, width: number): SVGSVGElement {
  const layout = layoutOf(fit, width);
  const { narrow, left, right, top, row, height, legend } = layout;
  const x = (share: number) => left + share * (width - left - right);
  const chart = svg("svg", {
    class: "chart",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": "Held-back items by party; the data table has the numbers",
  });
  const levels = fit.heldBack[0]?.groups.map(({ level }) => level) ?? [];
  for (const place of legend) chart.append(...legendMark(place, levels));
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    chart.append(
      svg("line", {
        x1: x(share),
        x2: x(share),
        y1: top - 8,
        y2: height,
        stroke: share === 0.5 ? INK.faint : INK.hairline,
      }),
      svg(
        "text",
        { class: "axis-label", x: x(share), y: top - 13, "text-anchor": "middle" },
        share === 1 ? "100\u202f%" : `${share * 100}`,
      ),
    );
  }
  if (!narrow) {
    chart.append(
      svg("text", { class: "axis-label", x: width, y: top - 13, "text-anchor": "end" }, "Gap"),
    );
  }
  fit.heldBack.forEach((item, at) => {
    const place = { top: top + at * row, row, width, left, narrow, x };
    chart.append(rowOf(item, fit.items[item.item].meaning, place));
  });
  return chart;
}

interface RowPlace {
  readonly top: number;
  readonly row: number;
  readonly width: number;
  readonly left: number;
  readonly narrow: boolean;
  readonly x: (share: number) => number;
}

function rowOf(
  { groups }: HeldBackItem,
  meaning: string,
  { top, row, width, left, narrow, x }: RowPlace,
): SVGGElement {
  const words = wrapText(meaning, narrow ? width - 24 : left - 30, TYPE.label);
  const gaps = gapsOf(groups);
  const middle = top + row - ROW / 2 + (narrow ? 3 : 0);
  const start = narrow ? top + 16 : middle + 4 - ((words.length - 1) * LABEL) / 2;
  const text = (value: string, across: number, down: number, more = {}) =>
    svg("text", { x: across, y: down, fill: INK.text, ...more }, value);
  return svg(
    "g",
    {},
    svg("line", { x1: 0, x2: width, y1: top, y2: top, stroke: INK.hairline }),
    ...words.map((line, i) => text(line, narrow ? left : 0, start + i * LABEL)),
    ...(narrow
      ? [text(`Gap: ${gaps.join(", ")}`, left, start + words.length * LABEL, { fill: INK.muted })]
      : gaps.map((gap, i) =>
          text(gap, width, middle + 4 + (i - 0.5) * APART, {
            fill: INK.muted,
            "text-anchor": "end",
          }),
        )),
    ...groups.map((group, i) => pair(group, i, middle + (i - 0.5) * APART, x)),
  );
}

function gapsOf([democrats, republicans]: readonly HeldBackGroup[]): string[] {
  if (!democrats || !republicans) return [];
  const gap = (key: "survey" | "simulated") =>
    formatPoints(republicans[key][0] - democrats[key][0]);
  return [`survey ${gap("survey")}`, `simulated ${gap("simulated")}`];
}

/** The survey's tick above, the simulation's mark below, and the distance between them. */
function pair(
  { level, survey, simulated, n, choices }: HeldBackGroup,
  place: number,
  y: number,
  x: (share: number) => number,
): SVGGElement {
  const color = markColor(level);
  const line = (from: number, to: number, at: number, more = {}) =>
    svg("line", { x1: x(from), x2: x(to), y1: at, y2: at, "stroke-width": 1.5, ...more });
  const tick = x(survey[0]);
  const said = ([share, low, high]: readonly number[]) =>
    `${formatShare(share)}, 95 % interval ${formatShare(low)} to ${formatShare(high)}`;
  return svg(
    "g",
    {},
    svg(
      "title",
      {},
      `${level}s: survey ${said(survey)}, of ${countOf(n, "respondent")}; simulated ${said(simulated)}, of ${countOf(choices, "choice")}`,
    ),
    line(survey[0], simulated[0], y, { stroke: color, "stroke-width": 5, "stroke-opacity": 0.25 }),
    line(survey[1], survey[2], y - 4, { stroke: INK.target }),
    line(simulated[1], simulated[2], y + 4, { stroke: color }),
    svg("line", {
      x1: tick,
      x2: tick,
      y1: y - 8,
      y2: y + 8,
      stroke: INK.target,
      "stroke-width": 2.5,
    }),
    groupMark(level, place, x(simulated[0]), y + 4),
  );
}
