/** The tables that queries can name, with the columns' types and levels. */
import { type Attribute, isCountable } from "../../schema/attribute.ts";
import { ATTRIBUTES } from "../../schema/attributes.ts";
import { SPLITS } from "../../schema/feedback-tables.ts";
import { button, html } from "../dom.ts";

interface PlainColumn {
  readonly name: string;
  readonly type: string;
  /** What it is, where the name does not say it. */
  readonly meaning?: string;
}

interface PlainTable {
  readonly table: string;
  readonly row: string;
  readonly columns: readonly PlainColumn[];
}

/** Every table but `personas`, whose columns are the attributes. */
export const PLAIN_TABLES: readonly PlainTable[] = [
  {
    table: "states",
    row: "51 rows",
    columns: [
      { name: "state", type: "as in personas" },
      { name: "postal", type: "text" },
      { name: "division", type: "text" },
      { name: "region", type: "text" },
    ],
  },
  {
    table: "feedback",
    row: "one row per choice",
    columns: [
      { name: "persona_id", type: "text" },
      { name: "prompt_id", type: "text" },
      {
        name: "position",
        type: "0 or 1",
        meaning: "Position of the answer preferred; null: a tie",
      },
      { name: "preferred", type: "a, b or tie", meaning: "a was shown first" },
      {
        name: "order_swapped",
        type: "true or false",
        meaning: "Whether the answer of position 1 was shown first",
      },
      { name: "split", type: SPLITS.join(", ") },
    ],
  },
  {
    table: "prompts",
    row: "one row per prompt",
    columns: [
      { name: "prompt_id", type: "text" },
      { name: "text", type: "text" },
      { name: "topic", type: "text" },
      { name: "issue", type: "text" },
      { name: "framing", type: "text" },
      { name: "pool", type: "train, heldout" },
      {
        name: "unseen_issue",
        type: "true or false",
        meaning: "Whether every prompt on its issue is held out",
      },
    ],
  },
  {
    table: "issues",
    row: "one row per issue",
    columns: [
      { name: "issue", type: "text" },
      { name: "topic", type: "text" },
      { name: "topic_label", type: "text" },
      { name: "about", type: "text", meaning: "What the two positions differ on" },
      { name: "position_0", type: "text" },
      { name: "position_1", type: "text" },
      { name: "topic_axis", type: "text", meaning: "Value axis on which the topic differs most" },
      { name: "axis", type: "text", meaning: "Value axis on which the issue differs most" },
      { name: "axis_label", type: "text" },
      {
        name: "topic_pole",
        type: "1, -1 or 0",
        meaning: "1: position 0 is at the positive pole of topic_axis; 0: neither is",
      },
      {
        name: "axis_pole",
        type: "1, -1 or 0",
        meaning: "1: position 0 is at the positive pole of axis; 0: neither is",
      },
    ],
  },
];

/** `insert` is called with a name that the reader picked. */
export function schemaList(insert: (name: string) => void): HTMLElement {
  const name = (text: string) =>
    button(text, () => insert(text), { class: "schema-name", title: `Put ${text} into the query` });
  const plain = ({ name: column, type, meaning }: PlainColumn) =>
    html(
      "li",
      { title: meaning ?? null },
      name(column),
      " ",
      html("span", { class: "schema-type" }, type),
    );
  const head = (table: string, row: string) =>
    html("p", { class: "schema-table" }, name(table), ` ${row}`);
  return html(
    "div",
    { class: "schema", tabindex: 0, role: "region", "aria-label": "Tables and columns" },
    head("personas", "one row per persona"),
    html(
      "ul",
      {},
      plain({ name: "persona_id", type: "text" }),
      plain({ name: "weight", type: "number" }),
      ...ATTRIBUTES.map((attribute) => column(attribute, name)),
    ),
    ...PLAIN_TABLES.flatMap(({ table, row, columns }) => [
      head(table, row),
      html("ul", {}, ...columns.map(plain)),
    ]),
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
