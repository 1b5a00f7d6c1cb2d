/** The shapes and colours of the states' map. */
import type { LegendStep } from "../chart-picture.ts";
import { svg } from "../dom.ts";
import { formatCount } from "../format.ts";
import type { ChartEvents } from "./attribute-chart.ts";
import type { View } from "./view.ts";

export interface StateOutlines {
  readonly width: number;
  readonly height: number;
  readonly states: readonly {
    readonly name: string;
    readonly postal: string;
    readonly path: string;
    readonly centre: readonly [number, number];
    readonly area: number;
  }[];
}

/** The paint of a state with too few personas expected: a pattern of the map. */
export const FEW = "url(#few-expected)";

/** States smaller than this, in square pixels, get a square beside the coast. */
const SMALL = 900;

/** The map with its states as choices, in the order of `STATES`, at a width. */
export function drawMap(
  { width: across, height: down, states }: StateOutlines,
  width: number,
  events: ChartEvents,
  read: (level: number | null) => void,
): { element: SVGSVGElement; shapes: { shape: SVGElement; level: number }[] } {
  const element = svg("svg", {
    class: "chart map",
    width,
    height: Math.round((width * down) / across),
    viewBox: `0 0 ${across} ${down}`,
    role: "group",
    "aria-label": "States; choose one to slice by it",
  });
  element.append(
    svg(
      "defs",
      {},
      svg(
        "pattern",
        {
          id: "few-expected",
          width: 7,
          height: 7,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        svg("rect", { class: "hatch", width: 1.6, height: 7 }),
      ),
    ),
  );
  let beside = 0;
  const labels = svg("g", { class: "state-labels" });
  const shapes = states.map(({ name, postal, path, centre, area }, level) => {
    const tiny = area < SMALL && centre[0] > 700;
    const shape = svg("path", { class: "state", d: path });
    const parts: SVGElement[] = [shape];
    if (tiny) {
      const y = 250 + beside++ * 24;
      parts.push(svg("rect", { class: "state-square", x: 932, y, width: 16, height: 16, rx: 2 }));
      labels.append(svg("text", { x: 926, y: y + 8, dy: "0.35em", "text-anchor": "end" }, postal));
    } else if (width > 560) {
      labels.append(
        svg("text", { x: centre[0], y: centre[1], dy: "0.35em", "text-anchor": "middle" }, postal),
      );
    }
    const group = svg(
      "g",
      { class: "state-group", role: "checkbox", tabindex: level === 0 ? 0 : -1 },
      ...parts,
      svg("title", {}, name),
    );
    group.addEventListener("click", () => events.toggle("state", [level]));
    const enter = () => {
      read(level);
      events.hover("state", [level]);
    };
    const leave = () => {
      read(null);
      events.hover("state", null);
    };
    group.addEventListener("pointerenter", enter);
    group.addEventListener("pointerleave", leave);
    group.addEventListener("focus", () => {
      for (const other of shapes) other.shape.setAttribute("tabindex", "-1");
      group.setAttribute("tabindex", "0");
      if (group.matches(":focus-visible")) enter();
    });
    group.addEventListener("blur", leave);
    element.append(group);
    return { shape: group as SVGElement, level };
  });
  element.append(labels);
  element.addEventListener("keydown", (event) => {
    const at = shapes.findIndex(({ shape }) => shape === document.activeElement);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") events.toggle("state", [at]);
    else if (step === undefined) return;
    else shapes[(at + step + shapes.length) % shapes.length].shape.focus();
    event.preventDefault();
  });
  return { element, shapes };
}

/** Counts by area: the square root of the share of the largest. */
export function countColour(n: number, largest: number): string {
  if (n === 0) return "var(--theme-background-alt)";
  const strength = 12 + 88 * Math.sqrt(n / largest);
  return `color-mix(in srgb, var(--atlas-population) ${Math.round(strength)}%, var(--theme-background))`;
}

/** Half the census share or less to twice or more, on a scale of logarithms. */
export function ratioColour(ratio: number): string {
  const place = Math.max(-1, Math.min(1, Math.log2(Math.max(ratio, 1e-6))));
  const hue = place < 0 ? "var(--atlas-less)" : "var(--atlas-more)";
  return `color-mix(in srgb, ${hue} ${Math.round(Math.abs(place) * 85)}%, var(--theme-background-alt))`;
}

/** What the colours mean, in a few steps. */
export function legendOf(colour: View["map"], largest: number): LegendStep[] {
  if (colour === "ratio") {
    return [
      { paint: ratioColour(0.5), label: "half the census share or less" },
      { paint: ratioColour(1), label: "as the census" },
      { paint: ratioColour(2), label: "twice or more" },
      { paint: FEW, label: "under 5 expected" },
    ];
  }
  const quarter = Math.max(1, Math.round(largest / 4));
  return [...new Set([1, quarter, largest])].map((n) => ({
    paint: countColour(n, largest),
    label: formatCount(n),
  }));
}
