/** Opinions of a population, from the committed models. */
import { join } from "node:path";
import type { CodedPersonas } from "../../schema/tables.ts";
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import { loadOpinionModels, type OpinionModels, scoreOpinions } from "../opinions/models.ts";
import type { Opinions } from "./make-feedback.ts";
import type { OpinionStructure } from "./opinion-scores.ts";

/**
 * Reliability of an answer: the share of what is a person's own, noise included, that comes back
 * when asked again. A retest agreement of 0.8 is about this; survey answers are taken to be as
 * steady as the simulated ones by default.
 */
const RELIABILITY = 0.72;

/** Correlations of answers, freed of noise; axes without items take the mean of the others. */
function structureOf({ ownCorrelation, levelSd }: OpinionModels): OpinionStructure {
  const known = [...ownCorrelation.values()];
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  return {
    ownShare: Object.fromEntries(
      AXIS_KEYS.map((axis) => {
        const share = (ownCorrelation.get(axis) ?? mean) / RELIABILITY;
        return [axis, Math.min(0.9, Math.max(0, share))];
      }),
    ),
    levelSd,
  };
}

/** Reads data/survey/opinions and scores the personas. @throws UserError as loadOpinionModels. */
export async function loadOpinions(root: string, personas: CodedPersonas): Promise<Opinions> {
  const models = await loadOpinionModels(join(root, "data/survey/opinions"));
  return { scores: scoreOpinions(models, personas), structure: structureOf(models) };
}
