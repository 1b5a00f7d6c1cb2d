/** Labels, rules and the map behind and above the dots. */
import { svg } from "../dom.ts";
import type { Mark } from "./layout.ts";

/** Outlines and centres of the states (FIPS order) in a map of `width` by `height`: src/data/state-outlines.json.ts. */
export interface Outlines {
  readonly width: number;
  readonly height: number;
  readonly states: readonly {
    readonly path: string;
    readonly centre: readonly [x: number, y: number];
  }[];
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
  { width, height, states }: Outlines,
): SVGGElement {
  const transform = `translate(${box.x},${box.y}) scale(${box.width / width},${box.height / height})`;
  const d = states.map(({ path }) => path).join("");
  return svg(
    "g",
    { transform },
    svg("path", { class: "picture-borders", d, "vector-effect": "non-scaling-stroke" }),
  );
}
