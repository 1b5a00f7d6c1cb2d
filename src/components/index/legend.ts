/** The legend as direct labels: a row per class with its colour, name, a bar, its count and share. */
import { html } from "../dom.ts";
import { formatCount, formatShare } from "../format.ts";
import type { ColorClasses } from "./color-classes.ts";

export interface LegendActions {
  /** The reader points at a class, or at none. */
  readonly onPoint: (at: number | null) => void;
  /** The reader chose these classes. */
  readonly onChoose: (chosen: readonly number[]) => void;
}

export interface Legend {
  readonly element: HTMLElement;
  show(classes: ColorClasses, n: number): void;
  /** Counts of the selection per class, or null for everybody. */
  count(counts: readonly number[] | null): void;
  choose(chosen: readonly number[]): void;
}

export function colorLegend({ onPoint, onChoose }: LegendActions): Legend {
  const heading = html("p", { class: "picture-legend-title" });
  const list = html("ul", { class: "picture-legend-list" });
  const element = html("div", { class: "picture-legend" }, heading, list);
  let chosen: readonly number[] = [];
  let rows: {
    toggle: HTMLElement;
    number: HTMLElement;
    share: HTMLElement;
    bar: HTMLElement;
    count: number;
  }[] = [];
  let total = 0;
  let most = 1;

  const mark = () => {
    rows.forEach(({ toggle }, at) => {
      toggle.setAttribute("aria-pressed", String(chosen.includes(at)));
    });
  };
  return {
    element,
    show({ attribute, classes }, n) {
      total = n;
      chosen = [];
      most = Math.max(1, ...classes.map(({ count }) => count));
      heading.textContent = attribute.label;
      rows = classes.map(({ label, color, open, count }, at) => {
        const bar = html("span", { class: "picture-legend-bar", style: `background:${color}` });
        const number = html("span", { class: "picture-legend-number" });
        const share = html("span", { class: "picture-legend-share" });
        const swatch = html("span", {
          class: "picture-swatch",
          style: open ? `box-shadow:inset 0 0 0 1.5px ${color}` : `background:${color}`,
        });
        const name = html("span", { class: "picture-legend-name" }, label);
        const toggle = html(
          "button",
          { type: "button", "aria-pressed": "false" },
          swatch,
          name,
          number,
          html("span", { class: "picture-legend-track", "aria-hidden": "true" }, bar),
          share,
        );
        toggle.addEventListener("click", () => {
          onChoose(chosen.includes(at) ? chosen.filter((one) => one !== at) : [...chosen, at]);
        });
        toggle.addEventListener("pointerenter", () => onPoint(at));
        toggle.addEventListener("pointerleave", () => onPoint(null));
        return { toggle, number, share, bar, count };
      });
      list.replaceChildren(...rows.map(({ toggle }) => html("li", {}, toggle)));
      this.count(null);
    },
    count(counts) {
      const sum = counts ? counts.reduce((a, b) => a + b, 0) : total;
      rows.forEach(({ number, share, bar, count }, at) => {
        const shown = counts ? counts[at] : count;
        number.textContent = formatCount(shown);
        share.textContent = formatShare(sum ? shown / sum : Number.NaN);
        bar.style.width = `${(100 * shown) / most}%`;
      });
    },
    choose(next) {
      chosen = next;
      mark();
    },
  };
}
