/** Adds personalised pairs of a language model to a dataset that has feedback. */
import { join } from "node:path";
import type { Manifest } from "../../../schema/manifest.ts";
import { addTable, type DatasetDraft } from "../../datasets/change-dataset.ts";
import { readFeedback } from "../../datasets/read-feedback.ts";
import { readPersonas } from "../../datasets/read-personas.ts";
import { readPrompts, readResponses } from "../../datasets/read-prompts.ts";
import { reasons } from "../../feedback/add-roleplay.ts";
import { judgementColumns, type RoleplayRow } from "../../feedback/roleplay-columns.ts";
import { columnsOf, NAME, responseColumns } from "../../feedback/tables.ts";
import type { CallRunner } from "../../lm/model.ts";
import { failureCounts } from "../../lm/roles/outcomes.ts";
import { rolePlayed } from "../../lm/roles/role-played.ts";
import { ROLEPLAY_TEMPLATE } from "../../lm/templates/preference.ts";
import { REWRITE_TEMPLATES } from "../../lm/templates/rewrite.ts";
import { type AskedModel, versionsOf } from "../../lm/templates/wording.ts";
import type { Progress } from "../../progress.ts";
import { UserError } from "../../user-error.ts";
import { languagePairFigures } from "./language-pair-figures.ts";
import { type LanguagePair, makeLanguagePairs } from "./make-language-pairs.ts";

export interface LanguagePairsOptions {
  readonly seed: number;
  /** Prompts of each persona that get pairs, one under each control. */
  readonly perPersona: number;
  readonly author: AskedModel;
  /** Who plays the personas. */
  readonly judge: AskedModel;
  /** Lets the author judge its own answers, as in the paper. */
  readonly allowSelf?: boolean;
}

/**
 * Writes the pairs in the place of former ones, and their answers beside the opposed ones.
 * @throws InputError for missing or damaged tables; UserError for an author that would judge
 * itself, feedback that is too little, or where no pair was judged.
 */
export async function addLanguagePairs(
  draft: DatasetDraft,
  { seed, perPersona, author, judge, allowSelf = false }: LanguagePairsOptions,
  runner: CallRunner,
  progress: Progress,
): Promise<Manifest> {
  const { folder } = draft;
  if (author.name === judge.name && !allowSelf) {
    throw new UserError(
      `${author.name} would judge its own answers; name another --respondent, or allow it with --self-judge`,
    );
  }
  progress.begin("Reading personas and feedback");
  const personas = await readPersonas(join(folder, "personas.parquet"));
  const prompts = await readPrompts(folder);
  const opposed = (await readResponses(folder)).filter(({ mode }) => mode === "position");
  const feedback = await readFeedback(folder);
  progress.begin("Writing and judging pairs");
  const sources = { personas, prompts, feedback, author, judge };
  const made = await makeLanguagePairs(runner, sources, perPersona, seed);
  const rows = made.pairs.flatMap((pair): (LanguagePair & RoleplayRow)[] => {
    if (pair.outcome.kind === "failed") return [];
    return [
      {
        ...pair,
        personaId: personas.ids[pair.persona],
        promptId: prompts[pair.prompt].prompt_id,
        answers: [pair.personalised.response_id, pair.generic.response_id],
        judged: pair.outcome,
      },
    ];
  });
  const outcomes = made.pairs.map(({ outcome }) => outcome);
  const failures = failureCounts(made.failures);
  if (rows.length === 0) {
    const all = { ...failures };
    for (const [reason, times] of Object.entries(failureCounts(outcomes))) {
      all[reason] = (all[reason] ?? 0) + times;
    }
    throw new UserError(`no pair was written and judged: ${reasons(all)}`);
  }
  progress.begin("Writing pairs");
  const columns = judgementColumns(rows, judge.name);
  const at = columns.findIndex(({ name }) => name === "split");
  const control = columnsOf(rows)("control", NAME, (row) => row.control);
  const responses = responseColumns([...opposed, ...made.responses]);
  let manifest = await addTable(draft, "responses", responses);
  manifest = await addTable({ folder, manifest }, "pairs", [
    ...columns.slice(0, at),
    control,
    ...columns.slice(at),
  ]);
  const generic = made.responses.filter(({ mode }) => mode === "generic").length;
  return {
    ...manifest,
    pairs: {
      kind: "personalised",
      author: author.name,
      seed,
      perPersona,
      generic,
      personalised: made.responses.length - generic,
      written: {
        parameters: { ...author.parameters },
        templates: versionsOf(REWRITE_TEMPLATES),
        failures,
      },
      judges: {
        ...rolePlayed(
          judge,
          ROLEPLAY_TEMPLATE,
          outcomes,
          made.pairs.map(({ persona }) => persona),
        ),
        ...languagePairFigures(made.pairs),
      },
    },
  };
}
