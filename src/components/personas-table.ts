import type { Table, Vector } from "npm:apache-arrow";
import { binOf } from "../schema/attribute.ts";
import { ATTRIBUTES, attributeOf, COUNTABLE } from "../schema/attributes.ts";
import { type CodedPersonas, NO_NUMBER } from "../schema/tables.ts";

/** Personas by column as typed arrays, for counting without a database. */
export interface PersonasTable extends CodedPersonas {
  /** persona_id per person. */
  readonly ids: readonly string[];
  readonly weight: Float64Array;
  /** Language model that wrote a person's texts, "" for the templates; absent where none wrote any. */
  readonly textsBy?: readonly string[];
}

/**
 * Personas from the Arrow that src/data/personas.arrow.ts writes (no titles, no texts).
 * @throws RangeError where a column is missing or holds a value that is not a declared level.
 */
export function decodePersonas(table: Table): PersonasTable {
  const codes: Record<string, Uint8Array> = {};
  const numbers: Record<string, Int32Array> = {};
  for (const attribute of COUNTABLE) {
    const { key, kind } = attribute;
    const column = columnOf(table, key);
    if (kind === "number") {
      const values = Int32Array.from(column, (value) => value ?? NO_NUMBER);
      numbers[key] = values;
      codes[key] = Uint8Array.from(values, (value) =>
        binOf(attribute, value === NO_NUMBER ? null : value),
      );
    } else if (kind === "boolean") {
      codes[key] = Uint8Array.from(column, (value) => (value ? 1 : 0));
    } else codes[key] = dictionaryCodes(column, key, attribute.levels);
  }
  return {
    n: table.numRows,
    codes,
    numbers,
    texts: {},
    ids: Array.from(columnOf(table, "persona_id"), String),
    weight: Float64Array.from(columnOf(table, "weight"), Number),
  };
}

/** The same personas with the titles and texts of src/data/persona-texts.arrow.ts, joined by persona_id. */
export function withTexts(personas: PersonasTable, table: Table): PersonasTable {
  const place = new Map(personas.ids.map((id, i) => [id, i]));
  const order = Array.from(columnOf(table, "persona_id"), (id) => place.get(String(id)) ?? -1);
  const ordered = (column: Iterable<unknown>) => {
    const texts = new Array<string>(personas.n).fill("");
    let row = 0;
    for (const text of column) {
      const at = order[row++];
      if (at >= 0) texts[at] = String(text ?? "");
    }
    return texts;
  };
  const texts = Object.fromEntries(
    ATTRIBUTES.filter(({ levels }) => levels.length === 0).map(({ key }) => [
      key,
      ordered(columnOf(table, key)),
    ]),
  );
  const writers = table.getChild("texts_by");
  return { ...personas, texts, ...(writers && { textsBy: ordered(writers) }) };
}

/** Levels of a countable attribute, for a person: the label, or the number with its thousands. */
export function personaValue(
  personas: PersonasTable,
  key: string,
  person: number,
): string | number {
  const number = personas.numbers[key]?.[person];
  if (number !== undefined && number !== NO_NUMBER) return number;
  const codes = personas.codes[key];
  return codes ? attributeOf(key).levels[codes[person]] : (personas.texts[key]?.[person] ?? "");
}

function columnOf(table: Table, key: string): Vector {
  const column = table.getChild(key);
  if (!column) throw new RangeError(`The personas have no column "${key}".`);
  return column;
}

/** Level indices of a dictionary column, whatever the order of its dictionary. */
function dictionaryCodes(column: Vector, key: string, levels: readonly string[]): Uint8Array {
  const codes = new Uint8Array(column.length);
  let at = 0;
  for (const chunk of column.data) {
    const labels = chunk.dictionary ? Array.from(chunk.dictionary, String) : null;
    if (!labels) throw new RangeError(`Column "${key}" is not dictionary-encoded.`);
    const levelOf = labels.map((label) => levels.indexOf(label));
    const indices = chunk.values as ArrayLike<number>;
    for (let i = 0; i < chunk.length; i++) {
      const level = levelOf[indices[i]];
      if (level < 0) {
        throw new RangeError(
          `Column "${key}" holds "${labels[indices[i]]}", not a declared level.`,
        );
      }
      codes[at++] = level;
    }
  }
  return codes;
}
