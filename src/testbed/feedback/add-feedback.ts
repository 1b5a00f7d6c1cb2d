/** Adds simulated feedback to a dataset that has personas, prompts and responses. */
import { join } from "node:path";
import { type Manifest, SIMULATED, textsNote } from "../../schema/manifest.ts";
import { addTable, type DatasetDraft } from "../datasets/change-dataset.ts";
import { InputError } from "../datasets/input-error.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { readPrompts, readResponses } from "../datasets/read-prompts.ts";
import type { Progress } from "../progress.ts";
import { loadTopics } from "../prompts/issue.ts";
import type { Quota } from "./assignment.ts";
import { type Feedback, makeFeedback, opposedAnswers } from "./make-feedback.ts";
import { loadOpinions } from "./opinions.ts";
import { NOISE_VARIANCE, type RespondentSettings, WORDING_VARIANCE } from "./settings.ts";
import { feedbackColumns, responseColumns, valueColumns } from "./tables.ts";

export interface FeedbackOptions {
  /** Project root, with `data/`. */
  readonly root: string;
  readonly seed: number;
  readonly settings: RespondentSettings;
  readonly quota: Quota;
}

/**
 * Writes values, feedback and retest.
 * @throws InputError for missing or damaged tables, or prompts on issues that are not in `data`;
 * UserError for a quota that the prompts do not allow.
 */
export async function addFeedback(
  draft: DatasetDraft,
  { root, seed, settings, quota }: FeedbackOptions,
  progress: Progress,
): Promise<Manifest> {
  const { folder } = draft;
  progress.begin("Reading personas and prompts");
  const personas = await readPersonas(join(folder, "personas.parquet"));
  const prompts = await readPrompts(folder);
  const all = await readResponses(folder);
  // Answers of former pairs go with the pairs: the persona that they were for may think otherwise.
  const responses = all.filter(({ mode }) => mode === "position");
  const issues = loadTopics(join(root, "data/prompts/issues")).flatMap((topic) => topic.issues);
  const known = new Set(issues.map(({ id }) => id));
  const stranger = prompts.findIndex(({ issue }) => !known.has(issue));
  if (stranger >= 0) {
    throw new InputError(
      `${join(folder, "prompts.parquet")}, row ${stranger + 1}, column issue: "${prompts[stranger].issue}" is not an issue of data/prompts/issues; simulated respondents know only those`,
    );
  }
  progress.begin("Scoring opinions");
  const opinions = await loadOpinions(root, personas);
  progress.begin("Choosing answers");
  const made = makeFeedback(personas, issues, prompts, responses, opinions, settings, quota, seed);
  progress.begin("Writing feedback", 3);
  const answers = opposedAnswers(prompts, responses).map(
    ([a, b]) => [a.response_id, b.response_id] as const,
  );
  const promptIds = prompts.map(({ prompt_id }) => prompt_id);
  const tables = [
    ["values", valueColumns(personas.ids, opinions.scores.axes, made.own)],
    ["feedback", feedbackColumns(made.feedback, personas.ids, promptIds, answers, 0)],
    ["retest", feedbackColumns(made.retest, personas.ids, promptIds, answers, 1)],
  ] as const;
  const provenance = `${SIMULATED}${textsNote(draft.manifest.enrichment)}`;
  let manifest = { ...draft.manifest, provenance };
  if (responses.length < all.length) {
    manifest = await addTable({ folder, manifest }, "responses", responseColumns(responses));
  }
  for (const [table, columns] of tables) {
    manifest = await addTable({ folder, manifest }, table, columns);
    progress.advance();
  }
  return { ...manifest, respondents: respondentsOf(made, seed, quota), pairs: undefined };
}

function respondentsOf(
  { leanings }: Feedback,
  seed: number,
  quota: Quota,
): Manifest["respondents"] {
  const { fitted, attributeShare, retest, ownVariance, authored } = leanings;
  const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
  return {
    kind: "random-utility",
    seed,
    quota: { ...quota },
    attributeShare,
    retest: rounded(retest),
    ownVariance,
    wordingVariance: WORDING_VARIANCE,
    noiseVariance: rounded(NOISE_VARIANCE),
    fittedIssues: fitted,
    authoredIssues: authored,
  };
}
