/** The one bar of controls that stays in view: the slice in force, how many are in it, and the way back. */
import { attributeOf } from "../../schema/attributes.ts";
import { button, html } from "../dom.ts";
import { copyText } from "../download.ts";
import { formatCount, formatExact } from "../format.ts";
import { EVERYBODY, type Filter, isEverybody, type Slice, withFilter } from "./slice.ts";

export interface SliceBarOptions {
  /** Personas in the dataset. */
  readonly size: number;
  readonly change: (slice: Slice) => void;
  /** Opens the field for a condition; absent where there is none. */
  readonly openCondition?: () => void;
  /** Stands before the other controls. */
  readonly menu?: HTMLElement;
  /** What to do while nothing is chosen. */
  readonly hint: string;
  /** For ids, where a page has several bars. */
  readonly name?: string;
  /** What the slice is called, for a page with several. */
  readonly label?: string;
  /** Whether the bar offers the page's link. */
  readonly hasLink?: boolean;
}

export interface SliceBar {
  readonly element: HTMLElement;
  /** `n` is null while DuckDB works on the slice's condition. */
  update(slice: Slice, n: number | null): void;
}

export function sliceBar({
  size,
  change,
  openCondition,
  menu,
  hint,
  name = "slice",
  label = "Slice",
  hasLink = true,
}: SliceBarOptions): SliceBar {
  let current = EVERYBODY;
  const count = html("strong", { class: "slice-n" });
  const tally = html(
    "p",
    { class: "slice-tally", role: "status", "aria-live": "polite" },
    ...(label === "Slice" ? [] : [html("span", { class: "slice-label" }, label), " "]),
    count,
    ` of ${formatCount(size)}`,
    html("span", { class: "slice-whom" }, " simulated respondents"),
  );
  const chips = html("ul", {
    class: "slice-chips",
    "aria-label": label === "Slice" ? "Filters in force" : `Filters in force, ${label}`,
  });
  const adults = html("input", { type: "checkbox", id: `${name}-adults` });
  adults.addEventListener("change", () => change({ ...current, adults: adults.checked }));
  const link = button(
    "Copy link",
    () =>
      void copyText(location.href).then(() => {
        link.textContent = "Copied";
        setTimeout(() => {
          link.textContent = "Copy link";
        }, 2000);
      }),
    { class: "quiet-button slice-link" },
  );
  const reset = button("Reset", () => change(EVERYBODY), { class: "quiet-button slice-reset" });
  const controls = html(
    "div",
    { class: "slice-controls" },
    ...(menu ? [menu] : []),
    html(
      "label",
      { for: `${name}-adults`, class: "slice-adults" },
      adults,
      " Adults",
      html("span", { class: "slice-whom" }, " only"),
    ),
    ...(openCondition
      ? [button("SQL condition", openCondition, { class: "quiet-button slice-condition" })]
      : []),
    ...(hasLink ? [link] : []),
    reset,
  );
  const element = html(
    "section",
    { class: "slice-bar", "aria-label": label },
    tally,
    chips,
    controls,
  );
  return {
    element,
    update(slice, n) {
      current = slice;
      count.textContent = n === null ? "…" : formatCount(n);
      adults.checked = slice.adults;
      reset.disabled = isEverybody(slice);
      const hadFocus = chips.contains(document.activeElement);
      chips.replaceChildren(...chipsOf(slice, change));
      if (chips.children.length === 0) {
        chips.append(html("li", { class: "slice-hint" }, hint));
      }
      if (hadFocus) (chips.querySelector("button") ?? reset).focus();
    },
  };
}

function chipsOf(slice: Slice, change: (slice: Slice) => void): HTMLLIElement[] {
  const chip = (text: string, without: Slice) =>
    html(
      "li",
      { class: "slice-chip" },
      html("span", { title: text }, text),
      button("×", () => change(without), { "aria-label": `Remove filter: ${text}` }),
    );
  const chips = slice.filters.map((filter) =>
    chip(filterSentence(filter), withFilter(slice, filter.key, null)),
  );
  if (slice.adults) chips.unshift(chip("Adults", { ...slice, adults: false }));
  if (slice.picked) {
    const picked = slice.picked.reduce((sum, bit) => sum + bit, 0);
    chips.push(chip(`${formatCount(picked)} picked by hand`, { ...slice, picked: null }));
  }
  if (slice.where) chips.push(chip(`SQL: ${slice.where}`, { ...slice, where: "" }));
  return chips;
}

/** A filter in words: "Age 65 and over", "Sex: Female", "Race: 3 of 7 levels". */
export function filterSentence(filter: Filter): string {
  const { key, label, levels } = attributeOf(filter.key);
  if (filter.kind === "levels") {
    const names = filter.levels.map((level) => levels[level]);
    if (names.length > 3) return `${label}: ${names.length} of ${levels.length} levels`;
    return `${label}: ${names.join(" or ")}`;
  }
  const { from, to } = filter;
  const number = (value: number) =>
    key === "age" ? String(value) : `${value < 0 ? "−" : ""}$${formatExact(Math.abs(value))}`;
  if (to === null) return `${label} ${number(from ?? 0)} and over`;
  if (from === null) return `${label} up to ${number(to)}`;
  return from === to ? `${label} ${number(from)}` : `${label} ${number(from)}–${number(to)}`;
}
