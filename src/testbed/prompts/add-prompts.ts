/** Adds prompts and their opposed answers to a dataset that has personas. */
import { join } from "node:path";
import type { Manifest } from "../../schema/manifest.ts";
import { addTable, type DatasetDraft } from "../datasets/change-dataset.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { simulatedDivisiveness } from "../feedback/divisiveness.ts";
import { loadOpinions } from "../feedback/opinions.ts";
import { promptColumns, responseColumns } from "../feedback/tables.ts";
import type { Progress } from "../progress.ts";
import { composeResponses } from "../responses/compose.ts";
import type { PoolSizes } from "./choose-prompts.ts";
import { loadFramings, loadRhetoric } from "./framing.ts";
import { loadTopics } from "./issue.ts";
import { makePrompts } from "./make-prompts.ts";

export interface PromptsOptions extends PoolSizes {
  /** Project root, with `data/`. */
  readonly root: string;
  readonly seed: number;
  /** Least expected share of the smaller side of an issue. */
  readonly leastMinority: number;
}

/**
 * Writes prompts and responses. Feedback on former prompts must not be in the draft.
 * @throws InputError for missing or damaged inputs, UserError where the issues do not suffice.
 */
export async function addPrompts(
  draft: DatasetDraft,
  { root, seed, train, heldout, leastMinority }: PromptsOptions,
  progress: Progress,
): Promise<Manifest> {
  const { folder } = draft;
  progress.begin("Reading issues and framings");
  const source = join(root, "data/prompts");
  const topics = loadTopics(join(source, "issues"));
  const framings = loadFramings(source);
  const personas = await readPersonas(join(folder, "personas.parquet"), { texts: false });
  const issues = topics.flatMap((topic) => topic.issues);
  const opinions = await loadOpinions(root, personas);
  progress.begin("Making prompts");
  const { prompts, made } = await makePrompts(
    topics,
    framings,
    { train, heldout },
    simulatedDivisiveness(issues, opinions, personas.codes.is_adult, seed),
    leastMinority,
    seed,
  );
  progress.begin("Writing responses");
  const responses = composeResponses(prompts, issues, framings, loadRhetoric(source), seed);
  let manifest = await addTable(draft, "prompts", promptColumns(prompts));
  manifest = await addTable({ folder, manifest }, "responses", responseColumns(responses));
  return { ...manifest, prompts: made, respondents: undefined, pairs: undefined };
}
