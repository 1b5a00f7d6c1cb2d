/** A choice of one among a few, as native radio buttons that look like quiet chips. */
import { html } from "../dom.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface RadioGroup {
  readonly element: HTMLFieldSetElement;
  /** Checks a value without calling back. */
  set(value: string): void;
}

export function radioGroup(
  name: string,
  legend: string,
  choices: readonly Choice[],
  onChange: (value: string) => void,
): RadioGroup {
  const inputs = choices.map(({ value }) => {
    const input = html("input", { type: "radio", name, value, class: "visually-hidden" });
    input.addEventListener("change", () => {
      if (input.checked) onChange(value);
    });
    return input;
  });
  const element = html(
    "fieldset",
    { class: "radio-group" },
    html("legend", {}, legend),
    ...choices.map(({ label }, at) => html("label", {}, inputs[at], html("span", {}, label))),
  );
  return {
    element,
    set(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}
