/** Tables of a dataset as Parquet: columns in, one file out, the same bytes every time. */
import type { SchemaElement } from "hyparquet";
import { fileWriter, ParquetWriter } from "hyparquet-writer";

export interface TableColumn {
  readonly name: string;
  readonly type: "text" | "real" | "single" | "integer" | "boolean";
  /** By row; null only where `isOptional`. */
  readonly values: ArrayLike<string | number | boolean | null>;
  readonly isOptional?: boolean;
  /** Whether values repeat enough to be stored once each. */
  readonly repeats?: boolean;
}

const TYPES: Readonly<Record<TableColumn["type"], Partial<SchemaElement>>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  real: { type: "DOUBLE" },
  single: { type: "FLOAT" },
  integer: { type: "INT32" },
  boolean: { type: "BOOLEAN" },
};

const ROWS_PER_GROUP = 65_536;

/** Writes a table. Provenance and licence go into the file's own metadata. */
export function writeTable(
  path: string,
  name: string,
  columns: readonly TableColumn[],
  { provenance, licence }: { readonly provenance: string; readonly licence: string },
): void {
  const schema: SchemaElement[] = [
    { name, num_children: columns.length },
    ...columns.map(
      (column): SchemaElement => ({
        name: column.name,
        ...TYPES[column.type],
        repetition_type: column.isOptional ? "OPTIONAL" : "REQUIRED",
      }),
    ),
  ];
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema,
    createdBy: "persona-atlas",
    kvMetadata: [
      { key: "provenance", value: provenance },
      { key: "licence", value: licence },
    ],
  });
  writer.write({
    columnData: columns.map(({ name, values, repeats }) => ({
      name,
      data: Array.isArray(values) ? values : Array.from(values),
      encoding: repeats ? "RLE_DICTIONARY" : "PLAIN",
      offsetIndex: false,
    })) as never,
    rowGroupSize: ROWS_PER_GROUP,
  });
  writer.finish();
}
