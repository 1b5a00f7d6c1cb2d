/** The tables about feedback in the browser's database, as SQL. */
import { SPLITS } from "../../schema/feedback-tables.ts";
import { quoteText } from "../slices/slice-sql.ts";
import { axisOfTopic, type IssueList, mainAxis, poleOn } from "./issues.ts";

/** The Arrow tables that the tables about feedback are made of. */
export const FEEDBACK_SOURCES = ["choices", "prompt_columns", "prompt_texts"] as const;
export const FEEDBACK_TABLES = ["feedback", "prompts", "issues"] as const;

/**
 * Whether a query can be answered by `personas` and `states` alone. Not for one that names no table
 * at all: it may ask which tables there are.
 */
export function needsPersonasOnly(sql: string): boolean {
  const names = (tables: readonly string[]) => new RegExp(`\\b(${tables.join("|")})\\b`, "i");
  return names(["personas", "states"]).test(sql) && !names(FEEDBACK_TABLES).test(sql);
}

/**
 * Makes `prompts`, `issues` and `feedback` of the Arrow tables `prompt_columns`, `prompt_texts` and
 * `choices`. Rows of `personas`, ordered by persona_id, and of the prompts are the numbers that
 * choices name. `position` is the position preferred, null for a tie.
 */
export function feedbackTablesSql(list: IssueList): string[] {
  return [
    [
      "CREATE TABLE prompts AS",
      "SELECT prompt_id, text, topic, issue, framing,",
      "  CASE WHEN heldout THEN 'heldout' ELSE 'train' END AS pool, unseen_issue",
      "FROM (SELECT row_number() OVER () AS row, * FROM prompt_columns)",
      "  JOIN (SELECT row_number() OVER () AS row, text FROM prompt_texts) USING (row)",
      "ORDER BY row",
    ].join("\n"),
    issuesTableSql(list),
    [
      "CREATE TABLE feedback AS",
      "SELECT persona_id, prompt_id,",
      "  CASE WHEN choice < 2 THEN choice::TINYINT END AS position,",
      "  CASE WHEN choice = 2 THEN 'tie' WHEN choice = swapped THEN 'a' ELSE 'b' END AS preferred,",
      `  swapped = 1 AS order_swapped, [${SPLITS.map(quoteText).join(", ")}][split + 1] AS split`,
      "FROM choices",
      "  JOIN (SELECT row_number() OVER () - 1 AS persona, persona_id FROM personas) USING (persona)",
      "  JOIN (SELECT row_number() OVER () - 1 AS prompt, prompt_id FROM prompts) USING (prompt)",
    ].join("\n"),
    ...FEEDBACK_SOURCES.map((name) => `DROP TABLE ${name}`),
  ];
}

/** `issues`: each issue's positions, and where position 0 stands on its topic's axis and on its own. */
function issuesTableSql({ topics, issues }: IssueList): string {
  const rows = topics.flatMap(({ key, label }) => {
    const own = issues.filter(({ topic }) => topic === key);
    const axis = axisOfTopic(own);
    return own.map((issue) => {
      const main = mainAxis(issue);
      const texts = [
        issue.key,
        key,
        label,
        issue.about.charAt(0).toUpperCase() + issue.about.slice(1),
        issue.positions[0].label,
        issue.positions[1].label,
        axis.key,
        main.key,
        main.label,
      ].map(quoteText);
      return `(${[...texts, poleOn(issue, axis.key), poleOn(issue, main.key)].join(", ")})`;
    });
  });
  return [
    "CREATE TABLE issues AS",
    `SELECT * FROM (VALUES ${rows.join(",\n")})`,
    "AS rows(issue, topic, topic_label, about, position_0, position_1, topic_axis, axis, axis_label,",
    "  topic_pole, axis_pole)",
  ].join("\n");
}
