/** Arrow for the browser: one record batch, dictionaries in the declared order of levels. */
import {
  Bool,
  type Data,
  Dictionary,
  Field,
  Float64,
  Int32,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Uint8,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";

/** Values that must be levels, as indices into the declared list. @throws RangeError for another value. */
export function levelVector(
  key: string,
  levels: readonly string[],
  values: readonly unknown[],
): Vector {
  const place = new Map(levels.map((level, i) => [level, i]));
  const indices = Uint8Array.from(values, (value, row) => {
    const level = place.get(String(value));
    if (level === undefined) {
      throw new RangeError(
        `Row ${row + 1}, column ${key}: expected one of its ${levels.length} levels, found "${value}".`,
      );
    }
    return level;
  });
  return dictionaryVector(levels, indices);
}

/** Texts that repeat, each stored once, in the order of first use. */
export function repeatedTextVector(values: readonly unknown[]): Vector {
  const place = new Map<string, number>();
  const indices = Int32Array.from(values, (value) => {
    const text = String(value ?? "");
    const at = place.get(text) ?? place.size;
    place.set(text, at);
    return at;
  });
  return dictionaryVector([...place.keys()], indices);
}

export function textVector(values: readonly unknown[]): Vector {
  return vectorFromArray(
    values.map((value) => String(value ?? "")),
    new Utf8(),
  );
}

export function integerVector(values: readonly unknown[]): Vector {
  return vectorFromArray(
    values.map((value) => (value === null ? null : Number(value))),
    new Int32(),
  );
}

export function realVector(values: readonly unknown[]): Vector {
  return vectorFromArray(values.map(Number), new Float64());
}

export function booleanVector(values: readonly unknown[]): Vector {
  return vectorFromArray(values.map(Boolean), new Bool());
}

/** Numbers as they lie in memory. */
export function arrayVector(
  values: Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array,
): Vector {
  return makeVector(values);
}

/** An uncompressed IPC stream of the columns. */
export function arrowStream(columns: Readonly<Record<string, Vector>>): Uint8Array {
  const entries = Object.entries(columns);
  const fields = entries.map(([key, { type, nullCount }]) => new Field(key, type, nullCount > 0));
  const schema = new Schema(fields);
  const data = makeData({
    type: new Struct(fields),
    length: entries[0][1].length,
    nullCount: 0,
    children: entries.map(([, vector]) => vector.data[0] as Data),
  });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), "stream");
}

function dictionaryVector(levels: readonly string[], indices: Uint8Array | Int32Array): Vector {
  const dictionary = vectorFromArray([...levels], new Utf8());
  const type = new Dictionary(
    new Utf8(),
    indices instanceof Uint8Array ? new Uint8() : new Int32(),
  );
  return makeVector(
    makeData({ type, length: indices.length, nullCount: 0, data: indices, dictionary }),
  );
}
