/** The age pyramid: five-year bands, men to the left and women to the right. */
import { type Arrange, type Box, FILL, type Group, type Mark, membersOf } from "./layout.ts";

const BAND_YEARS = 5;
const BANDS = 18;
const TOP = 26;
const BAND_GAP = 3;

/** Each band's dots are stacked from the middle outwards; a band's length is its number of people. */
export const pyramid: Arrange = (personas, order, { width, height }) => {
  const { n, numbers, codes } = personas;
  const gutter = width < 560 ? 48 : 56;
  const middle = width / 2;
  const halfWidth = middle - gutter / 2 - 2;
  const bandHeight = (height - TOP - 2) / BANDS;
  const groupOf = new Int16Array(n);
  for (let row = 0; row < n; row++) {
    const band = Math.min(BANDS - 1, Math.floor(numbers.age[row] / BAND_YEARS));
    groupOf[row] = (BANDS - 1 - band) * 2 + codes.sex[row];
  }
  const members = membersOf(order, groupOf, BANDS * 2);
  const { pitch, deep } = stacking(
    Math.max(1, ...members.map((rows) => rows.length)),
    halfWidth,
    bandHeight - BAND_GAP,
  );

  const x = new Float32Array(n);
  const y = new Float32Array(n);
  const groups: Group[] = [];
  const marks: Mark[] = [
    label(middle - gutter / 2, 14, "Men", "end", "strong"),
    label(middle, 14, "Age", "middle", "quiet"),
    label(middle + gutter / 2, 14, "Women", "start", "strong"),
  ];
  members.forEach((rows, group) => {
    const band = BANDS - 1 - (group >> 1);
    const female = group % 2 === 1;
    const side = female ? 1 : -1;
    const top = TOP + (group >> 1) * bandHeight;
    rows.forEach((row, place) => {
      const column = Math.floor(place / deep);
      x[row] = middle + side * (gutter / 2 + (column + 0.5) * pitch);
      y[row] = top + bandHeight / 2 + ((place % deep) - (deep - 1) / 2) * pitch;
    });
    const from = band * BAND_YEARS;
    const oldest = band === BANDS - 1;
    const years = oldest ? `${from}+` : `${from}–${from + BAND_YEARS - 1}`;
    if (!female) marks.push(label(middle, top + bandHeight / 2 + 4, years, "middle", "quiet"));
    const box: Box = {
      x: female ? middle : 0,
      y: top,
      width: middle,
      height: bandHeight,
    };
    groups.push({
      label: `${female ? "Women" : "Men"}, ${years}`,
      box,
      where: [
        { kind: "range", key: "age", from, to: oldest ? null : from + BAND_YEARS - 1 },
        { kind: "levels", key: "sex", levels: [female ? 1 : 0] },
      ],
    });
  });
  return { x, y, radius: (pitch / 2) * FILL, groups, groupOf, marks };
};

/** The number of dots across a band that makes the dots largest when `most` of them fill `length`. */
export function stacking(
  most: number,
  length: number,
  depth: number,
): { readonly pitch: number; readonly deep: number } {
  let best = { pitch: 0, deep: 1 };
  for (let deep = 1; deep <= most; deep++) {
    const pitch = Math.min(depth / deep, length / Math.ceil(most / deep));
    if (pitch > best.pitch) best = { pitch, deep };
  }
  return best;
}

function label(
  x: number,
  y: number,
  text: string,
  anchor: "start" | "middle" | "end",
  tone: "strong" | "quiet",
): Mark {
  return { type: "text", x, y, text, anchor, tone };
}
