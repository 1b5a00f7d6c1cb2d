import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { personasTableSql, SECURITY_SQL } from "../../src/components/database-tables.ts";
import {
  FEEDBACK_TABLES,
  feedbackTablesSql,
  needsPersonasOnly,
} from "../../src/components/feedback/database-tables.ts";
import { quoteName, quoteText } from "../../src/components/slices/slice-sql.ts";
import { PLAIN_TABLES } from "../../src/components/sql/schema-list.ts";
import { ATTRIBUTES } from "../../src/schema/attributes.ts";

/** A literal for a column of persona `i`: every level of a list in turn, backwards. */
function literal({ kind, levels }: (typeof ATTRIBUTES)[number], i: number): string {
  if (kind === "number") return String(i);
  if (kind === "boolean") return String(i % 2 === 0);
  return quoteText(
    levels.length > 0 ? levels[(levels.length * 9 - 1 - i) % levels.length] : "text",
  );
}

it("makes the tables that queries name, ordered by declared levels, and then closes the door", async () => {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  const select = (long: boolean, i: number) =>
    `SELECT 'p${i}' AS persona_id, 1.0 AS weight, ${ATTRIBUTES.filter(
      ({ levels }) => levels.length > 0 === !long,
    )
      .map((attribute) => `${literal(attribute, i)} AS ${quoteName(attribute.key)}`)
      .join(", ")}`;
  const rows = [0, 1, 2, 3];
  await connection.run(
    `CREATE TABLE countable AS ${rows.map((i) => select(false, i)).join(" UNION ALL ")}`,
  );
  await connection.run(
    `CREATE TABLE texts AS SELECT * EXCLUDE weight FROM (${rows.map((i) => select(true, i)).join(" UNION ALL ")})`,
  );
  for (const statement of [...personasTableSql(), ...SECURITY_SQL]) await connection.run(statement);

  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  const { length } = ATTRIBUTES;
  expect(await ask("SELECT count(*)::INTEGER FROM pragma_table_info('personas')")).toEqual([
    [length + 2],
  ]);
  // The last four levels in declared order: by letters, Doctorate would be first.
  expect(await ask("SELECT education::VARCHAR FROM personas ORDER BY education")).toEqual([
    ["Master's degree"],
    ["Professional degree"],
    ["Doctorate"],
    ["Not applicable"],
  ]);
  expect(
    await ask("SELECT postal, region FROM states WHERE state = 'District of Columbia'"),
  ).toEqual([["DC", "South"]]);
  await expect(ask("SELECT * FROM read_csv('package.json')")).rejects.toThrow(/disabled/);
  await expect(ask("SET enable_external_access = true")).rejects.toThrow(/locked/);
  connection.closeSync();
});

it("makes the tables about feedback with the columns that the list of tables names", async () => {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  for (const statement of [
    "CREATE TABLE personas AS SELECT 'p1' AS persona_id UNION ALL SELECT 'p2'",
    `CREATE TABLE prompt_columns AS SELECT 'q1' AS prompt_id, 'arms' AS topic, 'permits' AS issue,
       'direct' AS framing, true AS heldout, false AS unseen_issue`,
    "CREATE TABLE prompt_texts AS SELECT 'Should one need a permit?' AS text",
    `CREATE TABLE choices AS SELECT * FROM (VALUES (0, 0, 0, 0, 2), (1, 0, 2, 1, 0))
       AS rows(persona, prompt, choice, swapped, split)`,
    ...feedbackTablesSql({
      topics: [{ key: "arms", label: "Arms" }],
      issues: [
        {
          key: "permits",
          topic: "arms",
          about: "who may buy a gun",
          question: "Should one need a permit?",
          positions: [
            { label: "no permit", claim: "" },
            { label: "ask for a permit", claim: "" },
          ],
          stance: { guns: -1 },
          survey: null,
        },
      ],
    }),
  ])
    await connection.run(statement);
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  for (const table of FEEDBACK_TABLES) {
    const listed = PLAIN_TABLES.find((plain) => plain.table === table)?.columns;
    expect(await ask(`SELECT name FROM pragma_table_info('${table}')`)).toEqual(
      listed?.map(({ name }) => [name]),
    );
  }
  expect(await ask("SELECT * FROM feedback ORDER BY persona_id")).toEqual([
    ["p1", "q1", 0, "a", false, "test_heldout"],
    ["p2", "q1", null, "tie", true, "train"],
  ]);
  expect(await ask("SELECT axis, axis_pole, topic_pole, about FROM issues")).toEqual([
    ["guns", -1, -1, "Who may buy a gun"],
  ]);
  connection.closeSync();
});

it.each([
  ["SELECT * FROM personas JOIN states USING (state)", true],
  ["SELECT * FROM Feedback JOIN personas USING (persona_id)", false],
  ["SELECT count(*) FROM prompts", false],
  ["SHOW TABLES", false],
])("knows whether %s needs the personas alone: %s", (sql, isSo) => {
  expect(needsPersonasOnly(sql)).toBe(isSo);
});
