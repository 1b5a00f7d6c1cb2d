/** SQL that gives the shares of one prompt. */
import { attributesOf, groupExpression } from "../disagreement/gap-sql.ts";
import {
  applicableCondition,
  conjunction,
  quoteText,
  sliceCondition,
  whereLine,
} from "../slices/slice-sql.ts";
import type { PromptView } from "./view.ts";

/** Judges and choices for the first position, of everybody and by group. */
export function sharesQuery(view: PromptView, ids: readonly string[]): string {
  const attributes = attributesOf(view, "broad");
  const slice = sliceCondition(view.slice, { ids });
  const prompt = `prompt_id = ${quoteText(view.id)}`;
  const counts = [
    "count(*)::INTEGER AS n,",
    "  sum(CASE WHEN position IS NULL THEN 0.5 WHEN position = 0 THEN 1 ELSE 0 END) AS first",
    "FROM feedback JOIN personas USING (persona_id)",
  ];
  return [
    `SELECT 'Everybody in the slice' AS "group", ${counts[0]}`,
    ...counts.slice(1),
    ...whereLine(conjunction([prompt, slice])),
    "UNION ALL",
    `SELECT ${groupExpression(attributes)} AS "group", ${counts[0]}`,
    ...counts.slice(1),
    ...whereLine(conjunction([prompt, ...attributes.map(applicableCondition), slice])),
    'GROUP BY "group"',
  ].join("\n");
}
