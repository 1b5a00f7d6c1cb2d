/** Party by religion: a cell for every pair of levels, its dots laid as a bar from the left. */
import { attributeOf } from "../../schema/attributes.ts";
import { type Arrange, FILL, type Group, type Mark, membersOf } from "./layout.ts";

/** A heading of the grid and the level indices under it. */
export interface Heading {
  readonly label: string;
  readonly levels: readonly number[];
}

/** Width of the dots, legend aside, under which headings are cut. */
const NARROW = 520;
const ROW_GAP = 5;
const LEAST_ROW = 17;
/** Least width of a column, as a share of an even one, so that its heading fits. */
const LEAST_COLUMN = 0.72;

/** Columns of the grid: all of the party scale, or its five parts where the frame is narrow. */
export function partyHeadings(width: number): readonly Heading[] {
  if (width < NARROW)
    return [
      { label: "Dem.", levels: [0, 1, 2] },
      { label: "Indep.", levels: [3] },
      { label: "Rep.", levels: [4, 5, 6] },
      { label: "Other", levels: [7] },
      { label: "<18", levels: [8] },
    ];
  return [
    "Strong Dem.",
    "Dem.",
    "Leans Dem.",
    "Indep.",
    "Leans Rep.",
    "Rep.",
    "Strong Rep.",
    "Other party",
    "Under 18",
  ].map((label, level) => ({ label, levels: [level] }));
}

/** Rows: every religion as declared, the last for those too young to be asked. */
export function religionHeadings(): readonly Heading[] {
  const { levels } = attributeOf("religion");
  return levels.map((label, level) => ({
    label:
      level === levels.length - 1 ? "Under 15" : label.replace("Orthodox Christian", "Orthodox"),
    levels: [level],
  }));
}

/** Arranges by party (columns) and religion (rows). */
export const partyByReligion: Arrange = (personas, order, { width, height }) => {
  const { n, codes } = personas;
  const columns = partyHeadings(width);
  const rows = religionHeadings();
  const columnOf = indexOf(columns);
  const rowOf = indexOf(rows);
  const groupOf = new Int16Array(n);
  for (let i = 0; i < n; i++)
    groupOf[i] = rowOf[codes.religion[i]] * columns.length + columnOf[codes.political_views[i]];
  const members = membersOf(order, groupOf, rows.length * columns.length);
  const counts = members.map((cell) => cell.length);
  // Those too young for both questions, alone in their row, take its whole width.
  const alone = counts.slice(-columns.length, -1).every((count) => count === 0);
  const young = alone ? counts.length - 1 : -1;
  const wide = alone ? counts[young] : 0;
  if (alone) counts[young] = 0;
  const left = width < NARROW ? 104 : 112;
  const top = 42;
  const space = { width: width - left - 4, height: height - top - 4 };
  const table = dimension(counts, columns.length, space, wide);

  const x = new Float32Array(n);
  const y = new Float32Array(n);
  const groups: Group[] = [];
  const marks: Mark[] = [];
  const lefts = cumulate(table.widths, left);
  const tops = cumulate(table.heights, top);
  columns.forEach(({ label }, column) => {
    const at = lefts[column];
    marks.push(...twoLines(label, at, top - 12));
    const bottom = tops[rows.length - 1] - ROW_GAP;
    marks.push({ type: "line", x1: at - 4, y1: top - 4, x2: at - 4, y2: bottom });
  });
  rows.forEach(({ label, levels }, row) => {
    marks.push(text(left - 12, tops[row] + table.heights[row] / 2 + 2, label, "end", "quiet"));
    columns.forEach((heading, column) => {
      const cell = row * columns.length + column;
      const deep = cell === young ? table.wideDeep : table.deep[row];
      const from = cell === young ? left : lefts[column];
      members[cell].forEach((persona, place) => {
        x[persona] = from + (Math.floor(place / deep) + 0.5) * table.pitch;
        y[persona] =
          tops[row] +
          (table.heights[row] - ROW_GAP) / 2 +
          ((place % deep) - (deep - 1) / 2) * table.pitch;
      });
      groups.push({
        label: `${label}, ${heading.label}`,
        box: {
          x: from - 4,
          y: tops[row],
          width: cell === young ? space.width : table.widths[column],
          height: table.heights[row],
        },
        where: [
          { kind: "levels", key: "political_views", levels: heading.levels },
          { kind: "levels", key: "religion", levels },
        ],
      });
    });
  });
  return { x, y, radius: (table.pitch / 2) * FILL, groups, groupOf, marks };
};

