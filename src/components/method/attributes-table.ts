/** How each attribute was made, as the manifest tells it. */
import { ATTRIBUTES } from "../../schema/attributes.ts";
import type { Manifest } from "../../schema/manifest.ts";
import { html } from "../dom.ts";

export function attributesTable({ attributes }: Manifest): HTMLElement {
  const head = ["Attribute", "Group", "From", "How", "Asked of"];
  const rows = ATTRIBUTES.map(({ key, label, group, source, universe }) =>
    html(
      "tr",
      {},
      html("th", { scope: "row" }, label),
      ...[group, source, attributes[key]?.method ?? "–", universe].map((text, i) =>
        html("td", { "data-label": head[i + 1] }, text),
      ),
    ),
  );
  return html(
    "div",
    {
      class: "wide-table whole-table attributes-table",
      tabindex: 0,
      role: "region",
      "aria-label": "Attributes",
    },
    html(
      "table",
      {},
      html("thead", {}, html("tr", {}, ...head.map((name) => html("th", { scope: "col" }, name)))),
      html("tbody", {}, ...rows),
    ),
  );
}
