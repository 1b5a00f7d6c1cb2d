/** Columns of a number attribute with a brush over them; made once for a width and changed in place. */
import { wilson } from "../../stats/wilson.ts";
import { setAttributes, svg } from "../dom.ts";
import { formatPoints, formatShare } from "../format.ts";
import type { RangeFilter } from "../slices/slice.ts";
import { SMALL_N } from "../theme.ts";
import {
  type ChartEvents,
  type ChartState,
  notableDifference,
  referenceShare,
} from "./attribute-chart.ts";
import type { NumberAxis } from "./number-axis.ts";
import { everybodyShare, type Population } from "./population.ts";

export const HISTOGRAM_HEIGHT = 176;
const AXIS = 20;
const TOP = 18;

export interface Histogram {
  readonly element: SVGSVGElement;
  update(state: ChartState): void;
}

export interface BrushEvents extends ChartEvents {
  /** A range under the brush; `passing` until the pointer is released. Null takes the filter away. */
  brush(key: string, range: RangeFilter | null, passing: boolean): void;
}

export function histogram(
  axis: NumberAxis,
  population: Population,
  width: number,
  events: BrushEvents,
): Histogram {
  const { attribute, levels, spans, sizes } = axis;
  const { key, label } = attribute;
  const { targets } = population;
  const bottom = HISTOGRAM_HEIGHT - AXIS;
  const inner = width - 2;
  const x = (place: number) => 1 + place * inner;
  const element = svg("svg", {
    class: "chart histogram",
    width,
    height: HISTOGRAM_HEIGHT,
    viewBox: `0 0 ${width} ${HISTOGRAM_HEIGHT}`,
    role: "img",
    "aria-label": `${label}, personas by band; the fields below choose a range`,
  });
  const density = (share: number, at: number) => share / sizes[at];
  const largest = Math.max(
    ...levels.map((level, at) =>
      Math.max(
        density(everybodyShare(population, key, level), at),
        density(targets[key]?.shares[level] ?? 0, at),
      ),
    ),
  );
  const columns = levels.map((level, at) => {
    const left = x(spans[at][0]) + 0.5;
    const breadth = Math.max(1, x(spans[at][1]) - x(spans[at][0]) - 1);
    const context = svg("rect", { class: "context", x: left, width: breadth });
    const bar = svg("rect", { class: "bar", x: left, width: breadth });
    const inset = svg("rect", {
      class: "inset",
      x: left + breadth / 2 - Math.min(3, breadth / 6),
      width: Math.min(6, breadth / 3),
    });
    const tick = svg("rect", { class: "tick", x: left, width: breadth, height: 2 });
    const middle = left + breadth / 2;
    const interval = svg("line", { class: "interval", x1: middle, x2: middle });
    const title = svg("title");
    const difference = svg("text", {
      class: "difference",
      x: middle,
      "text-anchor": "middle",
    });
    const column = svg(
      "g",
      { class: "column" },
      title,
      context,
      bar,
      inset,
      interval,
      tick,
      difference,
    );
    column.addEventListener("pointerenter", () => events.hover(key, [level]));
    column.addEventListener("pointerleave", () => events.hover(key, null));
    element.append(column);
    return {
      level,
      at,
      left,
      breadth,
      column,
      context,
      bar,
      inset,
      interval,
      tick,
      title,
      difference,
    };
  });
  const veils = [svg("rect", { class: "veil" }), svg("rect", { class: "veil" })];
  const handles = [svg("rect", { class: "handle" }), svg("rect", { class: "handle" })];
  element.append(
    ...veils,
    ...handles,
    svg("line", { class: "axis", x1: 0, x2: width, y1: bottom, y2: bottom }),
    ...axisLabels(axis, x, bottom + 14),
  );
  listenToBrush(element, axis, width, events);

  const update = (state: ChartState) => {
    const { total, filter, sliced, highlight } = state;
    const suppressed = sliced && total < SMALL_N.suppressed;
    const shareOf = (count: number) => (total > 0 && !suppressed ? count / total : 0);
    let extent = largest * 1.06;
    for (const { level, at } of columns) {
      extent = Math.max(extent, 1.2 * density(shareOf(state.counts[level]), at));
    }
    const tall = (value: number) =>
      Math.round((Math.min(value, extent) / (extent || 1)) * (bottom - TOP) * 10) / 10;
    const stand = (rect: SVGRectElement, height: number) =>
      setAttributes(rect, { y: bottom - height, height });
    const group = highlight?.counts[key];
    element.classList.toggle("sliced", sliced);
    element.classList.toggle("small", sliced && total < SMALL_N.faded);
    const chosen = filter?.kind === "levels" ? new Set(filter.levels) : null;
    for (const mark of columns) {
      const {
        level,
        at,
        left,
        breadth,
        column,
        context,
        bar,
        inset,
        interval,
        tick,
        title,
        difference,
      } = mark;
      const share = shareOf(state.counts[level]);
      const everybody = everybodyShare(population, key, level);
      const own = highlight?.key === key && highlight.levels.includes(level);
      const inward = sliced ? breadth * 0.18 : 0;
      setAttributes(bar, { x: left + inward, width: breadth - 2 * inward });
      stand(bar, tall(density(share, at)));
      stand(context, sliced ? tall(density(everybody, at)) : 0);
      stand(inset, group && !own ? tall(density(shareOf(group[level]), at)) : 0);
      const bounds = total > 0 && !suppressed ? wilson(state.counts[level], total) : null;
      setAttributes(interval, {
        y1: bottom - tall(density(bounds?.low ?? 0, at)),
        y2: bottom - tall(density(bounds?.high ?? 0, at)),
      });
      const target = targets[key]?.shares[level];
      if (target === undefined) tick.setAttribute("visibility", "hidden");
      else tick.setAttribute("y", String(bottom - tall(density(target, at)) - 1));
      const reference = referenceShare(population, key, level, sliced);
      const notable = suppressed ? null : notableDifference(state.counts[level], total, reference);
      difference.textContent = notable === null || breadth < 20 ? "" : formatPoints(notable);
      difference.setAttribute(
        "y",
        String(bottom - tall(density(Math.max(bounds?.high ?? 0, reference ?? 0), at)) - 4),
      );
      column.classList.toggle("hovered", own);
      column.classList.toggle("dimmed", chosen !== null && !chosen.has(level));
      title.textContent = `${attribute.levels[level]}: ${formatShare(share)}`;
    }
    const place = filter?.kind === "range" ? axis.extent(filter) : null;
    const [from, to] = place ?? [0, 1];
    for (const mark of [...veils, ...handles]) {
      setAttributes(mark, { y: 0, visibility: place ? "visible" : "hidden" });
    }
    setAttributes(veils[0], { x: 0, width: x(from), height: bottom });
    setAttributes(veils[1], { x: x(to), width: Math.max(0, width - x(to)), height: bottom });
    handles.forEach((handle, i) => {
      setAttributes(handle, { x: x(i === 0 ? from : to) - 1.5, width: 3, height: bottom });
    });
  };
  return { element, update };
}

