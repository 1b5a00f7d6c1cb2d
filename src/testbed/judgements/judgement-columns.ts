/** The table of judgements as columns of its file. */
import { type Judgement, positionOf } from "../../schema/judgement.ts";
import type { TableColumn } from "../datasets/table-file.ts";
import { columnsOf, FLAG, NAME } from "../feedback/tables.ts";

export function judgementColumns(judgements: readonly Judgement[]): TableColumn[] {
  const column = columnsOf(judgements);
  const whole = { type: "integer", isOptional: true } as const;
  return [
    column("study", NAME, ({ study }) => study),
    column("persona_id", NAME, ({ persona_id }) => persona_id),
    column("prompt_id", NAME, ({ prompt_id }) => prompt_id),
    column("rater", NAME, ({ rater }) => rater),
    column("rater_kind", NAME, ({ rater_kind }) => rater_kind),
    column("response_a", NAME, ({ response_a }) => response_a),
    column("response_b", NAME, ({ response_b }) => response_b),
    column("preferred", NAME, ({ preferred }) => preferred),
    column("order_swapped", FLAG, ({ order_swapped }) => order_swapped),
    column("position", whole, positionOf),
    column("confidence", whole, ({ confidence }) => confidence),
    column("reason", { type: "text", isOptional: true }, ({ reason }) => reason || null),
    column("seconds", { type: "real", isOptional: true }, ({ seconds }) => seconds),
  ];
}
