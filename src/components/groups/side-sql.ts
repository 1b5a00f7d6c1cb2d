/** SQL that gives the numbers of A and B. */
import { conjunction, sliceCondition, whereLine } from "../slices/slice-sql.ts";
import type { GroupsView } from "./view.ts";

/** `A`, `B`, or null for those in neither and those in both. */
function sideExpression({ a, b }: GroupsView): string {
  const [inA, inB] = [a, b].map((slice) => sliceCondition(slice, { ids: [] }) ?? "true");
  // A condition on a number is null for whom it does not apply to, and so is its negation.
  return `CASE WHEN (${inA}) IS TRUE AND (${inB}) IS NOT TRUE THEN 'A' WHEN (${inB}) IS TRUE AND (${inA}) IS NOT TRUE THEN 'B' END`;
}

const JOINED = [
  "FROM feedback JOIN personas USING (persona_id) JOIN prompts USING (prompt_id)",
  "  JOIN issues USING (issue, topic)",
];

/** Choices, and those for the counted pole, by row and side. */
export function partingQuery(view: GroupsView): string {
  const side = sideExpression(view);
  const [row, pole] =
    view.rows === "topics" ? ["topic_label", "topic_pole"] : ["axis_label", "axis_pole"];
  return [
    `SELECT ${row} AS "row",`,
    `  ${side} AS "group",`,
    "  count(*)::INTEGER AS n,",
    "  sum(CASE WHEN position IS NULL THEN 0.5",
    `    WHEN (position = 0) = (${pole} > 0) THEN 1 ELSE 0 END) AS favouring`,
    ...JOINED,
    ...whereLine(conjunction([`${pole} <> 0`, `${side} IS NOT NULL`])),
    'GROUP BY "row", "group"',
  ].join("\n");
}

/** Judges, and choices for the first position, by prompt; of A and B together. */
export function sidePromptsQuery(view: GroupsView): string {
  return [
    "SELECT prompt_id, count(*)::INTEGER AS n,",
    "  sum(CASE WHEN position IS NULL THEN 0.5 WHEN position = 0 THEN 1 ELSE 0 END) AS first",
    "FROM feedback JOIN personas USING (persona_id)",
    ...whereLine(`${sideExpression(view)} IS NOT NULL`),
    "GROUP BY prompt_id",
  ].join("\n");
}
