/** Party by religion: a cell for every pair of levels, its dots laid as a bar from the left. */
import { attributeOf } from "../../schema/attributes.ts";
import { dimension, ROW_GAP } from "./grid-dimension.ts";
import { type Arrange, FILL, type Group, type Mark, membersOf } from "./layout.ts";

/** A heading of the grid and the level indices under it. */
export interface Heading {
  readonly label: string;
  readonly levels: readonly number[];
}

/** Width of the dots, legend aside, under which headings are cut. */
const NARROW = 520;

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
