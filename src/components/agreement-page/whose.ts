/** Whose judgements a chart shows, in words. */
import { JUDGED, type Judgement } from "../../schema/judgement.ts";
import { countOf } from "../format.ts";
import type { JudgementTable } from "./panels.ts";
import { SIMULATED_JUDGEMENTS } from "./simulated.ts";

export interface JudgementSource {
  readonly judgements: readonly Judgement[];
  /** Names of the files that they came from, if from files. */
  readonly files: readonly string[];
  readonly kind: "dataset" | "files" | "simulated" | "none";
}

/** Raters that are named, and characters of a name. */
const NAMED = 4;
const LONGEST = 40;

/**
 * Who judged, and as whom: "Judgements by 2 people (Ann, Bob) and 1 model (tester), asked to answer
 * as a simulated persona would; nobody’s own opinion is measured."
 */
export function whoseJudgements(
  { kind, files }: Pick<JudgementSource, "kind" | "files">,
  { people, models }: Pick<JudgementTable, "people" | "models">,
): string {
  if (kind === "simulated") return SIMULATED_JUDGEMENTS;
  const raters = [
    people.length > 0 ? `${countOf(people.length, "person", "people")} (${named(people)})` : "",
    models.length > 0 ? `${countOf(models.length, "model")} (${named(models)})` : "",
  ].filter((words) => words !== "");
  const from = files.length > 0 ? ` From ${named(files)}.` : "";
  return `${JUDGED.replace("raters who were", `${raters.join(" and ")},`)}${from}`;
}

/** The same for a chart, and what the dataset is that was judged. */
export function chartProvenance(
  source: Pick<JudgementSource, "kind" | "files">,
  table: Pick<JudgementTable, "people" | "models">,
  dataset: string,
): string {
  return `${whoseJudgements(source, table)} The dataset itself: ${dataset}`;
}

function named(names: readonly string[]): string {
  const shown = names
    .slice(0, NAMED)
    .map((name) => (name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name));
  const more = names.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
