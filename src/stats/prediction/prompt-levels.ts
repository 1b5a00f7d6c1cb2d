import { type ChoiceColumns, type PromptFeatures, signOf } from "./rows.ts";

/** What an issue counts for beside a prompt's own choices, and zero beside an issue's. */
const PRIOR_CHOICES = 4;

/**
 * Mean sign of the choices by prompt, drawn to the mean of its issue, and that to zero:
 * (Σ sign + 4 × issue) / (n + 4). A prompt never seen has its issue's mean; on an issue never seen
 * nothing is known, and it is 0. O(rows + prompts).
 * Source: Efron and Morris (1973), Stein's Estimation Rule and Its Competitors, for shrinkage.
 */
export function promptLevels(
  { prompt, choice }: ChoiceColumns,
  { issue, issues }: PromptFeatures,
): Float64Array {
  const prompts = issue.length;
  const n = new Float64Array(prompts);
  const sum = new Float64Array(prompts);
  const issueN = new Float64Array(issues);
  const issueSum = new Float64Array(issues);
  for (let row = 0; row < choice.length; row++) {
    const q = prompt[row];
    const sign = signOf(choice[row]);
    n[q]++;
    sum[q] += sign;
    issueN[issue[q]]++;
    issueSum[issue[q]] += sign;
  }
  return sum.map((of, q) => {
    const ofIssue = issueSum[issue[q]] / (issueN[issue[q]] + PRIOR_CHOICES);
    return (of + PRIOR_CHOICES * ofIssue) / (n[q] + PRIOR_CHOICES);
  });
}
