/** Whether a table has its declared columns, and only values that they allow. */
import type { TableColumnMeaning, TableMeaning } from "../../../schema/table-columns.ts";
import type { Fault } from "./fault.ts";
import type { Query } from "./query.ts";

const TYPES: Readonly<Record<TableColumnMeaning["type"], string>> = {
  string: "VARCHAR",
  boolean: "BOOLEAN",
  int32: "INTEGER",
  float: "FLOAT",
  double: "DOUBLE",
};

/** Faults in names and types of the columns; the rows can be read only if there are none. */
export async function checkColumns(
  { table, columns }: TableMeaning,
  query: Query,
): Promise<Fault[]> {
  const file = `${table}.parquet`;
  const found = await query(`DESCRIBE SELECT * FROM ${table}`);
  const types = new Map(found.map(({ column_name, column_type }) => [column_name, column_type]));
  const faults: Fault[] = columns.flatMap(({ name, type }) => {
    if (!types.has(name)) return [{ file, column: name, message: "is missing" }];
    if (types.get(name) === TYPES[type]) return [];
    return [{ file, column: name, message: `expected ${type}, found ${types.get(name)}` }];
  });
  const declared = new Set([...columns.map(({ name }) => name), "file_row_number"]);
  for (const name of types.keys()) {
    if (!declared.has(String(name))) {
      faults.push({ file, column: String(name), message: "is not a column of this table" });
    }
  }
  return faults;
}

/** Faults in the values of each column by itself, and in the key: the first row of each kind. */
export async function checkValues(
  { table, key, columns }: TableMeaning,
  query: Query,
): Promise<Fault[]> {
  const file = `${table}.parquet`;
  const faults: Fault[] = [];
  for (const { name, isOptional, values, type } of columns) {
    const wrong = [
      isOptional ? "" : `"${name}" IS NULL`,
      values ? `"${name}" NOT IN (${values.map((value) => `'${value}'`).join(", ")})` : "",
      type === "float" || type === "double" ? `NOT isfinite("${name}")` : "",
      type === "string" && !isOptional ? `trim("${name}") = ''` : "",
    ].filter(Boolean);
    if (wrong.length === 0) continue;
    const [found] = await query(
      `SELECT file_row_number + 1 AS row, CAST("${name}" AS VARCHAR) AS value FROM ${table}
       WHERE ${wrong.join(" OR ")} ORDER BY 1 LIMIT 1`,
    );
    if (!found) continue;
    const expected = values ? `one of ${values.join(", ")}` : "a value";
    const value = found.value === null ? "nothing" : `"${found.value}"`;
    faults.push({
      file,
      row: Number(found.row),
      column: name,
      message: `expected ${expected}, found ${value}`,
    });
  }
  const [repeated] = await query(
    `SELECT max(file_row_number) + 1 AS row, ${key.join(", ")} FROM ${table}
     GROUP BY ${key.join(", ")} HAVING count(*) > 1 ORDER BY 1 LIMIT 1`,
  );
  if (repeated) {
    const named = key.map((name) => repeated[name]).join(" and ");
    faults.push({
      file,
      row: Number(repeated.row),
      column: key.join(" and "),
      message: `${named} is there more than once; each row must have its own`,
    });
  }
  return faults;
}
