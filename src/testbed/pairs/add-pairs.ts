/** Adds the paper's own kind of pair to a dataset that has simulated feedback. */
import { join } from "node:path";
import type { Manifest } from "../../schema/manifest.ts";
import { addTable, type DatasetDraft } from "../datasets/change-dataset.ts";
import { InputError } from "../datasets/input-error.ts";
import { readFeedback } from "../datasets/read-feedback.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { readPrompts, readResponses } from "../datasets/read-prompts.ts";
import { responseColumns } from "../feedback/tables.ts";
import type { Progress } from "../progress.ts";
import { loadFramings, loadRhetoric } from "../prompts/framing.ts";
import { loadTopics } from "../prompts/issue.ts";
import { UserError } from "../user-error.ts";
import { loadGenericPhrases } from "./generic-phrases.ts";
import { makePairs } from "./make-pairs.ts";
import { pairColumns } from "./pair-columns.ts";

export interface PairsOptions {
  /** Project root, with `data/`. */
  readonly root: string;
  readonly seed: number;
  /** Prompts of each persona that get pairs, one under each control. */
  readonly perPersona: number;
}

/**
 * Writes the pairs and adds their answers to the responses, in the place of former ones. All other
 * tables stay as they are: the judges and their truth are those of the feedback.
 * @throws InputError for missing or damaged tables; UserError for a dataset without simulated
 * feedback, or with less of it than the pairs need.
 */
export async function addPairs(
  draft: DatasetDraft,
  { root, seed, perPersona }: PairsOptions,
  progress: Progress,
): Promise<Manifest> {
  const { folder } = draft;
  if (draft.manifest.respondents?.kind !== "random-utility") {
    throw new UserError(
      "the dataset has no simulated feedback, and pairs are judged by those who gave it; make it with atlas feedback",
    );
  }
  progress.begin("Reading personas and feedback");
  const personas = await readPersonas(join(folder, "personas.parquet"));
  const prompts = await readPrompts(folder);
  const opposed = (await readResponses(folder)).filter(({ mode }) => mode === "position");
  const feedback = await readFeedback(folder);
  const source = join(root, "data/prompts");
  const issues = loadTopics(join(source, "issues")).flatMap((topic) => topic.issues);
  const framings = loadFramings(source);
  refuseStrangers(folder, prompts, "issue", new Set(issues.map(({ id }) => id)));
  const known = new Set(framings.framings.map(({ key }) => key));
  refuseStrangers(folder, prompts, "framing", known);
  progress.begin("Rewriting answers");
  const phrases = {
    framings,
    rhetoric: loadRhetoric(source),
    generic: loadGenericPhrases(source),
  };
  const sources = { personas, issues, prompts, responses: opposed, feedback, phrases };
  const { pairs, responses } = makePairs(sources, perPersona, seed);
  progress.begin("Writing pairs");
  const promptIds = prompts.map(({ prompt_id }) => prompt_id);
  let manifest = await addTable(draft, "responses", responseColumns([...opposed, ...responses]));
  const columns = pairColumns(pairs, personas.ids, promptIds);
  manifest = await addTable({ folder, manifest }, "pairs", columns);
  const generic = responses.filter(({ mode }) => mode === "generic").length;
  return {
    ...manifest,
    pairs: {
      kind: "personalised",
      author: "template",
      seed,
      perPersona,
      generic,
      personalised: responses.length - generic,
    },
  };
}

function refuseStrangers(
  folder: string,
  prompts: readonly { readonly issue: string; readonly framing: string }[],
  column: "issue" | "framing",
  known: ReadonlySet<string>,
): void {
  const row = prompts.findIndex((prompt) => !known.has(prompt[column]));
  if (row < 0) return;
  throw new InputError(
    `${join(folder, "prompts.parquet")}, row ${row + 1}, column ${column}: "${prompts[row][column]}" is not in data/prompts; answers can be written only to what is`,
  );
}
