/** Pass rates where two attributes meet, as a heat map with n. */

import type { Attribute } from "../../schema/attribute.ts";
import { coarseLevels, coarseOf, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { groupColors } from "../../schema/palette.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { type GroupRate, groupRates } from "../../stats/bench/pass-rates.ts";
import type { JudgedRows } from "../../stats/bench/rows.ts";
import { FALSE_DISCOVERY } from "../../stats/benjamini-hochberg.ts";
import { cellGrid, type Grid, gridHeight } from "../cell-grid.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { colourKey } from "../colour-key.ts";
import { html } from "../dom.ts";
import { formatCount, formatPoints, formatShare } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import { GROUP_COLUMNS, groupTable } from "./groups-chart.ts";

export interface IntersectionState {
  readonly title: string;
  readonly rows: JudgedRows;
  readonly personas: CodedPersonas;
  readonly attributes: readonly [Attribute, Attribute];
}

export interface Intersections {
  readonly element: HTMLElement;
  update(state: IntersectionState): void;
}

const HINT = "Point at a cell to read it.";
/** Gaps of this size and beyond have the full colour. */
const FULL = 0.15;

/** Cells of both attributes' coarse groups, row-major; -1 where one does not apply. */
function cellsOf(personas: CodedPersonas, [rows, columns]: readonly [Attribute, Attribute]) {
  const named = (attribute: Attribute) =>
    coarseLevels(attribute).flatMap((name, at) => (name === NOT_APPLICABLE ? [] : [at]));
  const [across, down] = [named(columns), named(rows)];
  const code = (attribute: Attribute, who: number) =>
    coarseOf(attribute, personas.codes[attribute.key][who]);
  const of = Int16Array.from({ length: personas.n }, (_, who) => {
    const row = down.indexOf(code(rows, who));
    const column = across.indexOf(code(columns, who));
    return row < 0 || column < 0 ? -1 : row * across.length + column;
  });
  return { of, down, across };
}

export function intersections(provenance: string, controls: HTMLElement): Intersections {
  let rates: readonly GroupRate[] = [];
  let grid: Grid | null = null;
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const frame: ChartFrame = chartFrame({
    name: "intersections",
    title: "And where two attributes meet?",
    subtitle: "",
    n: null,
    interval: "",
    provenance,
    sql: null,
    columns: GROUP_COLUMNS,
    rows: () => groupTable(rates.filter(({ personas }) => personas > 0)),
    draw(width) {
      if (!grid) return html("div");
      const sentences = grid.cells.map(({ sentence }) => sentence);
      const read = (at: number | null) => {
        reading.textContent = at === null ? HINT : sentences[at];
      };
      return cellGrid(grid, width, { choose: read, read });
    },
    height: () => (grid ? gridHeight(grid) : 420),
    method: "./method",
    controls,
    beneath: html("div", {}, reading, colourKey(legend())),
    legend,
  });
  return {
    element: html("div", { class: "cross-tab" }, frame),
    update({ title, rows, personas, attributes }) {
      const { of, down, across } = cellsOf(personas, attributes);
      const [first, second] = attributes;
      const labels = down.flatMap((row) =>
        across.map((column) => `${coarseLevels(first)[row]} · ${coarseLevels(second)[column]}`),
      );
      rates = groupRates(rows, of, labels);
      grid = gridOf(rates, attributes, down, across);
      reading.textContent = HINT;
      const tested = rates.filter(({ adjusted }) => Number.isFinite(adjusted)).length;
      frame.update({
        subtitle: `${title}. Pass rate of the cell less that of all others, in points; number: personas. ${first.label} by ${second.label.toLowerCase()}`,
        interval: `Intervals in the reading line and the table are clustered by persona and prompt. An outline is not distinguishable from no gap at a false discovery rate of ${FALSE_DISCOVERY * 100} % over ${formatCount(tested)} cells. The table has gaps drawn towards zero as far as their spread is chance (partial pooling). Cells under ${SMALL_N.suppressed} personas are hatched, under ${SMALL_N.faded} are faded.`,
        height: gridHeight(grid),
      });
      frame.redraw();
    },
  };
}

function gridOf(
  rates: readonly GroupRate[],
  [rows, columns]: readonly [Attribute, Attribute],
  down: readonly number[],
  across: readonly number[],
): Grid {
  const colors = [groupColors(rows), groupColors(columns)];
  return {
    label: `${rows.label} by ${columns.label.toLowerCase()}; arrows move between cells`,
    rows: down.map((at) => ({ label: coarseLevels(rows)[at], color: colors[0][at] })),
    columns: across.map((at) => ({ label: coarseLevels(columns)[at], color: colors[1][at] })),
    cells: rates.map((rate) => {
      const { personas, gap, adjusted } = rate;
      const few = personas < SMALL_N.suppressed;
      const reading =
        personas === 0 ? "empty" : few ? "suppressed" : personas < SMALL_N.faded ? "faded" : "full";
      const isOpen = !few && !(adjusted < FALSE_DISCOVERY);
      return {
        text: personas === 0 ? "" : few ? "<10" : formatCount(personas),
        paint: personas === 0 ? "transparent" : few ? "url(#few)" : paint(gap),
        reading: `${reading}${isOpen ? " open" : ""}`,
        sentence: sentenceOf(rate),
      };
    }),
  };
}

const paint = (gap: number) =>
  `color-mix(in srgb, var(--atlas-${gap < 0 ? "less" : "more"}) ${Math.round(Math.min(1, Math.abs(gap) / FULL) * 72)}%, var(--theme-background))`;

function legend() {
  return [
    { paint: paint(-FULL), label: "−15 points or less" },
    { paint: paint(-FULL / 2), label: "" },
    { paint: paint(0), label: "0" },
    { paint: paint(FULL / 2), label: "" },
    { paint: paint(FULL), label: "+15 or more" },
    { paint: "var(--theme-background)", label: "outline: may be none" },
    { paint: "url(#few)", label: "n < 10" },
  ];
}

function sentenceOf({ group, personas, n, estimate, low, high, gap }: GroupRate): string {
  if (personas === 0) return `${group}: nobody.`;
  if (personas < SMALL_N.suppressed) return `${group}: fewer than 10 personas, too few to read.`;
  return `${group}: ${formatShare(estimate)} of ${formatCount(n)} answers to ${formatCount(personas)} personas (95 % interval ${formatShare(low)} to ${formatShare(high)}), ${formatPoints(gap)} points against all others.`;
}
