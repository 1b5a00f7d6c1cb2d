/** The survey models as the generator holds them. */
import { join } from "node:path";
import { type ClassTable, classTable } from "./class-table.ts";
import {
  beliefColumns,
  beliefModel,
  CORRELATION_COLUMNS,
  CUT_COLUMNS,
  IDEOLOGY_COLUMNS,
  traitFigures,
} from "./model-figures.ts";
import type { Outcome } from "./outcomes.ts";
import { readFigures } from "./source-file.ts";
import { type TraitModel, traitModel } from "./traits.ts";

export interface SurveyModels {
  readonly religion: ClassTable;
  readonly party: ClassTable;
  readonly ideology: ClassTable;
  readonly traits: TraitModel;
}

/** Names of the committed files that the generator reads. */
export const MODEL_FILES: Readonly<Record<Outcome | "cuts" | "correlations" | "moments", string>> =
  {
    religion: "religion_model.csv",
    party: "party_model.csv",
    ideology: "ideology_model.csv",
    cuts: "trait_cuts.csv",
    correlations: "trait_correlations.csv",
    moments: "ideology_moments.csv",
  };

/**
 * Reads the models from a folder of committed tables (data/survey).
 * @throws UserError naming file and column where one is missing or not as expected.
 */
export async function loadSurveyModels(folder: string): Promise<SurveyModels> {
  const table = async (outcome: Outcome) => {
    const path = join(folder, MODEL_FILES[outcome]);
    return classTable(
      outcome,
      beliefModel(outcome, await readFigures(path, beliefColumns(outcome))),
    );
  };
  const figures = traitFigures(
    await readFigures(join(folder, MODEL_FILES.cuts), CUT_COLUMNS),
    await readFigures(join(folder, MODEL_FILES.correlations), CORRELATION_COLUMNS),
    await readFigures(join(folder, MODEL_FILES.moments), IDEOLOGY_COLUMNS),
  );
  return {
    religion: await table("religion"),
    party: await table("party"),
    ideology: await table("ideology"),
    traits: traitModel(figures),
  };
}
