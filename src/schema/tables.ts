/** Columns of the personas table, and the coded form in which the project holds it in memory. */
import { ATTRIBUTES, COUNTABLE } from "./attributes.ts";

export const SCHEMA_VERSION = 1;

/** Columns of personas.parquet, in order. */
export const PERSONA_COLUMNS: readonly string[] = [
  "persona_id",
  "weight",
  ...ATTRIBUTES.map((attribute) => attribute.key),
];

/**
 * A table of personas by column, every countable attribute as level indices.
 * Numbers have their value beside the index of their bin.
 */
export interface CodedPersonas {
  readonly n: number;
  /** Level index per person, for each key of `COUNTABLE`. */
  readonly codes: Readonly<Record<string, Uint8Array>>;
  /** Value per person for number attributes; `NO_NUMBER` where not applicable. */
  readonly numbers: Readonly<Record<string, Int32Array>>;
  /** Text per person, for titles and text. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** Stands for null in `numbers`. */
export const NO_NUMBER = -2147483648;

/** Keys of the columns that `CodedPersonas.codes` must have. */
export const CODED_KEYS: readonly string[] = COUNTABLE.map((attribute) => attribute.key);
