/** The stage of the signature picture: a canvas of dots that move, tell who they are and can be chosen. */
import { quadtree } from "npm:d3";
import { html, svg } from "../dom.ts";
import { prefersReducedMotion } from "../theme.ts";
import { boxBetween } from "./brush.ts";
import { dotsAsCircles, drawDots, drawRing, type Paint } from "./dots.ts";
import type { Box, Frame, Layout } from "./layout.ts";
import { MOVE, type Places, placesAt, wave } from "./motion.ts";
import { backdrop, labels, type Outlines } from "./scenery.ts";
import { type Direction, groupNeighbour, neighbour } from "./walk.ts";

export interface StageOptions {
  readonly outlines: Outlines;
  /** The line about a persona. */
  readonly describe: (row: number) => string;
  readonly onOpen: (row: number) => void;
  /** Called while a rectangle is drawn and when it is done; null when it is taken back. */
  readonly onBrush: (box: Box | null) => void;
  /** Called when the keyboard asks for the group of a persona. */
  readonly onChoose: (row: number) => void;
}

export interface Stage {
  readonly element: HTMLElement;
  /** Shows a layout: moves there, or is there at once. */
  show(layout: Layout, frame: Frame, move: boolean): void;
  paint(paint: Paint): void;
  /** The picture as one SVG within the page, and a way to take it out again. */
  asSvg(): { readonly picture: SVGSVGElement; remove(): void };
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
/** How far a pointer may be from a dot's edge and still mean it, and how far it goes before it draws. */
const REACH = 8;
const SLACK = 5;

export function stage(options: StageOptions): Stage {
  const canvas = html("canvas", {
    class: "picture-canvas",
    role: "application",
    tabindex: 0,
    "aria-label":
      "Every persona a dot. Arrow keys move among dots, Page Up and Page Down among groups, Enter opens a persona, Space selects its group, Escape clears.",
  });
  const behind = svg("svg", { class: "picture-behind", "aria-hidden": "true" });
  const above = svg("svg", { class: "picture-above", "aria-hidden": "true" });
  const brush = html("div", { class: "picture-brush", hidden: true });
  const tip = html("div", { class: "picture-tip", hidden: true });
  const spoken = html("p", { class: "visually-hidden", "aria-live": "polite" });
  const element = html(
    "div",
    { class: "picture-stage" },
    behind,
    canvas,
    above,
    brush,
    tip,
    spoken,
  );
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no canvas to draw on.");

  let layout: Layout | null = null;
  let frame: Frame = { width: 0, height: 0 };
  let current: Places = { x: new Float32Array(), y: new Float32Array(), radius: 0 };
  let colors: Paint = { classOf: new Uint8Array(), colors: [], open: [], lit: null };
  let tree: ReturnType<typeof treeOf> | null = null;
  let pointed = -1;
  let moving = 0;
  let queued = 0;

  const draw = () => {
    queued = 0;
    context.clearRect(0, 0, frame.width, frame.height);
    drawDots(context, current, colors);
    if (pointed >= 0 && !moving)
      drawRing(context, current, pointed, getComputedStyle(element).color);
  };
  const redraw = () => {
    if (!queued && !moving) queued = requestAnimationFrame(draw);
  };
  const settle = (next: Layout) => {
    moving = 0;
    current = { x: next.x, y: next.y, radius: next.radius };
    tree = treeOf(next);
    element.classList.remove("moving");
    draw();
    if (pointed >= 0 && document.activeElement === canvas) point(pointed, false);
  };
  const moveTo = (next: Layout) => {
    const from: Places = { x: current.x.slice(), y: current.y.slice(), radius: current.radius };
    const place = { x: new Float32Array(next.x.length), y: new Float32Array(next.x.length) };
    const delay = wave(next, frame.width);
    const start = performance.now();
    cancelAnimationFrame(moving);
    hideTip();
    element.classList.add("moving");
    const step = (now: number) => {
      const elapsed = now - start;
      if (elapsed >= MOVE.all) return settle(next);
      current = { ...place, radius: placesAt(from, next, delay, Math.max(0, elapsed), place) };
      draw();
      moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  };

  const hideTip = () => {
    tip.hidden = true;
  };
  const point = (row: number, aloud: boolean) => {
    const changed = row !== pointed;
    pointed = row;
    if (row < 0) hideTip();
    else if (changed || tip.hidden) {
      const line = options.describe(row);
      tip.textContent = line;
      tip.hidden = false;
      const left = Math.min(
        Math.max(4, current.x[row] - tip.offsetWidth / 2),
        frame.width - tip.offsetWidth - 4,
      );
      const over = current.y[row] - current.radius - tip.offsetHeight - 8;
      const top = over > 0 ? over : current.y[row] + current.radius + 8;
      tip.style.transform = `translate(${left}px, ${top}px)`;
      if (aloud) spoken.textContent = line;
    }
    canvas.classList.toggle("pointing", row >= 0);
    if (changed) redraw();
  };
  const rowAt = (event: PointerEvent | MouseEvent) => {
    const [x, y] = placeOf(event);
    return tree?.find(x, y, current.radius + REACH) ?? -1;
  };
  const placeOf = (event: MouseEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  listenToPointer();
  canvas.addEventListener("keydown", (event) => {
    if (!layout || moving || layout.x.length === 0) return;
    const at = Math.max(pointed, 0);
    const direction = ARROWS[event.key];
    let next = -1;
    if (direction) next = pointed < 0 ? 0 : neighbour(layout, at, direction);
    else if (event.key === "PageDown") next = groupNeighbour(layout, at, 1);
    else if (event.key === "PageUp") next = groupNeighbour(layout, at, -1);
    else if (event.key === "Home") next = 0;
    else if (event.key === "End") next = layout.x.length - 1;
    else if (event.key === "Enter" && pointed >= 0) options.onOpen(pointed);
    else if (event.key === " " && pointed >= 0) options.onChoose(pointed);
    else if (event.key === "Escape") options.onBrush(null);
    else return;
    event.preventDefault();
    if (next >= 0) point(next, true);
  });
  canvas.addEventListener("blur", () => point(-1, false));

  function listenToPointer(): void {
    let from: [number, number] | null = null;
    let drawing = false;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || moving) return;
      from = placeOf(event);
      drawing = false;
      // A finger scrolls the page; a mouse or a pen may leave the canvas while it draws.
      if (event.pointerType !== "touch") canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (moving) return;
      if (!from || event.pointerType === "touch") return point(rowAt(event), false);
      const [x, y] = placeOf(event);
      if (!drawing && Math.hypot(x - from[0], y - from[1]) < SLACK) return;
      drawing = true;
      point(-1, false);
      const box = boxBetween(...clamped(from[0], from[1], frame), ...clamped(x, y, frame));
      brush.hidden = false;
      brush.style.transform = `translate(${box.x}px, ${box.y}px)`;
      brush.style.width = `${box.width}px`;
      brush.style.height = `${box.height}px`;
      options.onBrush(box);
    });
    canvas.addEventListener("pointerup", (event) => {
      if (from && !drawing) {
        const row = rowAt(event);
        if (row >= 0) options.onOpen(row);
        else options.onBrush(null);
      }
      from = null;
      brush.hidden = true;
    });
    canvas.addEventListener("pointercancel", () => {
      from = null;
      brush.hidden = true;
    });
    canvas.addEventListener("pointerleave", () => {
      if (!from) point(-1, false);
    });
  }

