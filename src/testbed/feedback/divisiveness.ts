/** How far an issue would divide simulated respondents, before any prompt on it is made. */
import type { Divisiveness } from "../prompts/filters.ts";
import type { Issue } from "../prompts/issue.ts";
import { issueLeanings, type Leanings } from "./issue-leanings.ts";
import type { Opinions } from "./make-feedback.ts";
import { RESPONDENT_DEFAULTS } from "./settings.ts";

const ATTENUATION = 0.346;

/**
 * Expected share of adults on the smaller side, by issue id: the mean over adults of
 * logistic(leaning / sqrt(1 + 0.346 × own variance)), or one less it. O(issues × personas).
 */
export function minorityShares(
  issues: readonly Issue[],
  { byIssue, ownVariance }: Leanings,
  adults: Uint8Array,
): ReadonlyMap<string, number> {
  const slope = 1 / Math.sqrt(1 + ATTENUATION * ownVariance);
  return new Map(
    issues.map(({ id }, k) => {
      let sum = 0;
      let n = 0;
      byIssue[k].forEach((logit, i) => {
        if (!adults[i]) return;
        sum += 1 / (1 + Math.exp(-slope * logit));
        n++;
      });
      return [id, Math.min(sum / n, 1 - sum / n)];
    }),
  );
}

/** The filter's measure by simulated respondents: every prompt on an issue divides as the issue does. */
export function simulatedDivisiveness(
  issues: readonly Issue[],
  { scores, structure }: Opinions,
  adults: Uint8Array,
  seed: number,
): Divisiveness {
  const leanings = issueLeanings(issues, scores, structure, adults, RESPONDENT_DEFAULTS, seed);
  const shares = minorityShares(issues, leanings, adults);
  return async (candidates) => candidates.map(({ issue }) => shares.get(issue) ?? 0);
}
