/** What a population is made from: the census model, the survey models and the corpora. */
import { join } from "node:path";
import { loadSurveyModels, type SurveyModels } from "../survey/survey-models.ts";
import { type CensusModel, loadCensusModel } from "./census-model.ts";
import { type Corpora, loadCorpora } from "./written/corpora.ts";

export interface Sources {
  readonly census: CensusModel;
  readonly surveys: SurveyModels;
  readonly corpora: Corpora;
}

/** Reads everything below the project's `data` folder. @throws InputError, UserError by file. */
export async function loadSources(folder: string): Promise<Sources> {
  return {
    census: loadCensusModel(join(folder, "census")),
    surveys: await loadSurveyModels(join(folder, "survey")),
    corpora: loadCorpora(join(folder, "personas")),
  };
}
