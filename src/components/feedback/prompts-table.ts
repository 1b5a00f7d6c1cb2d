/** Prompts by column, as src/data/prompts.arrow.ts writes them. */
import type { Table, Vector } from "npm:apache-arrow";

/** Columns of counts: choices of position 0, of position 1, ties. */
export const PROMPT_COUNTS = ["zero", "one", "ties"] as const;

export interface PromptsTable {
  readonly n: number;
  readonly ids: readonly string[];
  /** By prompt: index into `topics`, `issues`, `framings`. */
  readonly topic: Uint16Array;
  readonly issue: Uint16Array;
  readonly framing: Uint16Array;
  readonly topics: readonly string[];
  readonly issues: readonly string[];
  readonly framings: readonly string[];
  readonly heldout: Uint8Array;
  readonly unseen: Uint8Array;
  /** By prompt, of everybody: choices of position 0 with half the ties, and all choices. */
  readonly zero: Float64Array;
  readonly judged: Float64Array;
}

/** @throws RangeError where a column is missing. */
export function decodePrompts(table: Table): PromptsTable {
  const n = table.numRows;
  const [topic, topics] = coded(columnOf(table, "topic"));
  const [issue, issues] = coded(columnOf(table, "issue"));
  const [framing, framings] = coded(columnOf(table, "framing"));
  const [zero, one, ties] = PROMPT_COUNTS.map((key) => columnOf(table, key).toArray());
  return {
    n,
    ids: Array.from(columnOf(table, "prompt_id"), String),
    topic,
    issue,
    framing,
    topics,
    issues,
    framings,
    heldout: Uint8Array.from(columnOf(table, "heldout"), Number),
    unseen: Uint8Array.from(columnOf(table, "unseen_issue"), Number),
    zero: Float64Array.from({ length: n }, (_, i) => zero[i] + ties[i] / 2),
    judged: Float64Array.from({ length: n }, (_, i) => zero[i] + one[i] + ties[i]),
  };
}

/** The column of a table. @throws RangeError where it is missing. */
export function columnOf(table: Table, key: string): Vector {
  const column = table.getChild(key);
  if (!column) throw new RangeError(`The file has no column "${key}".`);
  return column;
}

function coded(column: Vector): [Uint16Array, readonly string[]] {
  const place = new Map<string, number>();
  const codes = Uint16Array.from(column, (value) => {
    const text = String(value);
    const at = place.get(text) ?? place.size;
    place.set(text, at);
    return at;
  });
  return [codes, [...place.keys()]];
}
