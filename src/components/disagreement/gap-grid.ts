/** The map of gaps as a grid of cells, each with the sentence that reads it out. */

import { FALSE_DISCOVERY } from "../../stats/benjamini-hochberg.ts";
import type { Outvoted } from "../../stats/outvoted.ts";
import type { Grid, GridCell } from "../cell-grid.ts";
import type { LegendStep } from "../chart-picture.ts";
import type { Column, Row } from "../csv.ts";
import { groupingName } from "../feedback/grouping.ts";
import { formatCount, formatPoints, formatShare } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import type { GapMap, GapMapCell } from "./measure.ts";

/** Gaps of this size and beyond have the full colour; so have shares of prompts outvoted. */
const FULL_GAP = 0.25;
const FULL_OUTVOTED = 0.5;
/** Groups drawn side by side; the largest are taken. */
export const MOST_GROUPS = 40;

/** Places of the groups that are drawn, in their own order. */
export function drawnGroups({ grouping: { groups } }: GapMap): number[] {
  return groups
    .map((_, at) => at)
    .sort((a, b) => groups[b].personas - groups[a].personas || a - b)
    .slice(0, MOST_GROUPS)
    .sort((a, b) => a - b);
}

/** Cells in the order drawn, by row and group. */
export function drawnCells(map: GapMap): { readonly row: number; readonly group: number }[] {
  const drawn = drawnGroups(map);
  return map.order.flatMap((row) => drawn.map((group) => ({ row, group })));
}

export function gapGrid(map: GapMap, outvoted: readonly Outvoted[] | null, opens: boolean): Grid {
  const { grouping, rows, order } = map;
  return {
    label: `${groupingName(grouping)}; arrows move between cells`,
    rows: order.map((row) => ({ label: rows.rows[row].label })),
    columns: drawnGroups(map).map((group) => ({
      label: grouping.groups[group].label,
      color: grouping.groups[group].color,
      total: formatCount(grouping.groups[group].personas),
    })),
    cells: drawnCells(map).map(({ row, group }) => {
      const at = row * grouping.groups.length + group;
      return outvoted ? outvotedCell(map, outvoted[at], row, group) : gapCell(map, row, group);
    }),
    hasRowAction: opens,
  };
}

function gapCell(map: GapMap, row: number, group: number): GridCell {
  const cell = map.cells[row * map.grouping.groups.length + group];
  const reading = readingOf(cell);
  const isOpen = !(cell.adjusted < FALSE_DISCOVERY);
  const suppressed = reading === "suppressed";
  const strength = Math.min(1, Math.abs(cell.gap) / FULL_GAP) * (reading === "faded" ? 0.6 : 1);
  const hue = cell.gap < 0 ? "less" : "more";
  return {
    text: suppressed
      ? "<10"
      : reading === "empty"
        ? ""
        : Math.round(cell.gap * 100)
            .toString()
            .replace("-", "−"),
    paint: suppressed ? "url(#few)" : reading === "empty" ? "transparent" : mix(hue, strength),
    reading: `${reading}${isOpen && reading !== "suppressed" && reading !== "empty" ? " open" : ""}`,
    sentence: gapSentence(map, row, group),
  };
}

function outvotedCell(map: GapMap, cell: Outvoted, row: number, group: number): GridCell {
  const personas = map.cells[row * map.grouping.groups.length + group].personas;
  const few = cell.prompts < SMALL_N.suppressed;
  const isOpen = !few && !(cell.low > cell.byChance);
  return {
    text: few ? "" : Math.round(cell.share * 100).toString(),
    paint: few ? "url(#few)" : mix("disagreement", Math.min(1, cell.share / FULL_OUTVOTED)),
    reading: few
      ? "suppressed"
      : `${personas < SMALL_N.faded ? "faded" : "full"}${isOpen ? " open" : ""}`,
    sentence: outvotedSentence(map, cell, row, group),
  };
}

const mix = (hue: string, strength: number) =>
  `color-mix(in srgb, var(--atlas-${hue}) ${Math.round(strength * 72)}%, var(--theme-background))`;

/** Few personas are faded, too few are not read. */
export function readingOf({ personas }: GapMapCell): "full" | "faded" | "suppressed" | "empty" {
  if (personas === 0) return "empty";
  if (personas < SMALL_N.suppressed) return "suppressed";
  return personas < SMALL_N.faded ? "faded" : "full";
}

/** What a cell of gaps says, in one line. */
export function gapSentence({ grouping, rows, cells }: GapMap, row: number, group: number): string {
  const cell = cells[row * grouping.groups.length + group];
  const { label, pole } = rows.rows[row];
  const where = `${label} × ${grouping.groups[group].label}`;
  const reading = readingOf(cell);
  if (reading === "empty") return `${where}: nobody judged.`;
  if (reading === "suppressed") return `${where}: fewer than 10 personas, too few to read.`;
  const interval = Number.isFinite(cell.low)
    ? ` (95 % interval ${formatPoints(cell.low)} to ${formatPoints(cell.high)})`
    : "";
  const found = cell.adjusted < FALSE_DISCOVERY ? "" : " Not distinguishable from none.";
  return `${where}: ${formatShare(cell.share)} of choices for “${pole}”, all others ${formatShare(cell.others)}: ${formatPoints(cell.gap)} points${interval}; ${formatCount(cell.n)} choices of ${formatCount(cell.personas)} personas on ${formatCount(cell.prompts)} prompts.${found}`;
}

