import { coarseLevels } from "../../schema/attribute.ts";
import { cellGrid, type Grid, gridHeight } from "../cell-grid.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import { type CrossTabCell, type CrossTabTable, levelsOfGroup } from "./cross-tab.ts";

/** Residuals of this size and beyond have the full colour. */
const FULL = 5;

export interface HeatMapEvents {
  /** A cell was chosen. */
  choose(cell: CrossTabCell): void;
  /** The pointer or keyboard is on a cell, or on none. */
  read(cell: CrossTabCell | null): void;
  hover(key: string, levels: readonly number[] | null): void;
}

/** Height in pixels of a cross-tab's picture. */
export function heatMapHeight(table: CrossTabTable): number {
  return gridHeight(gridOf(table));
}

/** Residuals as two hues, n in the cells; few personas faded, fewer than ten hatched. */
export function heatMap(
  table: CrossTabTable,
  available: number,
  events: HeatMapEvents,
): SVGSVGElement {
  const { rows, columns, rowGroups, columnGroups, cells } = table;
  const hover = (side: typeof rows, groups: readonly number[], at: number | null) =>
    events.hover(side.key, at === null ? null : levelsOfGroup(side, groups[at]));
  return cellGrid(gridOf(table), available, {
    choose: (at) => events.choose(cells[at]),
    read: (at) => events.read(at === null ? null : cells[at]),
    hoverRow: (at) => hover(rows, rowGroups, at),
    hoverColumn: (at) => hover(columns, columnGroups, at),
  });
}

function gridOf(table: CrossTabTable): Grid {
  const { rows, columns, rowGroups, columnGroups, rowTotals, columnTotals, cells } = table;
  return {
    label: `${rows.label} by ${columns.label}; arrows move between cells`,
    rows: rowGroups.map((group) => ({
      label: coarseLevels(rows)[group],
      total: formatCount(rowTotals[group]),
    })),
    columns: columnGroups.map((group) => ({
      label: coarseLevels(columns)[group],
      total: formatCount(columnTotals[group]),
    })),
    cells: cells.map((cell) => ({
      text: cell.reading === "suppressed" ? "<10" : formatCount(cell.n),
      paint: paint(cell),
      reading: cell.reading,
      sentence: cellSentence(table, cell),
    })),
  };
}

/** What a cell says, in one line. */
export function cellSentence(table: CrossTabTable, cell: CrossTabCell): string {
  const row = coarseLevels(table.rows)[cell.row];
  const column = coarseLevels(table.columns)[cell.column];
  const where = `${row} × ${column}`;
  if (cell.reading === "suppressed") return `${where}: fewer than 10 personas, too few to read.`;
  const residual = Number.isFinite(cell.residual)
    ? `, residual ${cell.residual > 0 ? "+" : ""}${formatNumber(cell.residual)}`
    : "";
  return `${where}: ${formatCount(cell.n)} personas, expected ${formatNumber(cell.expected)}${residual}. ${formatShare(cell.share)} of ${row} (95 % interval ${formatShare(cell.low)} to ${formatShare(cell.high)}).`;
}

function paint({ n, expected, residual, reading }: CrossTabCell): string {
  if (reading === "suppressed") return "url(#few)";
  if (!Number.isFinite(residual) || (n === 0 && expected < SMALL_N.suppressed)) {
    return "transparent";
  }
  const strength = Math.min(1, Math.abs(residual) / FULL) * (reading === "faded" ? 0.5 : 1);
  const hue = residual < 0 ? "var(--atlas-less)" : "var(--atlas-more)";
  return `color-mix(in srgb, ${hue} ${Math.round(strength * 72)}%, var(--theme-background))`;
}
