/** The table of pairs as columns of its file. */
import { PAIR_CONTROLS, SPLITS } from "../../schema/feedback-tables.ts";
import type { TableColumn } from "../datasets/table-file.ts";
import { probability } from "../feedback/choose.ts";
import { columnsOf, FLAG, LOGITS, NAME } from "../feedback/tables.ts";
import type { Pairs } from "./make-pairs.ts";

export function pairColumns(
  pairs: Pairs,
  personaIds: readonly string[],
  promptIds: readonly string[],
): TableColumn[] {
  const { persona, prompt, split, swapped, choice, margin, utility } = pairs;
  const column = columnsOf(Array.from(choice.keys()));
  const shown = (row: number, place: 0 | 1) =>
    (swapped[row] === place ? pairs.personalised : pairs.generic)[row].response_id;
  return [
    column("persona_id", NAME, (row) => personaIds[persona[row]]),
    column("prompt_id", NAME, (row) => promptIds[prompt[row]]),
    column("response_a", NAME, (row) => shown(row, 0)),
    column("response_b", NAME, (row) => shown(row, 1)),
    column("preferred", NAME, (row) => (choice[row] === swapped[row] ? "a" : "b")),
    { name: "margin", ...LOGITS, values: margin },
    column("rater", NAME, () => "simulated"),
    column("control", NAME, (row) => PAIR_CONTROLS[pairs.control[row]]),
    column("split", NAME, (row) => SPLITS[split[row]]),
    column("order_swapped", FLAG, (row) => swapped[row] === 1),
    { name: "utility", ...LOGITS, values: utility },
    column("probability", LOGITS, (row) => Math.round(probability(utility[row]) * 1e4) / 1e4),
  ];
}