function outvotedSentence(
  { grouping, rows }: GapMap,
  cell: Outvoted,
  row: number,
  group: number,
): string {
  const where = `${rows.rows[row].label} × ${grouping.groups[group].label}`;
  if (cell.prompts < SMALL_N.suppressed) {
    return `${where}: fewer than 10 prompts with 10 judges of the group, too few to read.`;
  }
  return `${where}: outvoted on ${formatShare(cell.share)} of ${formatCount(cell.prompts)} prompts (95 % interval ${formatShare(cell.low)} to ${formatShare(cell.high)}); chance alone would give ${formatShare(cell.byChance)}. ${formatCount(cell.fewJudges)} prompts with fewer than 10 judges of the group and ${formatCount(cell.ties)} ties are left out.`;
}

export const GAP_COLUMNS: readonly Column[] = [
  { key: "row", label: "Row", kind: "text" },
  { key: "group", label: "Group", kind: "text" },
  { key: "pole", label: "Counted pole", kind: "text" },
  { key: "n", label: "Choices", kind: "count" },
  { key: "favouring", label: "For the pole", kind: "count" },
  { key: "personas", label: "Personas judging", kind: "number" },
  { key: "share", label: "Share", kind: "share" },
  { key: "others", label: "All others", kind: "share" },
  { key: "gap", label: "Gap", kind: "points" },
  { key: "low", label: "95 % from", kind: "points" },
  { key: "high", label: "to", kind: "points" },
  { key: "p", label: "p", kind: "number" },
  { key: "adjusted", label: "p, adjusted", kind: "number" },
];

/** Rows behind the map of gaps; what is suppressed has counts only. */
export function gapRows(map: GapMap): Row[] {
  const { grouping, rows, cells, order } = map;
  const all = order.flatMap((row) => grouping.groups.map((_, group) => ({ row, group })));
  return all.map(({ row, group }) => {
    const cell = cells[row * grouping.groups.length + group];
    const isRead = cell.personas >= SMALL_N.suppressed;
    const shown = (value: number) => (isRead && Number.isFinite(value) ? value : null);
    return {
      row: rows.rows[row].label,
      group: grouping.groups[group].label,
      pole: rows.rows[row].pole,
      n: cell.n,
      favouring: cell.n === 0 ? 0 : Math.round(cell.share * cell.n * 2) / 2,
      personas: cell.personas,
      share: shown(cell.share),
      others: shown(cell.others),
      gap: shown(cell.gap),
      low: shown(cell.low),
      high: shown(cell.high),
      p: shown(cell.p),
      adjusted: shown(cell.adjusted),
    };
  });
}

export const OUTVOTED_COLUMNS: readonly Column[] = [
  { key: "row", label: "Row", kind: "text" },
  { key: "group", label: "Group", kind: "text" },
  { key: "prompts", label: "Prompts compared", kind: "number" },
  { key: "share", label: "Outvoted", kind: "share" },
  { key: "low", label: "95 % from", kind: "share" },
  { key: "high", label: "to", kind: "share" },
  { key: "chance", label: "By chance", kind: "share" },
  { key: "few", label: "Prompts with too few judges", kind: "number" },
  { key: "ties", label: "Ties", kind: "number" },
];

export function outvotedRows(map: GapMap, outvoted: readonly Outvoted[]): Row[] {
  const { grouping, rows } = map;
  return drawnCells(map).map(({ row, group }) => {
    const { prompts, share, low, high, byChance, fewJudges, ties } =
      outvoted[row * grouping.groups.length + group];
    const shown = (value: number) => (prompts >= SMALL_N.suppressed ? value : null);
    return {
      row: rows.rows[row].label,
      group: grouping.groups[group].label,
      prompts,
      share: shown(share),
      low: shown(low),
      high: shown(high),
      chance: shown(byChance),
      few: fewJudges,
      ties,
    };
  });
}

/** The scale of the map, in steps. */
export function gapLegend(isOutvoted: boolean): LegendStep[] {
  const common: LegendStep[] = [
    { paint: "var(--theme-background)", label: "outline: may be none" },
    { paint: "url(#few)", label: "n < 10" },
  ];
  if (isOutvoted) {
    return [
      { paint: mix("disagreement", 0), label: "0" },
      { paint: mix("disagreement", 0.5), label: "" },
      { paint: mix("disagreement", 1), label: "50 % of prompts or more" },
      ...common,
    ];
  }
  return [
    { paint: mix("less", 1), label: "−25 points or less" },
    { paint: mix("less", 0.5), label: "" },
    { paint: "var(--theme-background)", label: "0" },
    { paint: mix("more", 0.5), label: "" },
    { paint: mix("more", 1), label: "+25 or more" },
    ...common,
  ];
}
