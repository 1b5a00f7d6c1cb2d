/** The tables of the database in the browser, as SQL. */
import { ATTRIBUTES } from "../schema/attributes.ts";
import { regionOf, STATES } from "../schema/places.ts";
import { quoteName, quoteText } from "./slices/slice-sql.ts";

/** Run last: from then on nothing is read from outside, and nobody can change that. */
export const SECURITY_SQL: readonly string[] = [
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
  "SET enable_external_access = false",
  "SET lock_configuration = true",
];

/**
 * Makes `personas` of the Arrow tables `countable` and `texts`. Categorical columns become ENUMs
 * of their declared levels, so that ORDER BY follows the declared order.
 */
export function personasTableSql(): string[] {
  const types: string[] = [];
  const columns = ATTRIBUTES.map(({ key, kind, levels }) => {
    const name = quoteName(key);
    if (kind === "title" || kind === "text") return `texts.${name}`;
    if (kind !== "nominal" && kind !== "ordinal") return `countable.${name}`;
    const type = quoteName(`${key}_level`);
    types.push(`CREATE TYPE ${type} AS ENUM (${levels.map(quoteText).join(", ")})`);
    return `countable.${name}::${type} AS ${name}`;
  });
  return [
    ...types,
    [
      "CREATE TABLE personas AS",
      `SELECT persona_id, weight, ${columns.join(", ")}`,
      "FROM countable JOIN texts USING (persona_id)",
      "ORDER BY persona_id",
    ].join("\n"),
    statesTableSql(),
    "DROP TABLE countable",
    "DROP TABLE texts",
  ];
}

/** `states`: postal code, census division and region of every state, to join with personas.state. */
function statesTableSql(): string {
  const rows = STATES.map(({ name, postal, division }) =>
    [name, postal, division, regionOf(name)].map(quoteText).join(", "),
  );
  return [
    "CREATE TABLE states AS",
    "SELECT state::state_level AS state, postal, division, region",
    `FROM (VALUES ${rows.map((row) => `(${row})`).join(", ")}) AS rows(state, postal, division, region)`,
  ].join("\n");
}
