/** Simulated support of one group with an interval. */
import type { CodedFeedback } from "../../schema/feedback-tables.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { type ClusteredMean, clusteredMean } from "../../stats/clustered-mean.ts";
import type { Issue } from "../prompts/issue.ts";
import { FACTORS } from "./factors.ts";
import { type GroupShare, groupsOf } from "./group-shares.ts";

/**
 * Share of support among adult personas of a cell's group on the issues that mirror its item,
 * clustered by persona and by prompt. O(choices). The cells as for `simulatedSupport`.
 */
export function clusteredSupport(
  { item, factor, level }: Pick<GroupShare, "item" | "factor" | "level">,
  issues: readonly Issue[],
  promptIssue: readonly string[],
  personas: CodedPersonas,
  feedback: Pick<CodedFeedback, "persona" | "prompt" | "choice">,
): ClusteredMean {
  const { levels, of } = groupsOf(factor);
  const group = levels.indexOf(level);
  const isMember = Uint8Array.from({ length: personas.n }, (_, i) => {
    const [own] = FACTORS[factor].classesOf(personas, i);
    return own !== undefined && of(own) === group && personas.codes.is_adult[i] === 1 ? 1 : 0;
  });
  const support = new Map(
    issues.flatMap(({ id, survey }) => (survey?.item === item ? [[id, survey.support]] : [])),
  );
  const supportOfPrompt = promptIssue.map((issue) => support.get(issue));
  const [values, who, asked]: number[][] = [[], [], []];
  feedback.persona.forEach((persona, row) => {
    const wanted = supportOfPrompt[feedback.prompt[row]];
    if (wanted === undefined || isMember[persona] === 0) return;
    values.push(feedback.choice[row] === wanted ? 1 : 0);
    who.push(persona);
    asked.push(feedback.prompt[row]);
  });
  return clusteredMean(values, [who, asked]);
}