  return {
    element,
    show(next, size, move) {
      const resized = size.width !== frame.width || size.height !== frame.height;
      frame = size;
      layout = next;
      if (resized) {
        const ratio = devicePixelRatio || 1;
        canvas.width = Math.round(size.width * ratio);
        canvas.height = Math.round(size.height * ratio);
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        element.style.height = `${size.height}px`;
        for (const layer of [behind, above])
          layer.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
      }
      behind.replaceChildren(backdrop(next.marks, options.outlines));
      above.replaceChildren(labels(next.marks));
      const known = current.x.length === next.x.length;
      if (move && known && !prefersReducedMotion()) moveTo(next);
      else {
        cancelAnimationFrame(moving);
        settle(next);
      }
    },
    paint(next) {
      colors = next;
      redraw();
    },
    asSvg() {
      const { width, height } = frame;
      const picture = svg("svg", { class: "picture-print chart", width, height });
      picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
      if (layout) {
        picture.append(
          backdrop(layout.marks, options.outlines),
          dotsAsCircles(layout, colors),
          labels(layout.marks),
        );
      }
      element.append(picture);
      return { picture, remove: () => picture.remove() };
    },
  };
}

function clamped(x: number, y: number, { width, height }: Frame): [number, number] {
  return [Math.max(0, Math.min(width, x)), Math.max(0, Math.min(height, y))];
}

function treeOf({ x, y }: Layout) {
  return quadtree<number>(
    Array.from(x.keys()),
    (row) => x[row],
    (row) => y[row],
  );
}
