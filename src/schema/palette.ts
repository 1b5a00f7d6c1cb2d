/**
 * One colour per group, the same on every page and in every theme.
 * Middle lightness throughout, so that each colour keeps a contrast near 3 to 1 or more on light and dark paper.
 */
import { type Attribute, coarseLevels, coarseOf, NOT_APPLICABLE } from "./attribute.ts";

/** For people a question does not apply to. */
export const NEUTRAL = "#8f959b";

/**
 * Hues for groups without an order, told apart by people with any colour vision as far as twelve can be:
 * neighbours in the list differ in lightness as well as in hue. After Okabe and Ito (2008), evened for two papers.
 */
const HUES = [
  "#3d7fa6",
  "#c9792b",
  "#2c9577",
  "#b45c8e",
  "#a08a1f",
  "#7669b8",
  "#4f9fd0",
  "#b3533f",
  "#6f9440",
  "#c57fae",
  "#8a6d4f",
  "#5b7f8c",
];

/** Ends and middle of the ramp for ordered groups: one blue-green from light to dark. */
const RAMP = ["#8fb9c4", "#4f93a8", "#2f6f8f", "#3b4f7d"];

/** A ramp with two ends for ordered groups with a middle, purple to orange: neither is good or bad, neither is a party. */
const TWO_ENDED = ["#6a51a3", "#9a86c4", "#8f959b", "#d29355", "#a85a12"];

/** Party blue to party red; for party identification only. */
const PARTY = [
  "#1f5aa8",
  "#4f83c9",
  "#7fa6da",
  "#8a8a94",
  "#df8f86",
  "#cf5f55",
  "#ad2f2a",
  "#8a7d2f",
];

const TWO_ENDED_KEYS = new Set([
  "ideology",
  "openness",
  "conscientiousness",
  "extraversion",
  "agreeableness",
  "neuroticism",
]);

/** Colours of an attribute's levels, in their order; long lists share the colour of their coarse group. */
export function levelColors(attribute: Attribute): readonly string[] {
  const { key, kind, levels, coarse } = attribute;
  const named = levels.filter((level) => level !== NOT_APPLICABLE).length;
  return levels.map((level, i) => {
    if (level === NOT_APPLICABLE) return NEUTRAL;
    if (key === "political_views") return PARTY[i];
    if (TWO_ENDED_KEYS.has(key)) return along(TWO_ENDED, i / Math.max(1, named - 1));
    if (kind === "ordinal" || kind === "number") return along(RAMP, i / Math.max(1, named - 1));
    if (named > HUES.length && coarse) return HUES[coarseOf(attribute, i) % HUES.length];
    return HUES[i % HUES.length];
  });
}

/** Colour of one level. */
export function levelColor(attribute: Attribute, level: number): string {
  return levelColors(attribute)[level];
}

/** Colours of an attribute's coarse groups: that of each one's middle level. */
export function groupColors(attribute: Attribute): readonly string[] {
  const colors = levelColors(attribute);
  return coarseLevels(attribute).map((_, group) => {
    const members = attribute.levels
      .map((_, level) => level)
      .filter((level) => coarseOf(attribute, level) === group);
    return colors[members[members.length >> 1]];
  });
}

/** The colour at a place from 0 to 1 along stops, by straight lines in sRGB. */
function along(stops: readonly string[], place: number): string {
  const at = Math.min(1, Math.max(0, place)) * (stops.length - 1);
  const from = Math.min(Math.floor(at), stops.length - 2);
  const channels = [1, 3, 5].map((offset) => {
    const a = Number.parseInt(stops[from].slice(offset, offset + 2), 16);
    const b = Number.parseInt(stops[from + 1].slice(offset, offset + 2), 16);
    return Math.round(a + (b - a) * (at - from))
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
}
