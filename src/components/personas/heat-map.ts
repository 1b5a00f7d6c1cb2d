import { coarseLevels } from "../../schema/attribute.ts";
import { svg } from "../dom.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import { fitText, textWidth } from "../text-fit.ts";
import { SMALL_N, TYPE } from "../theme.ts";
import { type CrossTabCell, type CrossTabTable, levelsOfGroup } from "./cross-tab.ts";

/** Residuals of this size and beyond have the full colour. */
const FULL = 5;
const CELL = 26;
/** Room for the rows' totals, and the narrowest cell; a table that needs more scrolls sideways. */
const TOTALS = 44;
const NARROWEST = 28;

export interface HeatMapEvents {
  /** A cell was chosen. */
  choose(cell: CrossTabCell): void;
  /** The pointer or keyboard is on a cell, or on none. */
  read(cell: CrossTabCell | null): void;
  hover(key: string, levels: readonly number[] | null): void;
}

const headHeight = (table: CrossTabTable) =>
  Math.min(150, widest(labelsOf(table, "columns")) * Math.SQRT1_2 + 24);

/** Height in pixels of a cross-tab's picture. */
export function heatMapHeight(table: CrossTabTable): number {
  return Math.ceil(headHeight(table) + table.rowGroups.length * CELL + 28);
}

/** Residuals as two hues, n in the cells; few personas faded, fewer than ten hatched. */
export function heatMap(
  table: CrossTabTable,
  available: number,
  events: HeatMapEvents,
): SVGSVGElement {
  const head = headHeight(table);
  const height = heatMapHeight(table);
  const rowLabels = labelsOf(table, "rows");
  const names = Math.min(Math.max(110, available * 0.32), widest(rowLabels) + 12);
  const slant = Math.min(90, widest(labelsOf(table, "columns")) * Math.SQRT1_2);
  const beyond = Math.max(TOTALS, slant * 0.75);
  const across = table.columnGroups.length;
  const cellWidth = Math.max(NARROWEST, Math.min(92, (available - names - beyond) / across));
  const width = Math.max(available, Math.ceil(names + cellWidth * across + beyond));
  const left = (at: number) => names + at * cellWidth;
  const element = svg("svg", {
    class: "chart heat-map",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": `${table.rows.label} by ${table.columns.label}; arrows move between cells`,
  });
  element.append(
    svg(
      "defs",
      {},
      svg(
        "pattern",
        {
          id: "few",
          width: 5,
          height: 5,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        svg("rect", { class: "hatch", width: 1.2, height: 5 }),
      ),
    ),
  );
  table.columnGroups.forEach((group, at) => {
    const x = left(at) + cellWidth / 2;
    const text = svg(
      "text",
      { class: "name", transform: `translate(${x - 2},${head - 8}) rotate(-45)` },
      fitText(coarseLevels(table.columns)[group], 170, TYPE.label),
    );
    listenToLabel(text, () => [table.columns.key, levelsOfGroup(table.columns, group)], events);
    element.append(
      text,
      svg(
        "text",
        { class: "total", x, y: height - 10, "text-anchor": "middle" },
        formatCount(table.columnTotals[group]),
      ),
    );
  });
  table.rowGroups.forEach((group, at) => {
    const y = head + at * CELL + CELL / 2;
    const text = svg(
      "text",
      { class: "name", x: names - 8, y, dy: "0.35em", "text-anchor": "end" },
      fitText(rowLabels[at], names - 10, TYPE.label),
    );
    listenToLabel(text, () => [table.rows.key, levelsOfGroup(table.rows, group)], events);
    element.append(
      text,
      svg(
        "text",
        { class: "total", x: left(table.columnGroups.length) + 6, y, dy: "0.35em" },
        formatCount(table.rowTotals[group]),
      ),
    );
  });
  const marks = table.cells.map((cell, i) => {
    const at = i % table.columnGroups.length;
    const y = head + Math.floor(i / table.columnGroups.length) * CELL;
    const mark = svg(
      "g",
      {
        class: `cell ${cell.reading}`,
        role: "button",
        tabindex: i === 0 ? 0 : -1,
        "aria-label": cellSentence(table, cell),
      },
      svg("rect", {
        class: "paint",
        x: left(at) + 0.5,
        y: y + 0.5,
        width: Math.max(1, cellWidth - 1),
        height: CELL - 1,
        style: `fill: ${paint(cell)}`,
      }),
    );
    const label = cell.reading === "suppressed" ? "<10" : formatCount(cell.n);
    if (textWidth(label, TYPE.small) < cellWidth - 2) {
      mark.append(
        svg(
          "text",
          { x: left(at) + cellWidth / 2, y: y + CELL / 2, dy: "0.35em", "text-anchor": "middle" },
          label,
        ),
      );
    }
    mark.addEventListener("pointerenter", () => events.read(cell));
    mark.addEventListener("pointerleave", () => events.read(null));
    mark.addEventListener("focus", () => {
      for (const other of marks) other.setAttribute("tabindex", "-1");
      mark.setAttribute("tabindex", "0");
      events.read(cell);
    });
    mark.addEventListener("blur", () => events.read(null));
    mark.addEventListener("click", () => events.choose(cell));
    element.append(mark);
    return mark;
  });
  element.addEventListener("keydown", (event) => {
    const at = marks.indexOf(document.activeElement as SVGGElement);
    if (at < 0) return;
    const across = table.columnGroups.length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    if (event.key === "Enter" || event.key === " ") events.choose(table.cells[at]);
    else if (step === undefined) return;
    else marks[at + step]?.focus();
    event.preventDefault();
  });
  return element;
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

function listenToLabel(
  text: SVGTextElement,
  group: () => [string, readonly number[]],
  events: HeatMapEvents,
): void {
  text.addEventListener("pointerenter", () => events.hover(...group()));
  text.addEventListener("pointerleave", () => events.hover(group()[0], null));
}

function labelsOf(table: CrossTabTable, side: "rows" | "columns"): string[] {
  const groups = side === "rows" ? table.rowGroups : table.columnGroups;
  return groups.map((group) => coarseLevels(table[side])[group]);
}

function widest(labels: readonly string[]): number {
  return Math.min(170, Math.max(0, ...labels.map((label) => textWidth(label, TYPE.label))));
}
