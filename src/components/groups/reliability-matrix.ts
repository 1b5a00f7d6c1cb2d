/** The group-by-group matrix: agreement within groups on the diagonal, across them elsewhere. */

import { FALSE_DISCOVERY } from "../../stats/benjamini-hochberg.ts";
import { cellGrid, type Grid, gridHeight } from "../cell-grid.ts";
import { chartFrame } from "../chart-frame.ts";
import { colourKey } from "../colour-key.ts";
import { html } from "../dom.ts";
import { groupingName } from "../feedback/grouping.ts";
import { formatCount, formatNumber } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import { DRAWS, type GroupAgreement, REPLICATES } from "./reliability.ts";

export interface ReliabilityMatrix {
  readonly element: HTMLElement;
  update(agreement: GroupAgreement): void;
}

const HINT = "Point at a cell to read it.";
/** Agreement of this size and beyond has the full colour. */
const FULL = 0.3;

export function reliabilityMatrix(provenance: string, controls: HTMLElement): ReliabilityMatrix {
  let agreement: GroupAgreement | null = null;
  let grid: Grid | null = null;
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const frame = chartFrame({
    name: "reliability",
    title: "Which groups agree with which?",
    subtitle: "",
    n: null,
    interval: `On the diagonal Krippendorff’s alpha within the group (IRR), elsewhere cross-replication reliability of the two (XRR). Beyond each row: GAI, the agreement within over that with all others; a star where it is above 1 at a false discovery rate of ${FALSE_DISCOVERY * 100} % over the groups (${DRAWS} deals of the labels). Intervals in the reading line: ${REPLICATES} draws of prompts with replacement; personas stay as they are. One group that stands apart lowers the others’ agreement with everybody too. Groups under ${SMALL_N.suppressed} personas are hatched, under ${SMALL_N.faded} are faded.`,
    provenance,
    sql: null,
    columns: [
      { key: "group", label: "Group", kind: "text" },
      { key: "other", label: "With", kind: "text" },
      { key: "personas", label: "Personas", kind: "number" },
      { key: "value", label: "Agreement", kind: "number" },
      { key: "low", label: "95 % from", kind: "number" },
      { key: "high", label: "to", kind: "number" },
      { key: "gai", label: "GAI of the group", kind: "number" },
      { key: "p", label: "p", kind: "number" },
      { key: "adjusted", label: "p, adjusted", kind: "number" },
    ],
    rows: () => (agreement ? rowsOf(agreement) : []),
    draw(width) {
      if (!grid) return html("div");
      const sentences = grid.cells.map(({ sentence }) => sentence);
      return cellGrid(grid, Math.min(width, 760), {
        choose(at) {
          reading.textContent = sentences[at];
        },
        read(at) {
          reading.textContent = at === null ? HINT : sentences[at];
        },
      });
    },
    height: () => (grid ? gridHeight(grid) : 360),
    method: "./method",
    controls,
    beneath: html("div", {}, reading, colourKey(legend())),
    legend,
  });
  return {
    element: html("div", { class: "cross-tab" }, frame),
    update(next) {
      agreement = next;
      grid = gridOf(next);
      reading.textContent = HINT;
      frame.update({
        subtitle: `Agreement beyond chance between two judges of a prompt, 1 at most. ${groupingName(next.grouping)}, everybody; beyond the rows: GAI`,
        height: gridHeight(grid),
      });
      if (next.groups < 2) frame.showEmpty("Everybody is in one group of this attribute.");
      else frame.redraw();
    },
  };
}

const paint = (value: number, strength: number) =>
  `color-mix(in srgb, var(--atlas-disagreement) ${Math.round(Math.max(0, Math.min(1, value / FULL)) * 72 * strength)}%, var(--theme-background))`;

function legend() {
  return [
    { paint: paint(0, 1), label: "0: as by chance" },
    { paint: paint(FULL / 2, 1), label: "" },
    { paint: paint(FULL, 1), label: `${FULL} or more` },
    { paint: "url(#few)", label: "n < 10" },
  ];
}

function gridOf(agreement: GroupAgreement): Grid {
  const { grouping, groups, matrix, gai, adjusted } = agreement;
  return {
    label: `Agreement of groups by ${groupingName(grouping).toLowerCase()}; arrows move between cells`,
    rows: grouping.groups.map(({ label, color, personas }, at) => ({
      label,
      color,
      total:
        personas < SMALL_N.suppressed || !Number.isFinite(gai[at])
          ? ""
          : `${formatNumber(gai[at])}${adjusted && adjusted[at] < FALSE_DISCOVERY ? " ★" : ""}`,
    })),
    columns: grouping.groups.map(({ label, color, personas }) => ({
      label,
      color,
      total: formatCount(personas),
    })),
    cells: Array.from({ length: groups * groups }, (_, at) => {
      const least = leastOf(agreement, at);
      const few = least < SMALL_N.suppressed || !Number.isFinite(matrix[at]);
      const faded = least < SMALL_N.faded;
      return {
        text: few
          ? least < SMALL_N.suppressed
            ? "<10"
            : ""
          : matrix[at].toFixed(2).replace("-", "−"),
        paint: few ? "url(#few)" : paint(matrix[at], faded ? 0.6 : 1),
        reading: few ? "suppressed" : faded ? "faded" : "full",
        sentence: sentenceOf(agreement, at),
      };
    }),
  };
}

/** Personas of the smaller of a cell's two groups. */
function leastOf({ grouping, groups }: GroupAgreement, at: number): number {
  const [g, h] = [Math.floor(at / groups), at % groups];
  return Math.min(grouping.groups[g].personas, grouping.groups[h].personas);
}

function sentenceOf(agreement: GroupAgreement, at: number): string {
  const { grouping, groups, matrix, intervals } = agreement;
  const [g, h] = [Math.floor(at / groups), at % groups];
  const [a, b] = [grouping.groups[g].label, grouping.groups[h].label];
  const where = g === h ? `Within ${a}` : `${a} with ${b}`;
  if (leastOf(agreement, at) < SMALL_N.suppressed) {
    return `${where}: fewer than 10 personas, too few to read.`;
  }
  if (!Number.isFinite(matrix[at])) return `${where}: not defined.`;
  const interval = intervals?.matrix[at];
  const spread =
    interval && Number.isFinite(interval.low)
      ? ` (95 % interval ${formatNumber(interval.low)} to ${formatNumber(interval.high)})`
      : "";
  return `${where}: agreement ${formatNumber(matrix[at])}${spread}.`;
}

function rowsOf(agreement: GroupAgreement) {
  const { grouping, groups, matrix, intervals, gai, p, adjusted } = agreement;
  const finite = (value: number | undefined) =>
    value !== undefined && Number.isFinite(value) ? value : null;
  return Array.from({ length: groups * groups }, (_, at) => {
    const [g, h] = [Math.floor(at / groups), at % groups];
    const isRead = leastOf(agreement, at) >= SMALL_N.suppressed;
    const shown = (value: number | undefined) => (isRead ? finite(value) : null);
    return {
      group: grouping.groups[g].label,
      other: grouping.groups[h].label,
      personas: grouping.groups[g].personas,
      value: shown(matrix[at]),
      low: shown(intervals?.matrix[at].low),
      high: shown(intervals?.matrix[at].high),
      gai: shown(gai[g]),
      p: shown(p?.[g]),
      adjusted: shown(adjusted?.[g]),
    };
  });
}
