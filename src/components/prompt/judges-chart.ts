/** Every judge of a prompt as a dot: true utility across, the choice above or below the line. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { LegendStep } from "../chart-picture.ts";
import { colourKey } from "../colour-key.ts";
import type { Column } from "../csv.ts";
import { html, svg } from "../dom.ts";
import type { Grouping } from "../feedback/grouping.ts";
import { groupingName } from "../feedback/grouping.ts";
import type { IssueEntry } from "../feedback/issues.ts";
import { formatNumber } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { TYPE } from "../theme.ts";
import type { Judge } from "./judges.ts";

export interface JudgesState {
  readonly judges: readonly Judge[];
  readonly grouping: Grouping;
  readonly issue: IssueEntry;
  /** persona_id by row, and a persona in one line. */
  readonly ids: readonly string[];
  readonly who: (persona: number) => string;
}

export interface JudgesChart {
  readonly element: ChartFrame;
  update(state: JudgesState): void;
}

const HALF = 110;
const AXIS = 34;
const HINT = "Point at a dot to see who it is; choose it to open the persona.";

const COLUMNS: readonly Column[] = [
  { key: "persona_id", label: "Persona", kind: "text" },
  { key: "group", label: "Group", kind: "text" },
  { key: "prefers", label: "Prefers", kind: "text" },
  { key: "utility", label: "True utility", kind: "number" },
  { key: "probability", label: "Chance of the first position", kind: "share" },
];

/** Colours of the groups that judged. */
function legendOf({ judges, grouping }: JudgesState): LegendStep[] {
  const present = new Set(judges.map(({ group }) => group));
  const known = grouping.groups.flatMap(({ label, color }, group) =>
    present.has(group) ? [{ paint: color, label }] : [],
  );
  const unknown = { paint: OTHERS, label: "Not applicable" };
  return present.has(-1) ? [...known, unknown] : known;
}

const OTHERS = "var(--theme-foreground-fainter)";

const logistic = (value: number) => 1 / (1 + Math.exp(-value));

export function judgesChart(provenance: string): JudgesChart {
  let state: JudgesState | null = null;
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const key = html("div");
  const frame = chartFrame({
    name: "judges",
    title: "Who is on each side?",
    subtitle: "",
    n: 0,
    interval:
      "The utility is the truth of the simulation, before the noise of one choice: no interval applies. Judges on the other side than their utility show that noise.",
    provenance,
    sql: null,
    columns: COLUMNS,
    rows: () =>
      state
        ? state.judges.map(({ persona, choice, utility, group }) => ({
            persona_id: state?.ids[persona] ?? "",
            group: state?.grouping.groups[group]?.label ?? "Not applicable",
            prefers: choice === 2 ? "Tie" : (state?.issue.positions[choice].label ?? ""),
            utility: Number.isFinite(utility) ? utility : null,
            probability: Number.isFinite(utility) ? logistic(utility) : null,
          }))
        : [],
    draw: (width) => (state ? draw(state, width, reading) : html("div")),
    height: 2 * HALF + AXIS,
    method: "./method",
    legend: () => (state ? legendOf(state) : []),
    beneath: html("div", {}, reading, key),
  });
  return {
    element: frame,
    update(next) {
      state = next;
      reading.textContent = HINT;
      key.replaceChildren(colourKey(legendOf(next)));
      frame.update({
        subtitle: `One dot a judge, coloured by ${groupingName(next.grouping).toLowerCase()}. Across: true utility of the first position over the second, in logits`,
        n: next.judges.length,
      });
      if (next.judges.length === 0)
        frame.showEmpty("Nobody in this slice judged the prompt. Remove a filter to see who did.");
      else if (next.judges.every(({ utility }) => Number.isNaN(utility)))
        frame.showEmpty("The true utilities of these judges are not known.");
      else frame.redraw();
    },
  };
}

