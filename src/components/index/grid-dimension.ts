/** Sizes of a grid of dots: how wide its columns, how high its rows, how large the dots. */
/** Free height under the dots of a row. */
export const ROW_GAP = 5;
const LEAST_ROW = 17;
/** Least width of a column, as a share of an even one, so that its heading fits. */
const LEAST_COLUMN = 0.72;

export interface Dimensions {
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
