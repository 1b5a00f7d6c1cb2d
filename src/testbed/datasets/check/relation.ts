/** What must hold between tables: a rule is a query for the rows that break it. */

export interface Relation {
  /** Tables that must be there for the rule to be asked. */
  readonly tables: readonly string[];
  readonly file: string;
  readonly column: string;
  /** Rows that break it, with `row` (from 1, or null) and `found`. */
  readonly sql: string;
  readonly expected: string;
}

/** Every value of a column is a key of the parent table; null is none. */
export const known = (table: string, column: string, parent: string, key: string): Relation => ({
  tables: [table, parent],
  file: table,
  column,
  sql: `SELECT t.file_row_number + 1 AS row, t.${column} AS found FROM ${table} t
    ANTI JOIN ${parent} p ON p.${key} = t.${column} WHERE t.${column} IS NOT NULL`,
  expected: `a ${key} of ${parent}.parquet`,
});

/** What holds in every table of choices between two answers, simulated or not. */
export const answerRelations = (table: string): Relation[] => [
  known(table, "persona_id", "personas", "persona_id"),
  known(table, "prompt_id", "prompts", "prompt_id"),
  known(table, "response_a", "responses", "response_id"),
  known(table, "response_b", "responses", "response_id"),
  ...["response_a", "response_b"].map(
    (column): Relation => ({
      tables: [table, "responses"],
      file: table,
      column,
      sql: `SELECT t.file_row_number + 1 AS row, t.${column} AS found FROM ${table} t
        JOIN responses r ON r.response_id = t.${column} WHERE r.prompt_id <> t.prompt_id`,
      expected: "an answer to the row's own prompt",
    }),
  ),
  {
    tables: [table],
    file: table,
    column: "response_b",
    sql: `SELECT file_row_number + 1 AS row, response_b AS found FROM ${table}
      WHERE response_a = response_b`,
    expected: "another answer than response_a",
  },
];

/** Whether the order of answers that argue for positions is the one told. */
export const orderRelation = (table: string): Relation => ({
  tables: [table, "responses"],
  file: table,
  column: "order_swapped",
  sql: `SELECT t.file_row_number + 1 AS row, CAST(t.order_swapped AS VARCHAR) AS found
    FROM ${table} t JOIN responses r ON r.response_id = t.response_a
    WHERE r.position IS NOT NULL AND (r.position = 1) <> t.order_swapped`,
  expected: "true exactly where response_a is of position 1",
});

/** What holds in every table of simulated choices. */
export const judgementRelations = (table: string): Relation[] => [
  ...answerRelations(table),
  {
    tables: [table, "prompts"],
    file: table,
    column: "split",
    sql: `SELECT t.file_row_number + 1 AS row, t.split AS found FROM ${table} t
      JOIN prompts p USING (prompt_id) WHERE (p.pool = 'heldout') <> (t.split = 'test_heldout')`,
    expected: "test_heldout exactly for prompts of the heldout pool",
  },
  {
    tables: [table],
    file: table,
    column: "probability",
    sql: `SELECT file_row_number + 1 AS row, CAST(probability AS VARCHAR) AS found FROM ${table}
      WHERE abs(probability - 1 / (1 + exp(-utility))) > 0.001`,
    expected: "the logistic of the utility",
  },
  ...["utility", "probability"].map(
    (column): Relation => ({
      tables: [table],
      file: table,
      column,
      sql: `SELECT file_row_number + 1 AS row,
          rater || ' with ' || coalesce(${column}::VARCHAR, 'none') AS found
        FROM ${table} WHERE (rater = 'simulated') <> (${column} IS NOT NULL)`,
      expected: "a value exactly where the rater is simulated",
    }),
  ),
];
