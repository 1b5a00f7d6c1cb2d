/** Judged answers by column, as src/data/judged.arrow.ts writes them. */
import type { Table } from "npm:apache-arrow";
import type { JudgedRows } from "../../stats/bench/rows.ts";
import { columnOf } from "../feedback/prompts-table.ts";

export interface Judged {
  readonly n: number;
  /** Index of the run, and of the model and mode in it. */
  readonly run: Uint8Array;
  readonly part: Uint8Array;
  readonly persona: Uint32Array;
  readonly prompt: Uint16Array;
  /** 0 or 1; 2 where a call failed. */
  readonly passed: Uint8Array;
  /** Side taken; 2 where unknown. */
  readonly position: Uint8Array;
}

/** @throws RangeError where a column is missing. */
export function decodeJudged(table: Table): Judged {
  const array = <T>(key: string) => columnOf(table, key).toArray() as T;
  return {
    n: table.numRows,
    run: array<Uint8Array>("run"),
    part: array<Uint8Array>("part"),
    persona: array<Uint32Array>("persona"),
    prompt: array<Uint16Array>("prompt"),
    passed: array<Uint8Array>("passed"),
    position: array<Uint8Array>("position"),
  };
}

/** The rows of one model and mode of a run. O(rows). */
export function partOf(judged: Judged, run: number, part: number): JudgedRows {
  const rows: number[] = [];
  for (let row = 0; row < judged.n; row++) {
    if (judged.run[row] === run && judged.part[row] === part) rows.push(row);
  }
  const known = (value: number) => (value === 2 ? Number.NaN : value);
  return {
    n: rows.length,
    persona: Float64Array.from(rows, (row) => judged.persona[row]),
    prompt: Float64Array.from(rows, (row) => judged.prompt[row]),
    attempt: new Uint8Array(rows.length),
    variant: new Uint8Array(rows.length),
    variants: [""],
    passed: Float64Array.from(rows, (row) => known(judged.passed[row])),
    position: Float64Array.from(rows, (row) => known(judged.position[row])),
  };
}
