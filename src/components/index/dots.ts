/** Drawing the dots: on canvas for movement, as SVG circles for files and paper. */
import { svg } from "../dom.ts";
import type { Places } from "./motion.ts";

export interface Paint {
  /** Class per persona, and the colour of each class. */
  readonly classOf: Uint8Array;
  readonly colors: readonly string[];
  /** Classes whose dots are open. */
  readonly open: readonly boolean[];
  /** 1 for each persona at full strength; null where all are. */
  readonly lit: Uint8Array | null;
}

/** Strength of the dots that are not in what is selected or pointed at. */
export const DIM = 0.14;

const OPEN_STROKE = 1;

const TURN = 2 * Math.PI;

/** Draws all dots, one path per colour and strength. */
export function drawDots(
  context: CanvasRenderingContext2D,
  { x, y, radius }: Places,
  { classOf, colors, open, lit }: Paint,
): void {
  for (const strength of lit ? [0, 1] : [1]) {
    context.globalAlpha = strength === 1 ? 1 : DIM;
    colors.forEach((color, at) => {
      context.beginPath();
      const r = open[at] ? radius - OPEN_STROKE / 2 : radius;
      for (let row = 0; row < classOf.length; row++) {
        if (classOf[row] !== at || (lit && lit[row] !== strength)) continue;
        context.moveTo(x[row] + r, y[row]);
        context.arc(x[row], y[row], r, 0, TURN);
      }
      if (open[at]) {
        context.strokeStyle = color;
        context.lineWidth = OPEN_STROKE;
        context.stroke();
      } else {
        context.fillStyle = color;
        context.fill();
      }
    });
  }
  context.globalAlpha = 1;
}

/** A ring around one dot. */
export function drawRing(
  context: CanvasRenderingContext2D,
  { x, y, radius }: Places,
  row: number,
  color: string,
): void {
  context.beginPath();
  context.arc(x[row], y[row], radius + 2.5, 0, TURN);
  context.lineWidth = 2;
  context.strokeStyle = color;
  context.stroke();
}

/** The dots as circles, grouped by colour. */
export function dotsAsCircles(
  { x, y, radius }: Places,
  { classOf, colors, open, lit }: Paint,
): SVGGElement {
  const group = svg("g", { class: "picture-circles" });
  colors.forEach((color, at) => {
    const circles = svg(
      "g",
      open[at]
        ? { fill: "none", stroke: color, "stroke-width": OPEN_STROKE }
        : { fill: color, stroke: "none" },
    );
    for (let row = 0; row < classOf.length; row++) {
      if (classOf[row] !== at) continue;
      circles.append(
        svg("circle", {
          cx: x[row].toFixed(1),
          cy: y[row].toFixed(1),
          r: (open[at] ? radius - OPEN_STROKE / 2 : radius).toFixed(2),
          opacity: lit && !lit[row] ? DIM : null,
        }),
      );
    }
    group.append(circles);
  });
  return group;
}
