/** Small pictures of the pages about feedback. */
import { svg } from "../dom.ts";
import { INK } from "../theme.ts";

export interface Glimpses {
  readonly choices: number;
  /** Gaps by topic and party. */
  readonly gaps: readonly (readonly number[])[];
  /** Shares of two groups, by topic. */
  readonly sides: readonly (readonly [number, number])[];
  /** Parts of the variance of choices; null where there are too few choices to tell. */
  readonly parts: readonly number[] | null;
  /** Pass rate, low and high, by model; none where there is no run. */
  readonly served: readonly (readonly [number, number, number])[];
}

/** A heat map of gaps. */
export function gapPicture(
  { gaps }: Glimpses,
  frame: SVGSVGElement,
  width: number,
  height: number,
) {
  const across = Math.max(1, ...gaps.map((row) => row.length));
  const cell = [width / across, height / Math.max(1, gaps.length)];
  gaps.forEach((row, y) => {
    row.forEach((gap, x) => {
      const hue = gap < 0 ? "var(--atlas-less)" : "var(--atlas-more)";
      const strength = Math.round(Math.min(1, Math.abs(gap) / 0.25) * 80);
      frame.append(
        svg("rect", {
          x: x * cell[0],
          y: y * cell[1],
          width: cell[0] - 2,
          height: cell[1] - 2,
          style: `fill: color-mix(in srgb, ${hue} ${strength}%, var(--theme-background))`,
        }),
      );
    });
  });
  return frame;
}

/** Two marks a topic. */
export function sidesPicture(
  { sides }: Glimpses,
  frame: SVGSVGElement,
  width: number,
  height: number,
) {
  const step = height / Math.max(1, sides.length);
  const x = (share: number) => 8 + share * (width - 16);
  sides.forEach(([a, b], at) => {
    const y = (at + 0.5) * step;
    frame.append(
      svg("line", { x1: x(a), x2: x(b), y1: y, y2: y, stroke: INK.hairline, "stroke-width": 2 }),
      svg("circle", { cx: x(a), cy: y, r: 3.6, style: "fill: var(--atlas-side-a)" }),
      svg("circle", { cx: x(b), cy: y, r: 3.6, style: "fill: var(--atlas-side-b)" }),
    );
  });
  return frame;
}

/** The parts of the variance, side by side. */
export function partsPicture(
  { parts }: Glimpses,
  frame: SVGSVGElement,
  width: number,
  height: number,
) {
  const colors = [
    "var(--atlas-context)",
    "var(--atlas-side-b)",
    "var(--atlas-population)",
    "var(--theme-foreground-faintest)",
  ];
  if (parts === null) {
    const words = { x: 0, y: height / 2, fill: INK.muted, "font-size": 13 };
    frame.append(svg("text", words, "Too few choices to tell"));
    return frame;
  }
  let x = 0;
  parts.forEach((part, at) => {
    const across = Math.max(0, part) * width;
    frame.append(
      svg("rect", {
        x,
        y: height * 0.3,
        width: Math.max(0, across - 2),
        height: height * 0.4,
        style: `fill: ${colors[at]}`,
      }),
    );
    x += across;
  });
  return frame;
}

/** A mark with its interval for each model. */
export function servedPicture(
  { served }: Glimpses,
  frame: SVGSVGElement,
  width: number,
  height: number,
) {
  const ends = served.flat();
  const [least, most] = [Math.min(...ends) - 0.02, Math.max(...ends) + 0.02];
  const x = (share: number) => 8 + ((share - least) / (most - least)) * (width - 16);
  served.forEach(([rate, low, high], at) => {
    const y = ((at + 0.5) * height) / served.length;
    frame.append(
      svg("line", { x1: 0, x2: width, y1: y, y2: y, stroke: INK.hairline }),
      svg("line", {
        x1: x(low),
        x2: x(high),
        y1: y,
        y2: y,
        stroke: INK.population,
        "stroke-width": 3,
      }),
      svg("circle", { cx: x(rate), cy: y, r: 5, fill: INK.population }),
    );
  });
  return frame;
}
