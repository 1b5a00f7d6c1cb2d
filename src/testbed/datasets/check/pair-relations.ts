/** What must hold in the table of pairs, beside what holds in every table of judgements. */
import { EQUAL_LENGTH, PAIR_CONTROLS } from "../../../schema/feedback-tables.ts";
import type { PairsMade } from "../../../schema/manifest.ts";
import { judgementRelations, type Relation } from "./relation.ts";

/** Each pair with its personalised answer `p` and its generic answer `g`. */
const ANSWERS = `pairs t
  JOIN responses a ON a.response_id = t.response_a JOIN responses b ON b.response_id = t.response_b,
  LATERAL (SELECT CASE WHEN t.order_swapped THEN b ELSE a END AS p,
    CASE WHEN t.order_swapped THEN a ELSE b END AS g)`;

const rule = (column: string, found: string, broken: string, expected: string): Relation => ({
  tables: ["pairs", "responses"],
  file: "pairs",
  column,
  sql: `SELECT t.file_row_number + 1 AS row, ${found} AS found FROM ${ANSWERS} WHERE ${broken}`,
  expected,
});

export const PAIR_RELATIONS: readonly Relation[] = [
  ...judgementRelations("pairs"),
  rule(
    "order_swapped",
    "a.mode || ' and ' || b.mode",
    "p.mode <> 'personalised' OR g.mode <> 'generic'",
    "a generic and a personalised answer, the generic one first exactly where it is true",
  ),
  rule(
    "control",
    "t.control || ' for ' || coalesce(p.persona_id, 'nobody')",
    "(t.control = 'mismatched') <> (p.persona_id IS DISTINCT FROM t.persona_id)",
    "mismatched exactly where the answer is for another persona",
  ),
  rule(
    "control",
    "p.words || ' and ' || g.words || ' words'",
    `t.control <> 'none' AND abs(p.words - g.words) > ${EQUAL_LENGTH} * greatest(p.words, g.words)`,
    "answers of equal length within 5 % under this control",
  ),
  {
    tables: ["pairs", "feedback"],
    file: "pairs",
    column: "split",
    sql: `SELECT t.file_row_number + 1 AS row, coalesce(f.split, 'none') AS found FROM pairs t
      LEFT JOIN feedback f USING (persona_id, prompt_id) WHERE t.split IS DISTINCT FROM f.split`,
    expected: "the split of the persona's choice in feedback.parquet",
  },
];

/** A pair under each control. */
const COMPLETE: Relation = {
  tables: ["pairs"],
  file: "pairs",
  column: "control",
  sql: `SELECT max(file_row_number) + 1 AS row, count(*) AS found FROM pairs
      GROUP BY persona_id, prompt_id HAVING count(*) <> ${PAIR_CONTROLS.length}`,
  expected: "a pair under each control for every persona and prompt",
};

/** How many prompts of each persona have pairs; of a language model's some may have failed. */
export function pairQuotaRelations({ perPersona, author }: PairsMade): Relation[] {
  const isExact = author === "template";
  const quota: Relation = {
    tables: ["pairs", "personas"],
    file: "pairs",
    column: "persona_id",
    sql: `SELECT NULL AS row, p.persona_id || ' with ' || count(DISTINCT t.prompt_id) AS found
      FROM personas p LEFT JOIN pairs t USING (persona_id)
      GROUP BY p.persona_id HAVING count(DISTINCT t.prompt_id) ${isExact ? "<>" : ">"} ${perPersona}`,
    expected: `pairs on ${isExact ? "" : "at most "}${perPersona} prompts of every persona`,
  };
  return isExact ? [COMPLETE, quota] : [quota];
}
