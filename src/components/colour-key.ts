import type { LegendStep } from "./chart-picture.ts";
import { html, svg } from "./dom.ts";

/** A line that says what the colours of a chart mean. */
export function colourKey(steps: readonly LegendStep[]): HTMLElement {
  return html(
    "p",
    { class: "legend" },
    ...steps.map(({ paint, label }) => html("span", {}, swatch(paint), label)),
  );
}

/** As SVG, so that a chart's pattern can be shown too. */
function swatch(paint: string): SVGSVGElement {
  return svg(
    "svg",
    { width: 18, height: 12, "aria-hidden": "true" },
    svg("rect", { class: "swatch", width: 18, height: 12, style: `fill: ${paint}` }),
  );
}
