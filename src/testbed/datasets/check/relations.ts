/** Faults between tables. */
import type { Manifest, Respondents } from "../../../schema/manifest.ts";
import { ENRICHMENT_RELATIONS, enrichmentCounts } from "./enrichment-relations.ts";
import type { Fault } from "./fault.ts";
import { PAIR_RELATIONS, pairQuotaRelations } from "./pair-relations.ts";
import type { Query } from "./query.ts";
import {
  answerRelations,
  judgementRelations,
  known,
  orderRelation,
  type Relation,
} from "./relation.ts";

const JUDGEMENTS: readonly Relation[] = [
  ...["feedback", "retest"].flatMap((table) => [
    ...judgementRelations(table),
    orderRelation(table),
  ]),
  ...answerRelations("judgements"),
  orderRelation("judgements"),
  {
    tables: ["judgements"],
    file: "judgements",
    column: "position",
    sql: `SELECT file_row_number + 1 AS row, coalesce(position::VARCHAR, 'nothing') AS found
      FROM judgements WHERE position IS DISTINCT FROM CASE WHEN preferred <> 'tie'
        THEN ((preferred = 'a') = order_swapped)::INTEGER END`,
    expected: "what preferred and order_swapped say",
  },
];

const RELATIONS: readonly Relation[] = [
  known("responses", "prompt_id", "prompts", "prompt_id"),
  known("responses", "persona_id", "personas", "persona_id"),
  known("values", "persona_id", "personas", "persona_id"),
  {
    tables: ["prompts", "responses"],
    file: "responses",
    column: "position",
    sql: `SELECT NULL AS row, p.prompt_id AS found FROM prompts p
      LEFT JOIN responses r ON r.prompt_id = p.prompt_id AND r.mode = 'position'
      GROUP BY p.prompt_id HAVING list_sort(list(r.position)) <> [0, 1]`,
    expected: "one answer of each position to every prompt",
  },
  {
    tables: ["prompts"],
    file: "prompts",
    column: "unseen_issue",
    sql: `SELECT file_row_number + 1 AS row, issue AS found FROM prompts
      WHERE unseen_issue <> (issue NOT IN (SELECT issue FROM prompts WHERE pool = 'train'))`,
    expected: "true exactly where no prompt of the train pool has the issue",
  },
  {
    tables: ["responses"],
    file: "responses",
    column: "persona_id",
    sql: `SELECT file_row_number + 1 AS row, mode || ' for ' || coalesce(persona_id, 'nobody') AS found
      FROM responses WHERE (mode = 'personalised') <> (persona_id IS NOT NULL)`,
    expected: "a persona_id exactly for personalised answers",
  },
  {
    tables: ["responses"],
    file: "responses",
    column: "position",
    // Nobody knows which side a language model's rewrite takes.
    sql: `SELECT file_row_number + 1 AS row, mode || ' with ' || coalesce(position::VARCHAR, 'none') AS found
      FROM responses WHERE (mode = 'generic') <> (position IS NULL)
        AND NOT (mode = 'personalised' AND author <> 'template')`,
    expected: "a position for all but generic answers",
  },
  ...JUDGEMENTS,
  {
    tables: ["feedback", "retest"],
    file: "retest",
    column: "prompt_id",
    sql: `SELECT t.file_row_number + 1 AS row, t.persona_id || ' and ' || t.prompt_id AS found
      FROM retest t ANTI JOIN feedback f USING (persona_id, prompt_id)`,
    expected: "a choice of feedback.parquet",
  },
  ...PAIR_RELATIONS,
  ...ENRICHMENT_RELATIONS,
];

const BALANCED: Relation = {
  tables: ["feedback", "prompts"],
  file: "feedback",
  column: "prompt_id",
  sql: `WITH judged AS (SELECT p.prompt_id, p.pool, count(f.persona_id) AS n FROM prompts p
          LEFT JOIN feedback f USING (prompt_id) GROUP BY ALL)
        SELECT NULL AS row, arg_min(prompt_id, n) || ' with ' || min(n) || ' and '
          || arg_max(prompt_id, n) || ' with ' || max(n) AS found
        FROM judged GROUP BY pool HAVING max(n) - min(n) > 1`,
  expected: "as many judgements of every prompt of a pool, within one",
};

/** Rules on how many judgements there are, for a dataset that says how they were given out. */
function quotaRelations({ quota, kind }: Respondents): Relation[] {
  // Calls to a language model fail: there may be fewer of its choices, never more.
  const isExact = kind === "random-utility";
  const splits = { train: quota.train, test_seen: quota.testSeen, test_heldout: quota.testHeldout };
  return [
    ...Object.entries(splits).map(
      ([split, count]): Relation => ({
        tables: ["feedback", "personas"],
        file: "feedback",
        column: "split",
        sql: `SELECT NULL AS row, p.persona_id || ' with ' || count(f.prompt_id) AS found
          FROM personas p
          LEFT JOIN feedback f ON f.persona_id = p.persona_id AND f.split = '${split}'
          GROUP BY p.persona_id HAVING count(f.prompt_id) ${isExact ? "<>" : ">"} ${count}`,
        expected: `${isExact ? "" : "at most "}${count} ${split} rows of every persona`,
      }),
    ),
    ...(isExact ? [BALANCED] : []),
  ];
}

/** Faults between the tables that are there: of each rule the first row, and how many break it. */
export async function checkRelations(
  tables: ReadonlySet<string>,
  { respondents, pairs, enrichment }: Pick<Manifest, "respondents" | "pairs" | "enrichment">,
  query: Query,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  const relations = [
    ...RELATIONS,
    ...(respondents ? quotaRelations(respondents) : []),
    ...(pairs ? pairQuotaRelations(pairs) : []),
    ...(enrichment ? enrichmentCounts(enrichment) : []),
  ];
  for (const relation of relations) {
    if (!relation.tables.every((table) => tables.has(table))) continue;
    const [first] = await query(
      `SELECT *, count(*) OVER () AS broken FROM (${relation.sql}) ORDER BY row, found LIMIT 1`,
    );
    if (!first) continue;
    const others = Number(first.broken) - 1;
    const more = others > 0 ? ` (and ${others.toLocaleString("en-US")} more)` : "";
    faults.push({
      file: `${relation.file}.parquet`,
      row: first.row === null ? undefined : Number(first.row),
      column: relation.column,
      message: `expected ${relation.expected}, found ${first.found}${more}`,
    });
  }
  return faults;
}
