/** Labels, rules and the map behind and above the dots. */
import { svg } from "../dom.ts";
import type { Mark } from "./layout.ts";

/** Outlines of the country in the coordinates of a map of `width` by `height`. */
export interface Outlines {
  readonly width: number;
  readonly height: number;
  readonly coast: string;
  readonly borders: string;
}

/** What stands behind the dots: lines and the map. */
export function backdrop(marks: readonly Mark[], outlines: Outlines): SVGGElement {
  const group = svg("g", { class: "picture-backdrop" });
  for (const mark of marks) {
    if (mark.type === "line") {
      const { x1, y1, x2, y2 } = mark;
      group.append(svg("line", { class: "picture-rule", x1, y1, x2, y2 }));
    } else if (mark.type === "map") group.append(country(mark.box, outlines));
  }
  return group;
}

/** Text, above the dots where it must be. */
export function labels(marks: readonly Mark[]): SVGGElement {
  const group = svg("g", { class: "picture-labels" });
  for (const mark of marks) {
    if (mark.type !== "text") continue;
    const { x, y, text, anchor, tone } = mark;
    group.append(svg("text", { class: `picture-${tone}`, x, y, "text-anchor": anchor }, text));
  }
  return group;
}

function country(
  box: { x: number; y: number; width: number; height: number },
  { width, height, coast, borders }: Outlines,
): SVGGElement {
  const transform = `translate(${box.x},${box.y}) scale(${box.width / width},${box.height / height})`;
  return svg(
    "g",
    { transform },
    svg("path", { class: "picture-coast", d: coast, "vector-effect": "non-scaling-stroke" }),
    svg("path", { class: "picture-borders", d: borders, "vector-effect": "non-scaling-stroke" }),
  );
}
