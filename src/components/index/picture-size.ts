/** Sizes of the picture by the width at hand, in CSS pixels. */

/** From this width on the legend stands beside the dots. */
export const WIDE = 820;
export const LEGEND_WIDTH = 256;
export const GAP = 20;

/** Height of the dots. */
export function stageHeight(width: number): number {
  return width >= WIDE ? 620 : width >= 560 ? 540 : 500;
}

/** Room for the legend under the dots, where it does not stand beside them. */
export function legendHeight(width: number, classes: number): number {
  if (width >= WIDE) return 0;
  return Math.ceil(classes / (width >= 508 ? 2 : 1)) * 38 + 44;
}
