/** Every judge of a prompt as a dot, above or below the line by its choice; true utility across. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { LegendStep } from "../chart-picture.ts";
import { colourKey } from "../colour-key.ts";
import type { Column } from "../csv.ts";
import { html, svg } from "../dom.ts";
import type { Grouping } from "../feedback/grouping.ts";
import { groupingName } from "../feedback/grouping.ts";
import type { IssueEntry } from "../feedback/issues.ts";
import { countOf, formatNumber } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { TYPE } from "../theme.ts";
import type { Judge } from "./judges.ts";
import { byGroup, byUtility, HALF, LINE, PAD } from "./judges-layout.ts";

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

const HINT = "Point at a dot to see who it is; choose it to open the persona.";

const COLUMNS: readonly Column[] = [
  { key: "persona_id", label: "Persona", kind: "text" },
  { key: "group", label: "Group", kind: "text" },
  { key: "prefers", label: "Prefers", kind: "text" },
];
const TRUTH: readonly Column[] = [
  { key: "utility", label: "True utility", kind: "number" },
  { key: "probability", label: "Chance of the first position", kind: "share" },
];

const NOISE =
  "The utility is the truth of the simulation, before the noise of one choice: no interval applies. Judges on the other side than their utility show that noise.";
const COUNTED =
  "Every judge of this prompt is shown: no interval applies. No true utilities are stored with these choices.";

const isKnown = (judges: readonly Judge[]) =>
  judges.some(({ utility }) => Number.isFinite(utility));

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
    interval: NOISE,
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
    height: 2 * HALF + LINE,
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
      const known = isKnown(next.judges);
      frame.update({
        subtitle: `One dot a judge, coloured by ${groupingName(next.grouping).toLowerCase()}.${known ? " Across: true utility of the first position over the second, in logits" : " The longer block is the larger side; ties stand between"}`,
        n: next.judges.length,
        interval: known ? NOISE : COUNTED,
        columns: known ? [...COLUMNS, ...TRUTH] : COLUMNS,
      });
      if (next.judges.length === 0)
        frame.showEmpty("Nobody in this slice judged the prompt. Remove a filter to see who did.");
      else frame.redraw();
    },
  };
}

function draw(state: JudgesState, width: number, reading: HTMLElement): SVGSVGElement {
  const { judges, issue, grouping, ids, who } = state;
  const height = 2 * HALF + LINE;
  const known = isKnown(judges);
  const most = Math.max(3, ...judges.map(({ utility }) => Math.abs(utility) || 0)) * 1.05;
  const x = (value: number) => PAD + ((value + most) / (2 * most)) * (width - 2 * PAD);
  const chart = svg("svg", {
    class: "chart judges",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": `Judges by ${known ? "true utility and " : ""}choice; arrows move between dots`,
  });
  const ties = judges.filter(({ choice }) => choice === 2).length;
  if (known) chart.append(...axis(most, x, height));
  else chart.append(...line(width, ties));
  const side = (choice: 0 | 1, y: number) =>
    svg(
      "text",
      { class: "side", x: PAD, y },
      fitText(`Prefer “${issue.positions[choice].label}”`, width - 2 * PAD, TYPE.label),
    );
  chart.append(side(0, 12), side(1, height - 4));
  const radius = width < 520 ? 4 : 5;
  const placed = known ? byUtility(judges, x, radius) : byGroup(judges, width, radius, TIES);
  const dots = placed.map(({ judge, cx, cy }, i) => {
    const label = `${ids[judge.persona]}: ${who(judge.persona)}. ${known ? utilityOf(judge) : choiceOf(judge, issue)}`;
    const dot = svg("circle", {
      class: "judge",
      cx,
      cy,
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

/** Where ties begin on the line, after their name. */
const TIES = 110;

/** The line between the sides with the marks of the utilities. */
function axis(most: number, x: (value: number) => number, height: number): SVGElement[] {
  const step = most > 8 ? 4 : 2;
  const marks: SVGElement[] = [];
  for (let at = -Math.floor(most / step) * step; at <= most; at += step) {
    marks.push(
      svg("line", {
        class: at === 0 ? "axis" : "grid",
        x1: x(at),
        x2: x(at),
        y1: 16,
        y2: height - 16,
      }),
      svg(
        "text",
        {
          class: "axis-label",
          x: x(at),
          y: HALF + LINE / 2,
          dy: "0.35em",
          "text-anchor": "middle",
        },
        at > 0 ? `+${at}` : String(at).replace("-", "−"),
      ),
    );
  }
  return marks;
}

/** The line between the sides where no utilities are known: two rules, and the name of the ties. */
function line(width: number, ties: number): SVGElement[] {
  const rules = [HALF, HALF + LINE].map((y) =>
    svg("line", { class: "grid", x1: PAD, x2: width - PAD, y1: y, y2: y }),
  );
  const name = { class: "axis-label", x: PAD, y: HALF + LINE / 2, dy: "0.35em" };
  return [...rules, svg("text", name, ties > 0 ? countOf(ties, "tie") : "No ties")];
}

function utilityOf({ utility }: Judge): string {
  return `Utility ${formatNumber(utility)}, chance of the first position ${Math.round(logistic(utility) * 100)} %.`;
}

function choiceOf({ choice }: Judge, { positions }: IssueEntry): string {
  return choice === 2 ? "No preference." : `Prefers “${positions[choice].label}”.`;
}
