/** Choices by column, as src/data/feedback.arrow.ts writes them. */
import type { Table } from "npm:apache-arrow";
import { columnOf } from "./prompts-table.ts";

export interface Choices {
  readonly n: number;
  readonly persona: Uint16Array | Uint32Array;
  readonly prompt: Uint16Array;
  /** Position preferred, 0 or 1; 2 for a tie. */
  readonly choice: Uint8Array;
  /** 1 where the answer of position 1 was shown first. */
  readonly swapped: Uint8Array;
  /** Index into `SPLITS`. */
  readonly split: Uint8Array;
}

/** @throws RangeError where a column is missing. */
export function decodeChoices(table: Table): Choices {
  const array = <T>(key: string) => columnOf(table, key).toArray() as T;
  return {
    n: table.numRows,
    persona: array<Uint16Array>("persona"),
    prompt: array<Uint16Array>("prompt"),
    choice: array<Uint8Array>("choice"),
    swapped: array<Uint8Array>("swapped"),
    split: array<Uint8Array>("split"),
  };
}
