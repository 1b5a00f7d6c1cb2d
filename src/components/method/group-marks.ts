/** How groups of the surveys look: the colour of the same group on the other pages, and a shape. */
import { coarseLevels } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { groupColors, levelColor, NEUTRAL } from "../../schema/palette.ts";
import { svg } from "../dom.ts";

/** The level that stands for a group of the surveys, as `attribute: level`. */
const LEVELS: Readonly<Record<string, readonly [attribute: string, level: string]>> = {
  Democrat: ["political_views", "Not very strong Democrat"],
  Independent: ["political_views", "Independent"],
  Republican: ["political_views", "Not very strong Republican"],
  Male: ["sex", "Male"],
  Female: ["sex", "Female"],
  "White, not Hispanic": ["race", "White"],
  White: ["race", "White"],
  Black: ["race", "Black or African American"],
  Hispanic: ["hispanic_origin", "Other Hispanic"],
  Asian: ["race", "Asian"],
  Indigenous: ["race", "American Indian or Alaska Native"],
  "Mixed or other": ["race", "Two or more races"],
  Other: ["race", "Some other race"],
  "Less than high school": ["education", "Preschool or kindergarten"],
  "High school": ["education", "High school diploma"],
  Associate: ["education", "Associate's degree"],
  Bachelor: ["education", "Bachelor's degree"],
  Graduate: ["education", "Doctorate"],
};

const ORDER = Object.keys(LEVELS);

/** Groups in the order of their attribute; ages as they come. */
export function inOrder(groups: readonly string[]): string[] {
  return [...groups].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** Colour of a group named as in the survey tables. */
export function markColor(group: string): string {
  const [key, level] = LEVELS[group] ?? ["age", group.replace("-", "–")];
  const attribute = attributeOf(key);
  const at = attribute.levels.indexOf(level);
  if (at >= 0 && key !== "age") return levelColor(attribute, at);
  const coarse = coarseLevels(attribute).indexOf(level);
  return coarse >= 0 ? groupColors(attribute)[coarse] : NEUTRAL;
}

/** Outlines of about equal area within 5 pixels of the centre. */
const SHAPES = [
  "M4,0A4,4 0 1,1 -4,0A4,4 0 1,1 4,0Z",
  "M-3.5,-3.5H3.5V3.5H-3.5Z",
  "M0,-4.6L4.4,3.4H-4.4Z",
  "M0,-5L4.4,0L0,5L-4.4,0Z",
  "M0,4.6L4.4,-3.4H-4.4Z",
  "M-1.6,-4.6H1.6V-1.6H4.6V1.6H1.6V4.6H-1.6V1.6H-4.6V-1.6H-1.6Z",
  "M-5,-2.6H5V2.6H-5Z",
  "M-2.2,-4.2H2.2L4.4,0L2.2,4.2H-2.2L-4.4,0Z",
];

/** The mark of the group at a place in its list. */
export function groupMark(group: string, place: number, x: number, y: number): SVGPathElement {
  return svg("path", {
    class: "group-mark",
    d: SHAPES[place % SHAPES.length],
    transform: `translate(${x.toFixed(1)},${y.toFixed(1)})`,
    fill: markColor(group),
  });
}
