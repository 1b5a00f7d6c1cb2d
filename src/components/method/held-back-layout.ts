/** Where the parts of the chart of held-back items stand, and its legend. */
import { svg } from "../dom.ts";
import { textWidth, wrapText } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";
import { groupMark } from "./group-marks.ts";
import type { HeldBackGroup, OpinionFit } from "./opinion-fit.ts";

const NARROW = 720;
const HEAD = 30;
const LEGEND_LINE = 22;
/** Height of the marks of an item, and of a line of its words. */
export const ROW = 62;
export const LABEL = 15;

export interface Layout {
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly row: number;
  readonly height: number;
  readonly legend: readonly LegendPlace[];
}

export interface LegendPlace {
  readonly label: string;
  /** Index of the group; null for the survey. */
  readonly group: number | null;
  readonly x: number;
  readonly y: number;
}

export function layoutOf({ heldBack, items }: OpinionFit, width: number): Layout {
  const narrow = width < NARROW;
  const legend = legendOf(heldBack[0]?.groups ?? [], width);
  const top = HEAD + LEGEND_LINE + (legend.at(-1)?.y ?? 0);
  const lines = heldBack.map(
    ({ item }) => wrapText(items[item].meaning, width - 24, TYPE.label).length,
  );
  const row = narrow ? ROW + (1 + Math.max(1, ...lines)) * LABEL : ROW;
  return {
    narrow,
    left: narrow ? 12 : 290,
    right: narrow ? 24 : 150,
    top,
    row,
    height: top + heldBack.length * row + 4,
    legend,
  };
}

function legendOf(groups: readonly HeldBackGroup[], width: number): LegendPlace[] {
  let [x, y] = [0, 0];
  const labels = ["Survey", ...groups.map(({ level }) => `Simulated ${level}s`)];
  return labels.map((label, at) => {
    const across = 14 + textWidth(label, TYPE.label);
    if (x > 0 && x + across > width) [x, y] = [0, y + LEGEND_LINE];
    const place = { label, group: at === 0 ? null : at - 1, x, y };
    x += across + 18;
    return place;
  });
}

export function legendMark(
  { label, group, x, y }: LegendPlace,
  levels: readonly string[],
): Element[] {
  const mark =
    group === null
      ? svg("line", {
          x1: x + 5,
          x2: x + 5,
          y1: y + 4,
          y2: y + 20,
          stroke: INK.target,
          "stroke-width": 2.5,
        })
      : groupMark(levels[group], group, x + 5, y + 12);
  return [mark, svg("text", { x: x + 14, y: y + 16, fill: INK.text }, label)];
}
