import { colourKey } from "../colour-key.ts";
import { SIDE_COLORS, SIDE_LABELS } from "./sides.ts";

/** Which colour is A and which is B. */
export function sideKey(): HTMLElement {
  return colourKey(SIDE_LABELS.map((label, at) => ({ paint: SIDE_COLORS[at], label })));
}
