/** The tables that queries can name, with the columns' types and levels. */
import { type Attribute, isCountable } from "../../schema/attribute.ts";
import { ATTRIBUTES } from "../../schema/attributes.ts";
import { button, html } from "../dom.ts";

/** `insert` is called with a name that the reader picked. */
export function schemaList(insert: (name: string) => void): HTMLElement {
  const name = (text: string) =>
    button(text, () => insert(text), { class: "schema-name", title: `Put ${text} into the query` });
  const plain = (column: string, type: string) =>
    html("li", {}, name(column), " ", html("span", { class: "schema-type" }, type));
  return html(
    "div",
    { class: "schema", tabindex: 0, role: "region", "aria-label": "Tables and columns" },
    html("p", { class: "schema-table" }, name("personas"), " one row per persona"),
    html(
      "ul",
      {},
      plain("persona_id", "text"),
      plain("weight", "number"),
      ...ATTRIBUTES.map((attribute) => column(attribute, name)),
    ),
    html("p", { class: "schema-table" }, name("states"), " 51 rows"),
    html(
      "ul",
      {},
      plain("state", "as in personas"),
      plain("postal", "text"),
      plain("division", "text"),
      plain("region", "text"),
    ),
  );
}

function column(attribute: Attribute, name: (text: string) => HTMLElement): HTMLElement {
  const { key, kind, levels, unit } = attribute;
  const head = [name(key), " ", html("span", { class: "schema-type" }, typeOf(attribute))];
  if (!isCountable(attribute) || kind === "number" || kind === "boolean")
    return html("li", { title: unit ?? null }, ...head);
  return html(
    "li",
    {},
    ...head,
    html(
      "details",
      {},
      html("summary", {}, `${levels.length} levels`),
      html("ol", {}, ...levels.map((level) => html("li", {}, level))),
    ),
  );
}

function typeOf({ kind, unit }: Attribute): string {
  if (kind === "number") return `integer, ${unit ?? ""}`;
  if (kind === "boolean") return "true or false";
  if (kind === "ordinal") return "ordered levels";
  return kind === "nominal" ? "levels" : "text";
}
