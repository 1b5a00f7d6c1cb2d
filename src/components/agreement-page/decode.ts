/** Judgements as src/data/judgements.arrow.ts writes them. */
import type { Table } from "npm:apache-arrow";
import type { Judgement } from "../../schema/judgement.ts";
import { columnOf } from "../feedback/prompts-table.ts";

/** @throws RangeError where a column is missing. */
export function decodeJudgements(table: Table): Judgement[] {
  const text = (key: string) => {
    const column = columnOf(table, key);
    return (row: number) => String(column.get(row) ?? "");
  };
  const [study, persona, prompt, rater, kind, a, b, preferred, reason] = [
    "study",
    "persona_id",
    "prompt_id",
    "rater",
    "rater_kind",
    "response_a",
    "response_b",
    "preferred",
    "reason",
  ].map(text);
  const swapped = columnOf(table, "order_swapped");
  const confidence = columnOf(table, "confidence");
  const tenths = columnOf(table, "tenths");
  return Array.from({ length: table.numRows }, (_, row): Judgement => {
    const time = tenths.get(row);
    return {
      study: study(row),
      persona_id: persona(row),
      prompt_id: prompt(row),
      rater: rater(row),
      rater_kind: kind(row) === "model" ? "model" : "person",
      response_a: a(row),
      response_b: b(row),
      preferred: preferred(row) as Judgement["preferred"],
      order_swapped: Boolean(swapped.get(row)),
      confidence: confidence.get(row) as Judgement["confidence"],
      reason: reason(row),
      seconds: time === null ? null : Number(time) / 10,
    };
  });
}