interface Dimensions {
  readonly pitch: number;
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  /** Dots stacked in each row's cells. */
  readonly deep: readonly number[];
  /** Dots stacked in the last row's cell that takes the whole width. */
  readonly wideDeep: number;
}

/**
 * Column widths and row heights with which the dots are largest. `counts` is row-major;
 * `wide` further dots stand in the last row and take the whole width.
 */
export function dimension(
  counts: readonly number[],
  columns: number,
  space: { readonly width: number; readonly height: number },
  wide = 0,
): Dimensions {
  const most = Array.from({ length: columns }, (_, column) =>
    Math.max(1, ...counts.filter((_, cell) => cell % columns === column)),
  );
  let best: Dimensions | undefined;
  for (let power = 0; power <= 1; power += 0.05) {
    const total = most.reduce((sum, count) => sum + count ** power, 0);
    const widths = most.map((count) => (space.width * count ** power) / total);
    if (widths.some((width) => width < (space.width / columns) * LEAST_COLUMN)) continue;
    let low = 0;
    let high = 20;
    for (let step = 0; step < 24; step++) {
      const pitch = (low + high) / 2;
      if (stack(counts, widths, pitch, space.height, wide)) low = pitch;
      else high = pitch;
    }
    if (best && low <= best.pitch) continue;
    const rows = stack(counts, widths, low, space.height, wide);
    if (rows) best = { pitch: low, widths, ...rows };
  }
  if (!best) throw new RangeError("the frame is too small for the grid");
  return best;
}

/** Row heights at a given spacing, or null where they are more than the frame's. */
function stack(
  counts: readonly number[],
  widths: readonly number[],
  pitch: number,
  height: number,
  wide: number,
): Pick<Dimensions, "heights" | "deep" | "wideDeep"> | null {
  const columns = widths.length;
  const rows = counts.length / columns;
  const deep: number[] = [];
  for (let row = 0; row < rows; row++) {
    const needed = widths.map((width, column) =>
      Math.ceil(counts[row * columns + column] / Math.max(1, Math.floor((width - 10) / pitch))),
    );
    deep.push(Math.max(1, ...needed));
  }
  if (widths.some((width) => width - 10 < pitch)) return null;
  const length = widths.reduce((sum, width) => sum + width, 0);
  const wideDeep = Math.max(1, Math.ceil(wide / Math.max(1, Math.floor((length - 10) / pitch))));
  const heights = deep.map((dots, row) => {
    const most = row === rows - 1 && wide > 0 ? Math.max(dots, wideDeep) : dots;
    return Math.max(LEAST_ROW, most * pitch + ROW_GAP);
  });
  const spare = height - heights.reduce((sum, h) => sum + h, 0);
  return spare < 0 ? null : { heights: heights.map((h) => h + spare / rows), deep, wideDeep };
}

function indexOf(headings: readonly Heading[]): number[] {
  const index: number[] = [];
  headings.forEach(({ levels }, at) => {
    for (const level of levels) index[level] = at;
  });
  return index;
}

function cumulate(sizes: readonly number[], from: number): number[] {
  let at = from;
  return sizes.map((size) => {
    const here = at;
    at += size;
    return here;
  });
}

function twoLines(label: string, x: number, y: number): Mark[] {
  const [first, second] = label.split(" ");
  if (!second) return [text(x, y, first, "start", "strong")];
  return [text(x, y - 14, first, "start", "strong"), text(x, y, second, "start", "strong")];
}

function text(
  x: number,
  y: number,
  words: string,
  anchor: "start" | "middle" | "end",
  tone: "strong" | "quiet",
): Mark {
  return { type: "text", x, y, text: words, anchor, tone };
}
