import { html } from "../dom.ts";
import type { RangeFilter } from "../slices/slice.ts";

export interface RangeFields {
  readonly element: HTMLElement;
  update(filter: RangeFilter | undefined): void;
}

/** Two number fields for a range, for the keyboard and for exact bounds. Empty is open. */
export function rangeFields(
  key: string,
  label: string,
  unit: string,
  change: (filter: RangeFilter | null) => void,
): RangeFields {
  const field = (name: string) =>
    html("input", {
      type: "number",
      step: 1,
      inputmode: "numeric",
      placeholder: name === "from" ? "lowest" : "highest",
      "aria-label": `${label} ${name}, ${unit}`,
    });
  const from = field("from");
  const to = field("to");
  const bound = (input: HTMLInputElement) =>
    input.value === "" ? null : Math.round(Number(input.value));
  const read = () => {
    const low = bound(from);
    const high = bound(to);
    const crossed = low !== null && high !== null && low > high;
    for (const input of [from, to])
      input.setCustomValidity(crossed ? "The range ends before it begins." : "");
    if (crossed) return void to.reportValidity();
    change(low === null && high === null ? null : { kind: "range", key, from: low, to: high });
  };
  for (const input of [from, to]) input.addEventListener("change", read);
  return {
    element: html(
      "div",
      { class: "range-fields no-print" },
      from,
      html("span", {}, "to"),
      to,
      html("span", {}, unit),
    ),
    update(filter) {
      const write = (input: HTMLInputElement, value: number | null | undefined) => {
        if (document.activeElement !== input || input.value === "" || value !== null) {
          input.value = value === null || value === undefined ? "" : String(value);
        }
      };
      write(from, filter?.from);
      write(to, filter?.to);
    },
  };
}
