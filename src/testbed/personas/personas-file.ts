/** personas.parquet: row groups encoded one by one, in any process, and joined in order. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { RowGroup, SchemaElement } from "hyparquet";
import { ByteWriter, fileWriter, ParquetWriter } from "hyparquet-writer";
import { ATTRIBUTES } from "../../schema/attributes.ts";
import { type CodedPersonas, NO_NUMBER } from "../../schema/tables.ts";
import { labels } from "./persona-rows.ts";

/** Bytes of one row group, with offsets as if it began right after the file's first four bytes. */
export interface EncodedGroup {
  readonly bytes: Uint8Array;
  readonly rowGroups: RowGroup[];
  readonly rows: number;
}

const MAGIC_BYTES = 4;

const text = (name: string): SchemaElement => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  repetition_type: "REQUIRED",
});

/** Columns of the file in order, by Parquet's types. */
export const PARQUET_SCHEMA: SchemaElement[] = [
  { name: "personas", num_children: ATTRIBUTES.length + 2 },
  text("persona_id"),
  { name: "weight", type: "DOUBLE", repetition_type: "REQUIRED" },
  ...ATTRIBUTES.map(({ key, kind }): SchemaElement => {
    if (kind === "boolean") return { name: key, type: "BOOLEAN", repetition_type: "REQUIRED" };
    if (kind === "number") {
      const repetition_type = key === "age" ? "REQUIRED" : "OPTIONAL";
      return { name: key, type: "INT32", repetition_type };
    }
    return text(key);
  }),
];

/** `p00001`; as many digits as the largest number needs, five at least. */
export function personaId(number: number, total: number): string {
  return `p${String(number).padStart(Math.max(5, String(total).length), "0")}`;
}

interface Column {
  readonly name: string;
  readonly data: unknown[];
  readonly encoding: "PLAIN" | "RLE_DICTIONARY";
  readonly offsetIndex: false;
}

/**
 * Encodes new personas as one row group.
 * @param first number of the first persona (from 1) among `total`. @param weights by persona.
 */
export function encodeGroup(
  personas: CodedPersonas,
  weights: Float64Array,
  first: number,
  total: number,
): EncodedGroup {
  const ids = Array.from({ length: personas.n }, (_, i) => personaId(first + i, total));
  return encodeNamed(personas, weights, ids);
}

/** Encodes personas that have their names as one row group. @param weights, ids by persona. */
export function encodeNamed(
  personas: CodedPersonas,
  weights: Float64Array,
  ids: readonly string[],
): EncodedGroup {
  const column = (
    name: string,
    data: ArrayLike<unknown>,
    encoding: Column["encoding"] = "PLAIN",
  ): Column => ({
    name,
    data: Array.isArray(data) ? data : Array.from(data),
    encoding,
    offsetIndex: false,
  });
  const columns = [
    column("persona_id", ids),
    column("weight", weights, "RLE_DICTIONARY"),
    ...ATTRIBUTES.map(({ key, kind }) => {
      if (kind === "boolean")
        return column(
          key,
          Array.from(personas.codes[key]).map((code) => code === 1),
        );
      if (kind === "number") {
        return column(
          key,
          Array.from(personas.numbers[key]).map((value) => (value === NO_NUMBER ? null : value)),
          "RLE_DICTIONARY",
        );
      }
      if (kind === "text" && key !== "big_five_scores") return column(key, personas.texts[key]);
      if (kind === "text" || kind === "title") {
        return column(key, personas.texts[key], "RLE_DICTIONARY");
      }
      return column(key, labels(personas, key), "RLE_DICTIONARY");
    }),
  ];
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: PARQUET_SCHEMA, statistics: false });
  writer.write({
    columnData: columns as never,
    rowGroupSize: Math.max(personas.n, 1),
  });
  return {
    bytes: bytes.getBytes().slice(MAGIC_BYTES),
    rowGroups: writer.row_groups,
    rows: personas.n,
  };
}

/** Writes row groups to one file in the order in which they are given. */
export class PersonasFile {
  private readonly bytes;
  private readonly writer: ParquetWriter;

  constructor(path: string, provenance: string, licence: string) {
    this.bytes = fileWriter(path);
    this.writer = new ParquetWriter({
      writer: this.bytes,
      schema: PARQUET_SCHEMA,
      createdBy: "persona-atlas",
      kvMetadata: [
        { key: "provenance", value: provenance },
        { key: "licence", value: licence },
      ],
    });
  }

  append({ bytes, rowGroups, rows }: EncodedGroup): void {
    const shift = BigInt(this.bytes.offset - MAGIC_BYTES);
    for (const group of rowGroups) {
      for (const { meta_data } of group.columns) {
        if (!meta_data) continue;
        meta_data.data_page_offset += shift;
        if (meta_data.dictionary_page_offset !== undefined) {
          meta_data.dictionary_page_offset += shift;
        }
      }
      for (const chunk of group.columns) chunk.file_offset += shift;
      this.writer.row_groups.push(group);
    }
    this.writer.num_rows += BigInt(rows);
    this.bytes.appendBytes(bytes);
  }

  finish(): void {
    this.writer.finish();
  }
}

/** Size and sha256 of a written file. */
export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const content = await readFile(path);
  return { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}
