/** What every persona of a simulated dataset truly prefers on every prompt, judged or not. */
import { join } from "node:path";
import type { Prompt } from "../../schema/feedback-tables.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { readPersonas, type WeightedPersonas } from "../datasets/read-personas.ts";
import { readPrompts } from "../datasets/read-prompts.ts";
import { issueLeanings, type Leanings } from "../feedback/issue-leanings.ts";
import type { Opinions } from "../feedback/make-feedback.ts";
import { normalDraws } from "../feedback/normal-draws.ts";
import { loadOpinions } from "../feedback/opinions.ts";
import { type AxisResiduals, axisResiduals, issueResiduals } from "../feedback/own-residuals.ts";
import { RESPONDENT_DEFAULTS, WORDING_VARIANCE } from "../feedback/settings.ts";
import { streamOf } from "../feedback/stream.ts";
import { type Issue, loadTopics } from "../prompts/issue.ts";
import { UserError } from "../user-error.ts";

export interface Truth {
  readonly personas: WeightedPersonas;
  readonly prompts: readonly Prompt[];
  readonly issues: readonly Issue[];
  /** By prompt: its issue, and what its wording adds for everybody. */
  readonly issueOf: Uint16Array;
  readonly wording: Float64Array;
  /** By issue and persona: what attributes say, and with the persona's own; logits for position 0. */
  readonly leanings: readonly Float32Array[];
  readonly standing: readonly Float64Array[];
  readonly ownVariance: number;
  readonly own: AxisResiduals;
  readonly opinions: Opinions;
}

/**
 * Derives the truth again from the dataset's seed and settings.
 * @throws UserError where the dataset has no simulated feedback, or other code made it.
 */
export async function readTruth(folder: string, root: string): Promise<Truth> {
  const { seed, respondents } = await readManifest(join(folder, "manifest.json"));
  if (respondents?.kind !== "random-utility") {
    throw new UserError(
      `${folder}: its feedback is not simulated, so no truth is known; judge with --judge critic`,
    );
  }
  const personas = await readPersonas(join(folder, "personas.parquet"), { texts: true });
  const prompts = await readPrompts(folder);
  const asked = new Set(prompts.map(({ issue }) => issue));
  const issues = loadTopics(join(root, "data/prompts/issues"))
    .flatMap((topic) => topic.issues)
    .filter(({ id }) => asked.has(id));
  const opinions = await loadOpinions(root, personas);
  const settings = {
    ...RESPONDENT_DEFAULTS,
    attributeShare: respondents.attributeShare,
    retest: respondents.retest,
  };
  const truth = truthOf(personas, issues, prompts, opinions, settings, respondents.seed ?? seed);
  if (truth.ownVariance !== respondents.ownVariance) {
    throw new UserError(
      `${folder}: its feedback was made by another version (variance ${respondents.ownVariance}, here ${truth.ownVariance}), so its truth is not known; make it again with atlas generate`,
    );
  }
  return truth;
}

/** The truth of respondents made with these inputs; see makeFeedback. O(issues × personas). */
export function truthOf(
  personas: WeightedPersonas,
  issues: readonly Issue[],
  prompts: readonly Prompt[],
  opinions: Opinions,
  settings: typeof RESPONDENT_DEFAULTS,
  seed: number,
): Truth {
  const { scores, structure } = opinions;
  const adults = personas.codes.is_adult;
  const made: Leanings = issueLeanings(issues, scores, structure, adults, settings, seed);
  const own = axisResiduals(personas.n, seed);
  const spread = Math.sqrt(made.ownVariance);
  const rows = new Map(issues.map(({ id }, row) => [id, row]));
  return {
    personas,
    prompts,
    issues,
    issueOf: Uint16Array.from(prompts, ({ issue }) => rows.get(issue) ?? 0),
    wording: normalDraws(prompts.length, streamOf(seed, "wording")).map(
      (draw) => draw * Math.sqrt(WORDING_VARIANCE),
    ),
    leanings: made.byIssue,
    standing: issues.map((issue, k) =>
      issueResiduals(issue, own, structure, seed).map(
        (residual, who) => made.byIssue[k][who] + spread * residual,
      ),
    ),
    ownVariance: made.ownVariance,
    own,
    opinions,
  };
}

/** True utility of position 0 over position 1 by content alone, in logits. */
export function contentUtility(truth: Truth, persona: number, prompt: number): number {
  return truth.standing[truth.issueOf[prompt]][persona] + truth.wording[prompt];
}

/** The side that a persona truly prefers. */
export function trueSide(truth: Truth, persona: number, prompt: number): 0 | 1 {
  return contentUtility(truth, persona, prompt) > 0 ? 0 : 1;
}
