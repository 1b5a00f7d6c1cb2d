/** Share for the first position by group, around one half. */
import { attributeOf } from "../../schema/attributes.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Column } from "../csv.ts";
import { svg } from "../dom.ts";
import type { IssueEntry } from "../feedback/issues.ts";
import { formatCount, formatShare } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import { fitText } from "../text-fit.ts";
import { INK, SMALL_N, TYPE } from "../theme.ts";
import type { JudgeShare } from "./judges.ts";
import type { PromptView } from "./view.ts";

export interface SharesChart {
  readonly element: ChartFrame;
  update(shares: readonly JudgeShare[], issue: IssueEntry, view: PromptView, sql: string): void;
}

const TOP = 46;
const ROW = 26;
const NARROW = 520;

const COLUMNS: readonly Column[] = [
  { key: "group", label: "Group", kind: "text" },
  { key: "n", label: "Judges", kind: "count" },
  { key: "first", label: "For the first position", kind: "count" },
  { key: "share", label: "Share", kind: "share" },
  { key: "low", label: "95 % from", kind: "share" },
  { key: "high", label: "to", kind: "share" },
];

export function sharesChart(
  provenance: string,
  controls: HTMLElement,
  database: () => Promise<Answerer>,
): SharesChart {
  let shares: readonly JudgeShare[] = [];
  let issue: IssueEntry | null = null;
  const frame = chartFrame({
    name: "shares",
    title: "Who prefers which answer?",
    subtitle: "",
    n: 0,
    interval: `Thin lines are 95 % Wilson intervals. Groups under ${SMALL_N.suppressed} judges are not read, under ${SMALL_N.faded} are faded: few people judge one prompt, so read the width of the lines.`,
    provenance,
    sql: "",
    columns: COLUMNS,
    rows: () =>
      shares
        .filter(({ n }, i) => i === 0 || n > 0)
        .map(({ label, n, first, share, low, high }) => {
          const shown = (value: number) => (n >= SMALL_N.suppressed ? value : null);
          return {
            group: label,
            n,
            first,
            share: shown(share),
            low: shown(low),
            high: shown(high),
          };
        }),
    draw: (width) => draw(shares, issue, width),
    height: () => TOP + Math.max(4, shares.length) * ROW,
    method: "./method",
    database,
    controls,
  });
  return {
    element: frame,
    update(next, nextIssue, view, sql) {
      shares = next.filter(({ n }, i) => i === 0 || n > 0);
      issue = nextIssue;
      const by = [view.by, ...(view.also === null ? [] : [view.also])]
        .map((key) => attributeOf(key).label.toLowerCase())
        .join(" and ");
      frame.update({
        subtitle: `Share of the judges who prefer “${issue.positions[0].label}”, by ${by}`,
        n: shares[0].n,
        sql,
      });
      if (shares[0].n === 0)
        frame.showEmpty("Nobody in this slice judged the prompt. Remove a filter to see who did.");
      else frame.redraw();
    },
  };
}

function draw(
  shares: readonly JudgeShare[],
  issue: IssueEntry | null,
  width: number,
): SVGSVGElement {
  const narrow = width < NARROW;
  const left = narrow ? 130 : 250;
  const right = 20;
  const height = TOP + shares.length * ROW;
  const x = (share: number) => left + share * (width - left - right);
  const chart = svg("svg", {
    class: "chart",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": "Share for the first position by group; the data table has the numbers",
  });
  const half = (width - left - right) / 2 - 8;
  const label = (text: string, at: number, anchor: string) =>
    svg(
      "text",
      { class: "side", x: at, y: 14, "text-anchor": anchor },
      fitText(text, half, TYPE.label),
    );
  chart.append(
    label(`← ${issue?.positions[1].label ?? ""}`, x(0), "start"),
    label(`${issue?.positions[0].label ?? ""} →`, x(1), "end"),
  );
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    chart.append(
      svg("line", {
        x1: x(share),
        x2: x(share),
        y1: TOP - 10,
        y2: height - 4,
        stroke: share === 0.5 ? INK.faint : INK.hairline,
      }),
      svg(
        "text",
        { class: "axis-label", x: x(share), y: TOP - 15, "text-anchor": "middle" },
        narrow && share % 0.5 !== 0 ? "" : `${share * 100}`,
      ),
    );
  }
  shares.forEach(({ label: name, n, share, low, high, color }, at) => {
    const y = TOP + (at + 0.5) * ROW;
    chart.append(
      svg(
        "text",
        { x: left - 12, y, dy: "0.35em", "text-anchor": "end", fill: INK.text },
        fitText(`${name} (${formatCount(n)})`, left - 14, TYPE.label),
      ),
    );
    if (n < SMALL_N.suppressed) {
      chart.append(
        svg(
          "text",
          { x: x(0) + 4, y, dy: "0.35em", class: "axis-label" },
          `n < ${SMALL_N.suppressed}`,
        ),
      );
      return;
    }
    chart.append(
      svg(
        "g",
        { opacity: n < SMALL_N.faded ? 0.6 : null },
        svg(
          "title",
          {},
          `${name}: ${formatShare(share)} of ${formatCount(n)}, 95 % interval ${formatShare(low)} to ${formatShare(high)}`,
        ),
        svg("line", {
          x1: x(low),
          x2: x(high),
          y1: y,
          y2: y,
          style: `stroke: ${color}`,
          "stroke-width": 1.5,
        }),
        svg("circle", { cx: x(share), cy: y, r: at === 0 ? 5.5 : 4.5, style: `fill: ${color}` }),
      ),
    );
  });
  return chart;
}
