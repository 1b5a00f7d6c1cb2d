import { html } from "../dom.ts";

/** What stands where no group of a dataset can be held against a survey. */
export function tooFewChoices(): HTMLElement {
  return html(
    "p",
    { class: "frame-empty" },
    "No group has the fifty choices on a survey’s question that a comparison needs. A dataset of more personas, or of more choices each, can be compared (npx atlas feedback).",
  );
}
