/** Pass rates of the groups of an attribute; the worst served is named. */
import { type GroupRate, groupRates } from "../../stats/bench/pass-rates.ts";
import type { JudgedRows } from "../../stats/bench/rows.ts";
import { FALSE_DISCOVERY } from "../../stats/benjamini-hochberg.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { type DotRow, dotRows, dotRowsHeight } from "../dot-rows.ts";
import { type Grouping, groupingName } from "../feedback/grouping.ts";
import { formatCount, formatPoints, formatShare } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import { scaleOf } from "./models-chart.ts";

export interface GroupsState {
  readonly title: string;
  readonly rows: JudgedRows;
  readonly grouping: Grouping;
  /** Pass rate over all. */
  readonly overall: number;
}

export interface GroupsChart {
  readonly element: ChartFrame;
  update(state: GroupsState): void;
}

export const GROUP_COLUMNS = [
  { key: "group", label: "Group", kind: "text" },
  { key: "personas", label: "Personas", kind: "count" },
  { key: "n", label: "Answers judged", kind: "count" },
  { key: "estimate", label: "Pass", kind: "share" },
  { key: "low", label: "95 % from", kind: "share" },
  { key: "high", label: "to", kind: "share" },
  { key: "gap", label: "Less all others", kind: "points" },
  { key: "gapLow", label: "95 % from", kind: "points" },
  { key: "gapHigh", label: "to", kind: "points" },
  { key: "adjusted", label: "p, adjusted", kind: "number" },
  { key: "pooled", label: "Gap, partially pooled", kind: "points" },
] as const;

/** Rates of the groups of a grouping. */
export const ratesOf = (rows: JudgedRows, { of, groups }: Grouping): GroupRate[] =>
  groupRates(
    rows,
    of,
    groups.map(({ label }) => label),
  );

/** Rows behind rates; under ten personas only counts are told. */
export function groupTable(rates: readonly GroupRate[]) {
  return rates.map((rate) => {
    const shown = (value: number) =>
      rate.personas >= SMALL_N.suppressed && Number.isFinite(value) ? value : null;
    return {
      group: rate.group,
      personas: rate.personas,
      n: rate.n,
      estimate: shown(rate.estimate),
      low: shown(rate.low),
      high: shown(rate.high),
      gap: shown(rate.gap),
      gapLow: shown(rate.gapLow),
      gapHigh: shown(rate.gapHigh),
      adjusted: shown(rate.adjusted),
      pooled: shown(rate.pooled),
    };
  });
}

/** The group with the lowest rate among those that can be read, or null. */
export function worstOf(rates: readonly GroupRate[]): GroupRate | null {
  const readable = rates.filter(({ personas }) => personas >= SMALL_N.suppressed);
  return readable.reduce<GroupRate | null>(
    (worst, rate) => (worst && worst.estimate <= rate.estimate ? worst : rate),
    null,
  );
}

export function groupsChart(provenance: string, controls: HTMLElement): GroupsChart {
  let rates: readonly GroupRate[] = [];
  let rows: readonly DotRow[] = [];
  let overall = Number.NaN;
  const frame = chartFrame({
    name: "groups",
    title: "Whom does it serve worse?",
    subtitle: "",
    n: null,
    interval: "",
    provenance,
    sql: null,
    columns: GROUP_COLUMNS,
    rows: () => groupTable(rates),
    draw: (width) =>
      rows.length === 0
        ? html("div", { class: "skeleton", "aria-hidden": "true" })
        : dotRows(
            rows,
            { ...scaleOf(rows), line: { at: overall, label: `all ${formatShare(overall)}` } },
            width,
            "Pass rate by group",
          ),
    height: (width) => dotRowsHeight(rows.length || 8, width),
    method: "./method",
    controls,
  });
  return {
    element: frame,
    update(state) {
      rates = ratesOf(state.rows, state.grouping);
      overall = state.overall;
      rows = rates.map((rate, at) => rowOf(rate, state.grouping.groups[at].color));
      const worst = worstOf(rates);
      const isFound = worst !== null && worst.adjusted < FALSE_DISCOVERY;
      frame.update({
        title: worst
          ? `Worst served: ${worst.group}${isFound ? "" : ", but it may be chance"}`
          : "Whom does it serve worse?",
        subtitle: `${state.title}. Share of answers that serve the persona, by ${groupingName(state.grouping).toLowerCase()}; at the end of a row, points less all others`,
        interval: `Thin lines are 95 % intervals clustered by persona and prompt. Rings are not distinguishable from all others at a false discovery rate of ${FALSE_DISCOVERY * 100} % over ${formatCount(rates.filter(({ adjusted }) => Number.isFinite(adjusted)).length)} groups (Benjamini and Hochberg). Groups under ${SMALL_N.suppressed} personas are not drawn, under ${SMALL_N.faded} are faded. ${formatCount(state.grouping.notApplicable)} personas to whom the attribute does not apply are left out.`,
      });
      if (rates.length < 2) {
        frame.showEmpty("Everybody is in one group of this attribute. Choose another one.");
      } else frame.redraw();
    },
  };
}

function rowOf(rate: GroupRate, color: string): DotRow {
  const { group, personas, n, estimate, low, high, gap, adjusted } = rate;
  const few = personas < SMALL_N.suppressed;
  return {
    label: `${group} (${formatCount(personas)})`,
    dots: few ? [] : [{ value: estimate, low, high, color, isOpen: !(adjusted < FALSE_DISCOVERY) }],
    figure: few ? "" : formatPoints(gap),
    sentence: few
      ? `${group}: fewer than 10 personas, too few to read.`
      : `${group}: ${formatShare(estimate)} of ${formatCount(n)} answers to ${formatCount(personas)} personas (95 % interval ${formatShare(low)} to ${formatShare(high)}), ${formatPoints(gap)} points against all others.`,
    isFaded: personas < SMALL_N.faded,
    instead: few ? `n < ${SMALL_N.suppressed}` : undefined,
  };
}
