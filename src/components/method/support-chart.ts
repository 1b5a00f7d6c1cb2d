/** Support by group in the surveys against the simulation: fitted items, and items held back. */
import type { Address } from "../address.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Column } from "../csv.ts";
import { html } from "../dom.ts";
import { countOf } from "../format.ts";
import { notice } from "../notice.ts";
import { viewStore } from "../view-store.ts";
import { inOrder } from "./group-marks.ts";
import type { OpinionCell, OpinionComparison, OpinionFit } from "./opinion-fit.ts";
import { drawSupport, type SupportPanel, supportHeight } from "./support-panels.ts";
import { type SupportView, supportCodec } from "./support-view.ts";

const COLUMNS: readonly Column[] = [
  { key: "meaning", label: "Item", kind: "text" },
  { key: "source", label: "Survey", kind: "text" },
  { key: "use", label: "Use", kind: "text" },
  { key: "group", label: "Group", kind: "text" },
  { key: "survey", label: "Support, survey", kind: "share" },
  { key: "n", label: "Respondents", kind: "count" },
  { key: "simulated", label: "Support, simulated", kind: "share" },
  { key: "choices", label: "Choices", kind: "count" },
  { key: "survey_gap", label: "From the item’s mean, survey", kind: "points" },
  { key: "simulated_gap", label: "Simulated", kind: "points" },
];

const INTERVAL =
  "Surveys: Cooperative Election Study 2018 (weighted), General Social Survey 2018 (resampled by its weights); groups of 30 respondents or more, and of 50 choices or more. Choices of adult personas. The figures’ intervals are in the next chart.";

/** @param address keeps what is compared, as `survey=age`. */
export function supportChart(fit: OpinionFit, provenance: string, address: Address): HTMLElement {
  const named = fit.comparisons.filter(({ by }) => by !== "all");
  const keys = named.map(({ by }) => by);
  const store = viewStore<SupportView>(address, supportCodec(keys));
  const survey = select(
    named.map(({ by, label }) => [by, label]),
    (value) => store.change({ survey: value }),
  );
  const show = select(
    [
      ["gaps", "Differences between groups"],
      ["shares", "Support"],
    ],
    (value) => store.change({ show: value === "shares" ? "shares" : "gaps" }),
  );
  const note = notice();
  const shown = () => fit.cells.filter(({ by }) => by === store.view().survey);
  const panels = () => {
    const { survey: by } = store.view();
    const comparison = named.find((one) => one.by === by) ?? named[0];
    return panelsOf(fit, comparison, shown());
  };
  const frame: ChartFrame = chartFrame({
    name: "support-by-group",
    title: "Do simulated groups differ as surveyed groups do?",
    subtitle: "",
    n: null,
    interval: INTERVAL,
    provenance,
    sql: null,
    columns: COLUMNS,
    rows: () => shown().map((cell) => rowOf(fit, cell)),
    height: (width) => supportHeight(panels(), width),
    draw: (width) => drawSupport(panels(), store.view().show, width),
    controls: html(
      "div",
      { class: "cross-tab-controls no-print" },
      html("label", {}, "Groups by ", survey),
      html("label", {}, "Show ", show),
    ),
  });
  const paint = () => {
    const view = store.view();
    survey.value = view.survey;
    show.value = view.show;
    note.show(store.problems());
    frame.update({ subtitle: subtitleOf(shown(), view) });
    frame.redraw();
  };
  store.subscribe(paint);
  paint();
  return html("div", {}, note.element, frame);
}

function subtitleOf(cells: readonly OpinionCell[], { show }: SupportView): string {
  const what =
    show === "gaps"
      ? "A group’s support less the mean of all groups on the item, in points"
      : "Share of a group in support of the item, in %";
  const asked = cells.reduce((sum, { n }) => sum + n, 0);
  const chosen = cells.reduce((sum, { choices }) => sum + choices, 0);
  return `${what}: survey across, simulation up. ${countOf(cells.length, "mark")}, ${countOf(asked, "survey answer")}, ${countOf(chosen, "simulated choice")}`;
}

function panelsOf(
  { items }: OpinionFit,
  { fitted, heldBack }: OpinionComparison,
  cells: readonly OpinionCell[],
): SupportPanel[] {
  const groups = inOrder([...new Set(cells.map(({ level }) => level))]);
  const sentences = new Map(cells.map((cell) => [cell, items[cell.item].meaning]));
  return [
    { title: "Used in fitting", isHeldBack: false, fit: fitted },
    { title: "Held back", isHeldBack: true, fit: heldBack },
  ].map(({ title, isHeldBack, fit }) => ({
    title,
    fit,
    groups,
    cells: cells.filter(({ item }) => items[item].isHeldBack === isHeldBack),
    meaningOf: (cell) => sentences.get(cell) ?? "",
  }));
}

function rowOf({ items }: OpinionFit, cell: OpinionCell) {
  const { meaning, source, year, isHeldBack } = items[cell.item];
  return {
    meaning,
    source: `${source} ${year}`,
    use: isHeldBack ? "held back" : "fitted",
    group: cell.level,
    survey: cell.survey,
    n: cell.n,
    simulated: cell.simulated,
    choices: cell.choices,
    survey_gap: cell.surveyGap,
    simulated_gap: cell.simulatedGap,
  };
}

function select(
  options: readonly (readonly [string, string])[],
  choose: (value: string) => void,
): HTMLSelectElement {
  const element = html(
    "select",
    {},
    ...options.map(([value, text]) => html("option", { value }, text)),
  );
  element.addEventListener("change", () => choose(element.value));
  return element;
}