/** Drag to choose a range, drag within it to move it, click outside it to take it away. */
function listenToBrush(
  element: SVGSVGElement,
  axis: NumberAxis,
  width: number,
  events: BrushEvents,
): void {
  const { key } = axis.attribute;
  const placeOf = (event: PointerEvent) => {
    const box = element.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  };
  let anchor: number | null = null;
  let moved = false;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    anchor = placeOf(event);
    moved = false;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (anchor === null) return;
    const here = placeOf(event);
    if (!moved && Math.abs(here - anchor) * width < 4) return;
    moved = true;
    events.brush(key, axis.range(Math.min(anchor, here), Math.max(anchor, here)), true);
  });
  const end = (event: PointerEvent) => {
    if (anchor === null) return;
    const here = placeOf(event);
    if (moved) {
      events.brush(key, axis.range(Math.min(anchor, here), Math.max(anchor, here)), false);
    } else {
      const at = axis.spans.findIndex(([from, to]) => here >= from && here <= to);
      if (at >= 0) events.brush(key, axis.range(axis.spans[at][0], axis.spans[at][1]), false);
    }
    anchor = null;
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", () => {
    anchor = null;
  });
  element.addEventListener("dblclick", () => events.brush(key, null, false));
}

function axisLabels(axis: NumberAxis, x: (place: number) => number, y: number): SVGTextElement[] {
  const label = (place: number, text: string, anchor: string) =>
    svg("text", { class: "axis-label", x: x(place), y, "text-anchor": anchor }, text);
  if (axis.attribute.key === "age") {
    return [0, 18, 40, 65, 85].map((age) =>
      label(age / 100, String(age), age === 0 ? "start" : "middle"),
    );
  }
  const n = axis.levels.length;
  return (axis.attribute.bins ?? []).flatMap((bound, band) => {
    if (band === 0) return [label(0, "≤ 0", "start")];
    if (![2, 5, 7, 9].includes(band) || band >= n) return [];
    return [label(band / n, `$${bound / 1000}k`, "middle")];
  });
}
