/** Makes the committed tables of data/survey from the survey files. */

import { join } from "node:path";
import { TRAITS } from "../../schema/levels.ts";
import { writeFileAtomically } from "../datasets/atomic.ts";
import type { Progress } from "../progress.ts";
import { type CalibratedBelief, fitBeliefs } from "./beliefs.ts";
import {
  type Norms,
  pooledCorrelations,
  readNorms,
  readTraitScores,
  type TraitScores,
} from "./big-five.ts";
import { readCes } from "./ces.ts";
import { crossValidate } from "./cross-validation.ts";
import { expectedMargins, ideologyByNormGroup } from "./expected.ts";
import { formatFigures, rounded } from "./figure-table.ts";
import { twoWayFits } from "./fit-quality.ts";
import { type Frame, originTotals, readFrame, stateTotals } from "./frame.ts";
import { readGss } from "./gss.ts";
import { impliedClasses } from "./implied.ts";
import { OUTCOMES } from "./outcomes.ts";
import { type PublishedFigures, readPublished } from "./published.ts";
import { crossValidationTable, fitTable } from "./quality-tables.ts";
import type { Sources } from "./sources.ts";
import { MODEL_FILES } from "./survey-models.ts";
import * as tables from "./survey-tables.ts";
import { TARGET_YEAR } from "./targets.ts";
import { traitTables } from "./trait-tables.ts";
import {
  ideologyMoments,
  loadingFor,
  standardisedCuts,
  type TraitFigures,
  traitModel,
} from "./traits.ts";

export interface SurveyFiles {
  readonly sources: Sources;
  readonly frame: Frame;
  readonly norms: Norms;
  readonly scores: TraitScores;
}

/**
 * Reads the files of a folder laid out as the README of data/survey says.
 * @param published folder of the committed published figures.
 * @throws UserError naming file, row and column of what is missing or unexpected.
 */
export async function readSurveyFiles(folder: string, published: string): Promise<SurveyFiles> {
  const gss = await readGss(join(folder, "gss/gss_2016_2024.csv"));
  const ces = await readCes(join(folder, "ces/ces_2016_64600.csv"));
  const norms = await readNorms(join(folder, "big-five/johnson_ipip_neo_120_norms.csv"));
  const scores = await readTraitScores(join(folder, "big-five/open_psychometrics_big5_2012.tsv"));
  const figures: PublishedFigures = await readPublished(published);
  const frame = await readFrame(join(folder, "acs-pums-2024/person"));
  const sources: Sources = {
    gss,
    ces,
    published: figures,
    originSizes: originTotals(frame),
    stateSizes: stateTotals(frame),
  };
  return { sources, frame, norms, scores };
}

function traitFigures(files: SurveyFiles, ideology: CalibratedBelief): TraitFigures {
  const { byProfile } = impliedClasses(ideology.table, ideology.people);
  const moments = ideologyMoments(ideologyByNormGroup(files.frame, byProfile));
  const { conservatism } = files.sources.published;
  const round = (values: Float64Array) => values.map((value) => rounded(value, 5));
  const loadings = TRAITS.map((trait, t) => {
    const published = conservatism.get(trait);
    return published === undefined ? 0 : loadingFor(published, t, files.norms, moments);
  });
  return {
    cuts: round(standardisedCuts(files.norms, moments.weights)),
    correlations: round(pooledCorrelations(files.scores)),
    ideologyMean: round(moments.mean),
    ideologySd: round(moments.sd),
    loadings: round(Float64Array.from(loadings)),
  };
}

/** The text of every table by its file name. */
export function tabulateSurvey(files: SurveyFiles, progress: Progress): Map<string, string> {
  const { gss } = files.sources;
  progress.begin("Fit religion, party and ideology");
  const beliefs = fitBeliefs(files.sources, files.frame);
  const [religion, party, ideology] = beliefs;
  const figures = traitFigures(files, ideology);
  const models = {
    religion: religion.table,
    party: party.table,
    ideology: ideology.table,
    traits: traitModel(figures),
  };
  const persons = files.frame.ages.reduce((sum, people) => sum + people, 0);
  const margins = expectedMargins(models, files.frame);
  progress.begin("Measure the fit", OUTCOMES.length);
  const fits = (year?: number) =>
    beliefs.flatMap(({ outcome, table, people }) => twoWayFits(gss, outcome, table, people, year));
  const validations = OUTCOMES.map((outcome) => {
    const result = crossValidate(gss, outcome);
    progress.advance();
    return result;
  });
  progress.end();
  const [cuts, correlations, moments] = traitTables(figures, files.scores.n);
  return new Map(
    [
      ...beliefs.map(
        (belief) => [MODEL_FILES[belief.outcome], tables.beliefTable(belief)] as const,
      ),
      [MODEL_FILES.cuts, cuts] as const,
      [MODEL_FILES.correlations, correlations] as const,
      [MODEL_FILES.moments, moments] as const,
      ["margins.csv", tables.marginsTable(gss, margins, persons)] as const,
      ["gss_shares.csv", tables.gssSharesTable(gss)] as const,
      ["shares_by_origin.csv", tables.sharesTable(beliefs, "origin")] as const,
      ["shares_by_state.csv", tables.sharesTable(beliefs, "state")] as const,
      ["fit.csv", fitTable(fits(TARGET_YEAR), fits())] as const,
      ["cross_validation.csv", crossValidationTable(validations)] as const,
    ].map(([name, table]) => [name, formatFigures(table)]),
  );
}

/** Writes the tables, each whole or not at all. @throws UserError if the folder cannot be written. */
export async function writeTables(folder: string, texts: ReadonlyMap<string, string>) {
  for (const [name, text] of texts) await writeFileAtomically(join(folder, name), text);
}
