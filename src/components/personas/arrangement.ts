/** The small multiples as one wall: the worst fit first, or by topic. */
import { html } from "../dom.ts";
import { fitOf, type Population } from "./population.ts";
import type { AttributeFrame } from "./small-multiple.ts";
import type { View } from "./view.ts";

export interface Arrangement {
  readonly element: HTMLElement;
  readonly frames: readonly AttributeFrame[];
  update(arranged: View["arrangement"]): void;
}

/** Height of a row of the wall's grid, in pixels; frames span as many as they need. */
const UNIT = 4;
const GAP = 26;

export function arrangement(
  frames: readonly AttributeFrame[],
  population: Population,
  choose: (arranged: View["arrangement"]) => void,
): Arrangement {
  let present: View["arrangement"] | null = null;
  const place = new Map(fitOf(population).map(({ attribute }, i) => [attribute.key, i]));
  const rank = ({ attribute }: AttributeFrame) => place.get(attribute.key) ?? 0;
  const byFit = [...frames].sort((a, b) => rank(a) - rank(b));
  const wall = html("div", { class: "multiples" });
  const option = (value: View["arrangement"], text: string) => {
    const input = html("input", { type: "radio", name: "arrangement", value });
    input.addEventListener("change", () => choose(value));
    return { input, label: html("label", {}, input, ` ${text}`) };
  };
  const options = { fit: option("fit", "Worst fit first"), topic: option("topic", "By topic") };
  const controls = html(
    "div",
    { class: "radio-row no-print", role: "radiogroup", "aria-label": "Order of the charts" },
    options.fit.label,
    options.topic.label,
  );
  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) span(target as HTMLElement);
  });
  const span = (frame: HTMLElement) => {
    const rows = Math.ceil((frame.offsetHeight + GAP) / UNIT);
    frame.style.gridRowEnd = `span ${rows}`;
  };
  for (const { element } of frames) resized.observe(element);
  return {
    element: html("div", {}, controls, wall),
    frames,
    update(arranged) {
      if (arranged === present) return;
      present = arranged;
      options[arranged].input.checked = true;
      if (arranged === "fit") wall.replaceChildren(...byFit.map(({ element }) => element));
      else {
        const groups = new Map<string, AttributeFrame[]>();
        for (const frame of frames) {
          const { group } = frame.attribute;
          groups.set(group, [...(groups.get(group) ?? []), frame]);
        }
        wall.replaceChildren(
          ...[...groups].flatMap(([group, members]) => [
            html("h3", { class: "topic" }, group),
            ...members.map(({ element }) => element),
          ]),
        );
      }
    },
  };
}
