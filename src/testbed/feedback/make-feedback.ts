/** Feedback of simulated respondents on the two opposed answers to each prompt. */
import type { Prompt, Response } from "../../schema/feedback-tables.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Issue } from "../prompts/issue.ts";
import { assignPrompts, type Quota } from "./assignment.ts";
import { askAgain, type Choices, choose, utilities } from "./choose.ts";
import { issueLeanings, type Leanings } from "./issue-leanings.ts";
import { normalDraws } from "./normal-draws.ts";
import type { OpinionScores, OpinionStructure } from "./opinion-scores.ts";
import { type AxisResiduals, axisResiduals, issueResiduals } from "./own-residuals.ts";
import { type RespondentSettings, WORDING_VARIANCE } from "./settings.ts";
import { streamOf } from "./stream.ts";
import { styleDifferences, styleTastes } from "./style-tastes.ts";

/** Share of the judgements that are asked again. */
export const RETEST_SHARE = 0.02;

export interface Opinions {
  readonly scores: OpinionScores;
  readonly structure: OpinionStructure;
}

export interface Feedback {
  readonly feedback: Choices;
  readonly retest: Choices;
  readonly own: AxisResiduals;
  readonly leanings: Leanings;
}

/**
 * The answers to each prompt by position.
 * @throws RangeError for a prompt without one answer of each position.
 */
export function opposedAnswers(
  prompts: readonly Prompt[],
  responses: readonly Response[],
): (readonly [Response, Response])[] {
  const byPrompt = new Map<string, Response[]>();
  for (const response of responses) {
    if (response.position === null || response.persona_id !== null) continue;
    const answers = byPrompt.get(response.prompt_id) ?? [];
    answers[response.position] = response;
    byPrompt.set(response.prompt_id, answers);
  }
  return prompts.map(({ prompt_id }) => {
    const [first, second] = byPrompt.get(prompt_id) ?? [];
    if (!first || !second) throw new RangeError(`${prompt_id} lacks two opposed answers`);
    return [first, second];
  });
}

/**
 * Simulates who prefers which answer:
 * utility = leaning of the issue for the persona's attributes + sqrt(own variance) × its residual
 * + the prompt's wording + Σ taste × difference of style.
 * O(issues × personas + judgements).
 */
export function makeFeedback(
  personas: CodedPersonas,
  issues: readonly Issue[],
  prompts: readonly Prompt[],
  responses: readonly Response[],
  { scores, structure }: Opinions,
  settings: RespondentSettings,
  quota: Quota,
  seed: number,
): Feedback {
  const asked = new Set(prompts.map(({ issue }) => issue));
  const used = issues.filter(({ id }) => asked.has(id));
  const leanings = issueLeanings(used, scores, structure, personas.codes.is_adult, settings, seed);
  const own = axisResiduals(personas.n, seed);
  const spread = Math.sqrt(leanings.ownVariance);
  const standing = used.map((issue, k) =>
    issueResiduals(issue, own, structure, seed).map(
      (residual, i) => leanings.byIssue[k][i] + spread * residual,
    ),
  );
  const rows = new Map(used.map(({ id }, row) => [id, row]));
  const issueOf = Uint16Array.from(prompts, ({ issue }) => rows.get(issue) ?? 0);
  const wordings = normalDraws(prompts.length, streamOf(seed, "wording")).map(
    (draw) => draw * Math.sqrt(WORDING_VARIANCE),
  );
  const differences = styleDifferences(opposedAnswers(prompts, responses));
  const tastes = styleTastes(personas);
  const assignment = assignPrompts(
    personas.n,
    prompts.map(({ pool }) => pool),
    quota,
    streamOf(seed, "assignment"),
  );
  const judged = utilities(assignment, (who, prompt) => {
    let sum = standing[issueOf[prompt]][who] + wordings[prompt];
    for (let f = 0; f < tastes.length; f++) sum += tastes[f][who] * differences[f][prompt];
    return sum;
  });
  const feedback = choose({ ...assignment, ...judged }, streamOf(seed, "choice"));
  const again = askAgain(feedback, RETEST_SHARE, streamOf(seed, "retest"));
  return { feedback, retest: choose(again, streamOf(seed, "choice again")), own, leanings };
}
