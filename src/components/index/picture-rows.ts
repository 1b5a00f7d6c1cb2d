/** The picture's numbers: how many dots of each colour stand in each group, and the SQL for it. */
import { attributeOf } from "../../schema/attributes.ts";
import { STATES } from "../../schema/places.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Column, Row } from "../csv.ts";
import { levelExpression } from "../slices/slice-sql.ts";
import type { ColorClasses } from "./color-classes.ts";
import type { PictureState } from "./picture-state.ts";

interface Grouping {
  readonly columns: readonly Column[];
  /** SQL expressions of the columns, in their order. */
  readonly sql: readonly string[];
  /** Values of the columns for a persona. */
  readonly values: (personas: CodedPersonas, row: number) => readonly string[];
}

const level = (key: string): Grouping => ({
  columns: [{ key, label: attributeOf(key).label, kind: "text" }],
  sql: [key],
  values: ({ codes }, row) => [attributeOf(key).levels[codes[key][row]]],
});

const GROUPINGS: Readonly<Record<string, Grouping>> = {
  pyramid: {
    columns: [
      { key: "age_from", label: "Age from", kind: "text" },
      { key: "sex", label: "Sex", kind: "text" },
    ],
    sql: ["least(age // 5 * 5, 85)::VARCHAR AS age_from", "sex"],
    values: ({ codes, numbers }, row) => [
      String(Math.min(85, Math.floor(numbers.age[row] / 5) * 5)),
      attributeOf("sex").levels[codes.sex[row]],
    ],
  },
  map: { ...level("state"), values: ({ codes }, row) => [STATES[codes.state[row]].name] },
  beliefs: {
    columns: [...level("political_views").columns, ...level("religion").columns],
    sql: ["political_views", "religion"],
    values: (personas, row) => [
      ...level("political_views").values(personas, row),
      ...level("religion").values(personas, row),
    ],
  },
  crowd: { columns: [], sql: [], values: () => [] },
};

/** Columns and rows of the table behind the picture. */
export function picturePivot(
  personas: CodedPersonas,
  { arrangement }: PictureState,
  { attribute }: ColorClasses,
): { readonly columns: readonly Column[]; readonly rows: () => readonly Row[] } {
  const { columns, values } = GROUPINGS[arrangement];
  const colored = columns.some(({ key }) => key === attribute.key);
  const all: Column[] = [
    ...columns,
    ...(colored
      ? []
      : [{ key: attribute.key, label: attribute.label, kind: "text" } satisfies Column]),
    { key: "personas", label: "Personas", kind: "count" },
  ];
  return { columns: all, rows: () => tally() };

  function tally(): Row[] {
    const counts = new Map<string, { cells: Record<string, string>; count: number }>();
    for (let row = 0; row < personas.n; row++) {
      const cells: Record<string, string> = {};
      values(personas, row).forEach((value, at) => {
        cells[columns[at].key] = value;
      });
      cells[attribute.key] = attribute.levels[personas.codes[attribute.key][row]];
      const name = JSON.stringify(cells);
      const entry = counts.get(name) ?? { cells, count: 0 };
      entry.count++;
      counts.set(name, entry);
    }
    return [...counts.values()]
      .map(({ cells, count }) => ({ ...cells, personas: count }))
      .sort((a, b) => b.personas - a.personas);
  }
}

/** The query that counts the same. */
export function pictureSql({ arrangement, color }: PictureState): string {
  const { sql } = GROUPINGS[arrangement];
  const attribute = attributeOf(color);
  const level = levelExpression(attribute);
  const colored = level === color ? color : `${level} AS ${color}`;
  const columns = [...sql, ...(sql.includes(color) ? [] : [colored])];
  return [
    `SELECT ${[...columns, "count(*) AS personas"].join(",\n  ")}`,
    "FROM personas",
    "GROUP BY ALL",
    "ORDER BY personas DESC",
  ].join("\n");
}
