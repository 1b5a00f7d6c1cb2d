/** One prompt's shares on a line from the second position to the first. */
import type { Interval } from "../../stats/wilson.ts";
import { svg } from "../dom.ts";
import { formatShare } from "../format.ts";
import { fitText } from "../text-fit.ts";

export interface StripGroup {
  readonly label: string;
  readonly color: string;
  readonly share: number;
  readonly n: number;
}

export interface Strip extends Interval {
  /** Share for the first position, of everybody. */
  readonly share: number;
  readonly groups: readonly StripGroup[];
  /** Names of the first and the second position. */
  readonly positions: readonly [string, string];
}

export const STRIP_HEIGHT = 40;
const PAD = 7;

/** Dots are groups, the dark tick everybody with the 95 % interval; half is the hairline. */
export function shareStrip(strip: Strip, width: number): SVGSVGElement {
  const { share, low, high, groups, positions } = strip;
  const x = (value: number) => PAD + value * (width - 2 * PAD);
  const middle = 12;
  const half = (width - 2 * PAD) / 2 - 6;
  const element = svg(
    "svg",
    {
      class: "chart strip",
      width,
      height: STRIP_HEIGHT,
      viewBox: `0 0 ${width} ${STRIP_HEIGHT}`,
      role: "img",
      "aria-label": `${formatShare(share)} for “${positions[0]}” (95 % interval ${formatShare(low)} to ${formatShare(high)})`,
    },
    svg("line", { class: "axis", x1: x(0), x2: x(1), y1: middle, y2: middle }),
    svg("line", { class: "axis", x1: x(0.5), x2: x(0.5), y1: 3, y2: 21 }),
    svg("line", { class: "whole", x1: x(low), x2: x(high), y1: middle, y2: middle }),
  );
  for (const group of groups) {
    element.append(
      svg(
        "circle",
        { class: "dot", cx: x(group.share), cy: middle, r: 4.5, style: `fill: ${group.color}` },
        svg("title", {}, `${group.label}: ${formatShare(group.share)} of ${group.n}`),
      ),
    );
  }
  element.append(
    svg("rect", { class: "tick", x: x(share) - 1, y: 3, width: 2, height: 18 }),
    svg("text", { class: "axis-label", x: x(0), y: 35 }, fitText(`← ${positions[1]}`, half, 11)),
    svg(
      "text",
      { class: "axis-label", x: x(1), y: 35, "text-anchor": "end" },
      fitText(`${positions[0]} →`, half, 11),
    ),
  );
  return element;
}
