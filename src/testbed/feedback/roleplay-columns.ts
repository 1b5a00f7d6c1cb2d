/** A model's choices as the personas, as columns of tables of judgements. */
import { SPLITS } from "../../schema/feedback-tables.ts";
import type { TableColumn } from "../datasets/table-file.ts";
import type { PairJudged } from "../lm/roles/both-orders.ts";
import { columnsOf, FLAG, LOGITS, NAME, WHOLE } from "./tables.ts";

/** One judged pair: who, on what, and which of the answers was shown first. */
export interface RoleplayRow {
  readonly personaId: string;
  readonly promptId: string;
  /** Identifiers of the answers 0 and 1. */
  readonly answers: readonly [string, string];
  /** 1 where answer 1 was shown first. */
  readonly swapped: 0 | 1;
  /** Index into `SPLITS`. */
  readonly split: number;
  readonly judged: PairJudged;
}

/** @param rater name of the model. Utilities are not known: null. */
export function judgementColumns(rows: readonly RoleplayRow[], rater: string): TableColumn[] {
  const column = columnsOf(rows);
  const shown = ({ answers, swapped }: RoleplayRow, place: 0 | 1) =>
    answers[swapped === place ? 0 : 1];
  const order = ({ judged, swapped }: RoleplayRow) => judged.orders[swapped];
  const unknown = { ...LOGITS, isOptional: true };
  return [
    column("persona_id", NAME, ({ personaId }) => personaId),
    column("prompt_id", NAME, ({ promptId }) => promptId),
    column("response_a", NAME, (row) => shown(row, 0)),
    column("response_b", NAME, (row) => shown(row, 1)),
    column("preferred", NAME, (row) => {
      const { choice } = order(row);
      return choice === "tie" ? "tie" : choice === row.swapped ? "a" : "b";
    }),
    column("margin", LOGITS, (row) => order(row).confidence),
    column("rater", NAME, () => rater),
    column("split", NAME, ({ split }) => SPLITS[split]),
    column("order_swapped", FLAG, ({ swapped }) => swapped === 1),
    column("utility", unknown, () => null),
    column("probability", unknown, () => null),
  ];
}

/** Columns of feedback (repeat 0), or of the same pairs in the other order (repeat 1). */
export function roleplayColumns(
  rows: readonly RoleplayRow[],
  rater: string,
  repeat: 0 | 1,
): TableColumn[] {
  const turned = rows.map((row) =>
    repeat === 0 ? row : { ...row, swapped: (1 - row.swapped) as 0 | 1 },
  );
  const columns = judgementColumns(turned, rater);
  const at = columns.findIndex(({ name }) => name === "split");
  const column = columnsOf(turned)("repeat", { ...WHOLE, repeats: true }, () => repeat);
  return [...columns.slice(0, at), column, ...columns.slice(at)];
}
