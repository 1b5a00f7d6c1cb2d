/** A grid of painted cells with names on two sides: cross-tabs, heat maps, matrices. */
import { svg } from "./dom.ts";
import { fitText, textWidth } from "./text-fit.ts";
import { TYPE } from "./theme.ts";

export interface GridHead {
  readonly label: string;
  /** Beyond the last cell of the row, or under the last of the column. */
  readonly total?: string;
  /** The group's own colour, as a mark beside its name. */
  readonly color?: string;
}

export interface GridCell {
  /** Left out where it does not fit. */
  readonly text: string;
  /** A CSS paint; `url(#few)` hatches. */
  readonly paint: string;
  /** Space-separated: `full`, `faded`, `suppressed`, `empty`, `open` (an outline only). */
  readonly reading: string;
  /** What the cell says, in one line. */
  readonly sentence: string;
}

export interface Grid {
  /** What it is, and how to move in it. */
  readonly label: string;
  readonly rows: readonly GridHead[];
  readonly columns: readonly GridHead[];
  /** Row-major. */
  readonly cells: readonly GridCell[];
  /** Whether names of rows can be chosen. */
  readonly hasRowAction?: boolean;
}

export interface GridEvents {
  /** A cell was chosen, by its place. */
  choose(at: number): void;
  /** The pointer or the keyboard is on a cell, or on none. */
  read(at: number | null): void;
  hoverRow?(row: number | null): void;
  hoverColumn?(column: number | null): void;
  chooseRow?(row: number): void;
}

const CELL = 26;
/** Room for the rows' totals, and the narrowest cell; a grid that needs more scrolls sideways. */
const TOTALS = 44;
const NARROWEST = 28;
const WIDEST = 92;
/** Names longer than this are cut, on top and at the side. */
const LONGEST_HEAD = 170;
const LONGEST_NAME = 280;

const widest = (heads: readonly GridHead[], most: number) =>
  Math.min(most, Math.max(0, ...heads.map(({ label }) => textWidth(label, TYPE.label))));

const headHeight = ({ columns }: Grid) =>
  Math.min(150, widest(columns, LONGEST_HEAD) * Math.SQRT1_2 + 24);
const hasTotals = (heads: readonly GridHead[]) => heads.some(({ total }) => total !== undefined);

/** Height in pixels of a grid's picture. */
export function gridHeight(grid: Grid): number {
  const foot = hasTotals(grid.columns) ? 28 : 6;
  return Math.ceil(headHeight(grid) + grid.rows.length * CELL + foot);
}

/** Draws a grid. Arrows move between cells, Enter chooses one. */
export function cellGrid(grid: Grid, available: number, events: GridEvents): SVGSVGElement {
  const { rows, columns, cells } = grid;
  const head = headHeight(grid);
  const height = gridHeight(grid);
  const swatch = rows.some(({ color }) => color) ? 16 : 0;
  const names = Math.min(Math.max(110, available * 0.32), widest(rows, LONGEST_NAME) + 12 + swatch);
  const slant = Math.min(90, widest(columns, LONGEST_HEAD) * Math.SQRT1_2);
  const beyond = Math.max(hasTotals(rows) ? TOTALS : 8, slant * 0.75);
  const across = columns.length;
  const cellWidth = Math.max(NARROWEST, Math.min(WIDEST, (available - names - beyond) / across));
  const width = Math.max(available, Math.ceil(names + cellWidth * across + beyond));
  const left = (at: number) => names + at * cellWidth;
  const element = svg("svg", {
    class: "chart heat-map",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": grid.label,
  });
  element.append(fewPattern());
  columns.forEach(({ label, total, color }, at) => {
    const x = left(at) + cellWidth / 2;
    const text = svg(
      "text",
      { class: "name", transform: `translate(${x - 2},${head - (color ? 12 : 8)}) rotate(-45)` },
      fitText(label, LONGEST_HEAD, TYPE.label),
    );
    text.addEventListener("pointerenter", () => events.hoverColumn?.(at));
    text.addEventListener("pointerleave", () => events.hoverColumn?.(null));
    element.append(text);
    if (color) {
      element.append(
        svg("rect", {
          x: left(at) + 0.5,
          y: head - 6,
          width: Math.max(1, cellWidth - 1),
          height: 4,
          style: `fill: ${color}`,
        }),
      );
    }
    if (total !== undefined) {
      element.append(
        svg("text", { class: "total", x, y: height - 10, "text-anchor": "middle" }, total),
      );
    }
  });
  rows.forEach(({ label, total, color }, at) => {
    const y = head + at * CELL + CELL / 2;
    const text = svg(
      "text",
      {
        class: `name${grid.hasRowAction ? " action" : ""}`,
        x: names - 8 - (color ? swatch : 0),
        y,
        dy: "0.35em",
        "text-anchor": "end",
      },
      fitText(label, names - 10 - swatch, TYPE.label),
    );
    text.addEventListener("pointerenter", () => events.hoverRow?.(at));
    text.addEventListener("pointerleave", () => events.hoverRow?.(null));
    if (grid.hasRowAction) text.addEventListener("click", () => events.chooseRow?.(at));
    element.append(text);
    if (color) {
      element.append(
        svg("rect", {
          x: names - 16,
          y: y - 6,
          width: 9,
          height: 12,
          rx: 2,
          style: `fill: ${color}`,
        }),
      );
    }
    if (total !== undefined) {
      element.append(svg("text", { class: "total", x: left(across) + 6, y, dy: "0.35em" }, total));
    }
  });
  const marks = cells.map((cell, i) => {
    const mark = cellMark(
      cell,
      left(i % across),
      head + Math.floor(i / across) * CELL,
      cellWidth,
      i,
    );
    mark.addEventListener("pointerenter", () => events.read(i));
    mark.addEventListener("pointerleave", () => events.read(null));
    mark.addEventListener("focus", () => {
      for (const other of marks) other.setAttribute("tabindex", "-1");
      mark.setAttribute("tabindex", "0");
      events.read(i);
    });
    mark.addEventListener("blur", () => events.read(null));
    mark.addEventListener("click", () => events.choose(i));
    element.append(mark);
    return mark;
  });
  element.addEventListener("keydown", (event) => {
    const at = marks.indexOf(document.activeElement as SVGGElement);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    if (event.key === "Enter" || event.key === " ") events.choose(at);
    else if (step === undefined) return;
    else marks[at + step]?.focus();
    event.preventDefault();
  });
  return element;
}

function cellMark(cell: GridCell, x: number, y: number, width: number, i: number): SVGGElement {
  const isOpen = cell.reading.includes("open");
  const inset = isOpen ? 2 : 0.5;
  const mark = svg(
    "g",
    {
      class: `cell ${cell.reading}`,
      role: "button",
      tabindex: i === 0 ? 0 : -1,
      "aria-label": cell.sentence,
    },
    svg("rect", {
      class: "paint",
      x: x + inset,
      y: y + inset,
      width: Math.max(1, width - 2 * inset),
      height: CELL - 2 * inset,
      style: isOpen
        ? `fill: var(--theme-background); stroke: ${cell.paint}`
        : `fill: ${cell.paint}`,
    }),
  );
  if (cell.text !== "" && textWidth(cell.text, TYPE.small) < width - 2) {
    mark.append(
      svg(
        "text",
        { x: x + width / 2, y: y + CELL / 2, dy: "0.35em", "text-anchor": "middle" },
        cell.text,
      ),
    );
  }
  return mark;
}

/** What cells of too few people are filled with. */
function fewPattern(): SVGDefsElement {
  return svg(
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
  );
}
