import type { DuckDBConnection } from "@duckdb/node-api";
import { type PersonasTable, personaValue } from "../../src/components/personas-table.ts";
import { quoteName, quoteText } from "../../src/components/slices/slice-sql.ts";
import { ATTRIBUTES, attributeOf } from "../../src/schema/attributes.ts";
import { NO_NUMBER, PERSONA_COLUMNS } from "../../src/schema/tables.ts";

/** Makes the table `personas` of a native DuckDB, as the Parquet has it. */
export async function createPersonas(
  connection: DuckDBConnection,
  personas: PersonasTable,
): Promise<void> {
  const types = PERSONA_COLUMNS.map((key) => {
    const kind = ATTRIBUTES.find((attribute) => attribute.key === key)?.kind;
    const type = { number: "INTEGER", boolean: "BOOLEAN" }[String(kind)] ?? "VARCHAR";
    return `${quoteName(key)} ${key === "weight" ? "DOUBLE" : type}`;
  });
  await connection.run(`CREATE TABLE personas (${types.join(", ")})`);
  const rows = personas.ids.map((id, person) => {
    const cells = PERSONA_COLUMNS.map((key) => {
      if (key === "persona_id") return quoteText(id);
      if (key === "weight") return "1";
      const { kind } = attributeOf(key);
      if (kind === "boolean") return personas.codes[key][person] === 1 ? "true" : "false";
      if (kind === "number") {
        const value = personas.numbers[key][person];
        return value === NO_NUMBER ? "NULL" : String(value);
      }
      return quoteText(String(personaValue(personas, key, person)));
    });
    return `(${cells.join(", ")})`;
  });
  await connection.run(`INSERT INTO personas VALUES ${rows.join(", ")}`);
}
