/** What the reader chose on the personas page, and how it stands in the address. */
import { attributeOf, COUNTABLE } from "../../schema/attributes.ts";
import { EVERYBODY, type Slice } from "../slices/slice.ts";
import type { Order } from "../slices/slice-sql.ts";
import { type Reading, readSlice, writeSlice } from "../slices/slice-url.ts";
import { LIST_KEYS } from "./list-columns.ts";

export interface View {
  readonly slice: Slice;
  /** Attributes of the cross-tab. */
  readonly rows: string;
  readonly columns: string;
  /** Small multiples by fit, worst first, or by topic. */
  readonly arrangement: "fit" | "topic";
  /** The map's colour: personas, or the share of the slice over the state's share of the census. */
  readonly map: "count" | "ratio";
  readonly order: Order;
  /** persona_id of the open card, or null. */
  readonly persona: string | null;
}

export const DEFAULT_VIEW: View = {
  slice: EVERYBODY,
  rows: "religion",
  columns: "political_views",
  arrangement: "fit",
  map: "count",
  order: { key: "persona_id", descending: false },
  persona: null,
};

/** The query of a view, without what is as by default: a view of defaults has none. */
export function writeView(view: View): string {
  const parameters = new URLSearchParams();
  writeSlice(view.slice, parameters);
  if (view.rows !== DEFAULT_VIEW.rows) parameters.set("rows", view.rows);
  if (view.columns !== DEFAULT_VIEW.columns) parameters.set("columns", view.columns);
  if (view.arrangement !== "fit") parameters.set("arrangement", view.arrangement);
  if (view.map !== "count") parameters.set("map", view.map);
  const { key, descending } = view.order;
  if (key !== "persona_id" || descending) parameters.set("sort", `${descending ? "-" : ""}${key}`);
  if (view.persona) parameters.set("persona", view.persona);
  return parameters.toString();
}

/** The view of a query. Never throws: what is not understood is reported and left as by default. */
export function readView(query: string, ids: readonly string[]): Reading<View> {
  const parameters = new URLSearchParams(query);
  const { value: slice, problems: found } = readSlice(parameters, ids.length);
  const problems = [...found];
  const choice = <T extends string>(name: string, known: readonly T[], otherwise: T): T => {
    const value = parameters.get(name);
    if (value === null) return otherwise;
    if ((known as readonly string[]).includes(value)) return value as T;
    problems.push(`"${value.slice(0, 40)}" is not a known value of "${name}".`);
    return otherwise;
  };
  const keys = COUNTABLE.map((attribute) => attribute.key);
  const rows = choice("rows", keys, DEFAULT_VIEW.rows);
  let columns = choice("columns", keys, DEFAULT_VIEW.columns);
  if (rows === columns) {
    problems.push(`A cross-tab of ${attributeOf(rows).label} with itself says nothing.`);
    columns = rows === DEFAULT_VIEW.columns ? DEFAULT_VIEW.rows : DEFAULT_VIEW.columns;
  }
  const sort = choice(
    "sort",
    ["persona_id", ...LIST_KEYS].flatMap((key) => [key, `-${key}`]),
    "persona_id",
  );
  const persona = parameters.get("persona");
  if (persona !== null && !ids.includes(persona)) {
    problems.push(`There is no persona "${persona.slice(0, 40)}".`);
  }
  return {
    value: {
      slice,
      rows,
      columns,
      arrangement: choice("arrangement", ["fit", "topic"], "fit"),
      map: choice("map", ["count", "ratio"], "count"),
      order: { key: sort.replace(/^-/, ""), descending: sort.startsWith("-") },
      persona: persona !== null && ids.includes(persona) ? persona : null,
    },
    problems,
  };
}