function draw(state: JudgesState, width: number, reading: HTMLElement): SVGSVGElement {
  const { judges, issue, grouping, ids, who } = state;
  const height = 2 * HALF + AXIS;
  const pad = 14;
  const most = Math.max(3, ...judges.map(({ utility }) => Math.abs(utility) || 0)) * 1.05;
  const x = (value: number) => pad + ((value + most) / (2 * most)) * (width - 2 * pad);
  const middle = HALF + AXIS / 2;
  const chart = svg("svg", {
    class: "chart judges",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": "Judges by true utility and choice; arrows move between dots",
  });
  const step = most > 8 ? 4 : 2;
  for (let at = -Math.floor(most / step) * step; at <= most; at += step) {
    chart.append(
      svg("line", {
        class: at === 0 ? "axis" : "grid",
        x1: x(at),
        x2: x(at),
        y1: 16,
        y2: height - 16,
      }),
      svg(
        "text",
        { class: "axis-label", x: x(at), y: middle, dy: "0.35em", "text-anchor": "middle" },
        at > 0 ? `+${at}` : String(at).replace("-", "−"),
      ),
    );
  }
  const side = (choice: 0 | 1, y: number) =>
    svg(
      "text",
      { class: "side", x: pad, y },
      fitText(`Prefer “${issue.positions[choice].label}”`, width - 2 * pad, TYPE.label),
    );
  chart.append(side(0, 12), side(1, height - 4));
  const radius = width < 520 ? 4 : 5;
  const dots = place(judges, x, radius).map(({ judge, cx, rise }, i) => {
    const up = judge.choice === 0;
    const label = `${ids[judge.persona]}: ${who(judge.persona)}. Utility ${formatNumber(judge.utility)}, chance of the first position ${Math.round(logistic(judge.utility) * 100)} %.`;
    const dot = svg("circle", {
      class: "judge",
      cx,
      cy: up ? middle - AXIS / 2 - rise : middle + AXIS / 2 + rise,
      r: radius - 0.5,
      style: `fill: ${grouping.groups[judge.group]?.color ?? OTHERS}`,
      role: "link",
      tabindex: i === 0 ? 0 : -1,
      "aria-label": label,
    });
    const open = () =>
      location.assign(`./personas?persona=${encodeURIComponent(ids[judge.persona])}`);
    dot.addEventListener("pointerenter", () => {
      reading.textContent = label;
    });
    dot.addEventListener("focus", () => {
      for (const other of dots) other.setAttribute("tabindex", "-1");
      dot.setAttribute("tabindex", "0");
      reading.textContent = label;
    });
    dot.addEventListener("click", open);
    dot.addEventListener("keydown", (event) => {
      const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Enter") open();
      else if (move === undefined) return;
      else dots[i + move]?.focus();
      event.preventDefault();
    });
    chart.append(dot);
    return dot;
  });
  return chart;
}

interface PlacedJudge {
  readonly judge: Judge;
  readonly cx: number;
  /** Pixels away from the line. */
  readonly rise: number;
}

/** Dots stacked away from the line where they would overlap; from left to right. O(judges²). */
function place(
  judges: readonly Judge[],
  x: (value: number) => number,
  radius: number,
): PlacedJudge[] {
  const placed: PlacedJudge[] = [];
  const known = judges.filter(({ utility }) => Number.isFinite(utility));
  for (const judge of [...known].sort((a, b) => a.utility - b.utility)) {
    const cx = x(judge.utility);
    const near = placed.filter(
      (other) =>
        (other.judge.choice === 0) === (judge.choice === 0) && Math.abs(other.cx - cx) < 2 * radius,
    );
    let rise = radius + 2;
    while (
      rise < HALF - radius - 14 &&
      near.some((other) => Math.hypot(other.cx - cx, other.rise - rise) < 2 * radius)
    ) {
      rise += 1.5;
    }
    placed.push({ judge, cx, rise });
  }
  return placed;
}
