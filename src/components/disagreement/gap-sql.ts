/** SQL over feedback, personas, prompts and issues that gives the numbers of the disagreement page. */
import type { Attribute } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { broadAttribute } from "../../schema/broad-groups.ts";
import {
  applicableCondition,
  conjunction,
  levelExpression,
  quoteText,
  sliceCondition,
  whereLine,
} from "../slices/slice-sql.ts";
import type { DisagreementView } from "./view.ts";

/** Attributes of a view's groups: as the map shows them, or in broad groups for single prompts. */
export function attributesOf(
  { by, also }: Pick<DisagreementView, "by" | "also">,
  detail: "coarse" | "broad" = "coarse",
): Attribute[] {
  const find = detail === "broad" ? broadAttribute : attributeOf;
  return (also === null ? [by] : [by, also]).map(find);
}

/** An expression that gives the name of a persona's group. */
export function groupExpression(attributes: readonly Attribute[]): string {
  return attributes
    .map((attribute) => `(${levelExpression(attribute, true)})::VARCHAR`)
    .join(" || ' · ' || ");
}

/** What a view leaves out, as conditions. */
export function viewCondition(view: DisagreementView, ids: readonly string[]): string | null {
  return conjunction([
    ...attributesOf(view).map(applicableCondition),
    sliceCondition(view.slice, { ids }),
    view.topic === null ? null : `topic = ${quoteText(view.topic)}`,
    view.framing === null ? null : `framing = ${quoteText(view.framing)}`,
    view.split === null ? null : `split = ${quoteText(view.split)}`,
  ]);
}

const JOINED = [
  "FROM feedback JOIN personas USING (persona_id) JOIN prompts USING (prompt_id)",
  "  JOIN issues USING (issue, topic)",
];

/** Choices, and those for the counted pole, by row and group of the heat map. */
export function gapQuery(view: DisagreementView, ids: readonly string[]): string {
  const [row, pole] =
    view.topic !== null
      ? ["about", "1"]
      : view.rows === "topics"
        ? ["topic_label", "topic_pole"]
        : ["axis_label", "axis_pole"];
  const condition = conjunction([pole === "1" ? null : `${pole} <> 0`, viewCondition(view, ids)]);
  return [
    `SELECT ${row} AS "row", ${groupExpression(attributesOf(view))} AS "group",`,
    "  count(*)::INTEGER AS n,",
    "  sum(CASE WHEN position IS NULL THEN 0.5",
    `    WHEN (position = 0) = (${pole} > 0) THEN 1 ELSE 0 END) AS favouring`,
    ...JOINED,
    ...whereLine(condition),
    'GROUP BY "row", "group"',
  ].join("\n");
}

/** Choices, and those for the first position, by prompt; of everybody in the slice. */
export function promptsQuery(view: DisagreementView, ids: readonly string[]): string {
  return [
    "SELECT prompt_id, count(*)::INTEGER AS n,",
    "  sum(CASE WHEN position IS NULL THEN 0.5 WHEN position = 0 THEN 1 ELSE 0 END) AS first",
    ...JOINED,
    ...whereLine(viewCondition(view, ids)),
    "GROUP BY prompt_id",
  ].join("\n");
}
