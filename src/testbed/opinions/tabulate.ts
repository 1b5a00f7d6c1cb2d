/** The committed tables of data/survey/opinions from the survey files. */
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import type { Progress } from "../progress.ts";
import { formatFigures, rounded } from "../survey/figure-table.ts";
import { HOLD_BACK_SEED, heldBack, type Item, SOURCES } from "./catalogue.ts";
import { FACTORS } from "./factors.ts";
import { fitItem, type ItemFit } from "./fit-item.ts";
import { groupShares } from "./group-shares.ts";
import { ownShare } from "./own-share.ts";
import { type Respondents, readRespondents } from "./respondents.ts";

const COMMAND = "Made by npx atlas survey opinions --dir DIR.";
const SURVEY_NOTES = [
  "CES 2018: Cooperative Election Study, sample of 1,000, weighted by commonweight.",
  "CES 2016: Cooperative Election Study, 64,600 respondents, no weight. GSS: General Social Survey 2018, resampled by its weights.",
];

export const FIT_COLUMNS = [
  "item",
  "source",
  "n",
  "support",
  "penalty",
  "pseudo_r2",
  "cv_log_loss",
  "null_log_loss",
];
export const COEFFICIENT_COLUMNS = ["item", "factor", "level", "log_odds"];
export const STRUCTURE_COLUMNS = ["figure", "axis", "value", "pairs", "n"];
export const SHARE_COLUMNS = ["item", "held_back", "factor", "level", "support", "n"];

/** Texts of the tables by file name. @param folder with ces/ and gss/. */
export async function tabulateOpinions(
  folder: string,
  items: readonly Item[],
  progress: Progress,
): Promise<Map<string, string>> {
  const held = heldBack(items);
  progress.begin("Reading the surveys");
  const surveys = await Promise.all(
    SOURCES.map((source) => readRespondents(folder, source, items)),
  );
  const of = new Map(surveys.map((respondents) => [respondents.source, respondents]));
  const surveyOf = ({ source }: Item) => of.get(source) as Respondents;
  progress.begin("Fitting opinions", items.length);
  const fits = new Map<string, ItemFit>();
  for (const item of items) {
    if (!held.has(item.item)) fits.set(item.item, fitItem(surveyOf(item), item.item));
    progress.advance();
  }
  return new Map([
    ["fits.csv", fitsTable(items, fits)],
    ["coefficients.csv", coefficientsTable(fits)],
    ["structure.csv", structureTable(items, fits, surveys)],
    ["shares.csv", sharesTable(items, held, surveyOf)],
  ]);
}

function fitsTable(items: readonly Item[], fits: ReadonlyMap<string, ItemFit>): string {
  return formatFigures({
    notes: [
      "Ridge logistic models of support for survey items, on attributes.",
      ...SURVEY_NOTES,
      "support: weighted share. penalty: least loss of five folds. pseudo_r2: McFadden. Losses: nats per respondent left out.",
      COMMAND,
    ],
    columns: FIT_COLUMNS,
    rows: items.flatMap(({ item, source }) => {
      const fit = fits.get(item);
      if (!fit) return [];
      const { n, support, penalty, pseudoR2, loss, nullLoss } = fit;
      const figures = [support, pseudoR2, loss, nullLoss].map((figure) => rounded(figure, 4));
      return [[item, source, n, figures[0], penalty, ...figures.slice(1)]];
    }),
  });
}

function coefficientsTable(fits: ReadonlyMap<string, ItemFit>): string {
  return formatFigures({
    notes: [
      "Coefficients of the models in fits.csv: log odds of support. Each factor's mean over the respondents is zero.",
      ...SURVEY_NOTES,
      COMMAND,
    ],
    columns: COEFFICIENT_COLUMNS,
    rows: [...fits.values()].flatMap(({ item, factors, model }) => [
      [item, "", "", rounded(model.intercept, 3)],
      ...factors.flatMap((factor, f) =>
        FACTORS[factor].levels.map((level, k) => [
          item,
          factor,
          level,
          rounded(model.coefficients[f][k], 3),
        ]),
      ),
    ]),
  });
}

function structureTable(
  items: readonly Item[],
  fits: ReadonlyMap<string, ItemFit>,
  surveys: readonly Respondents[],
): string {
  const squares = [...fits.values()].map(({ support }) => Math.log(support / (1 - support)) ** 2);
  const levelSd = Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
  return formatFigures({
    notes: [
      "own_correlation: mean correlation, on the latent scale, of what attributes leave unexplained between two items of an axis; pairs of items, and respondents to both on average.",
      "level_sd: spread of the items' log odds of support around even; n items.",
      ...SURVEY_NOTES,
      COMMAND,
    ],
    columns: STRUCTURE_COLUMNS,
    rows: [
      ...AXIS_KEYS.flatMap((axis) => {
        const share = ownShare(axis, items, fits, surveys);
        if (!share) return [];
        return [["own_correlation", axis, rounded(share.latent, 4), share.pairs, share.n]];
      }),
      ["level_sd", "", rounded(levelSd, 4), "", squares.length],
    ],
  });
}

function sharesTable(
  items: readonly Item[],
  held: ReadonlySet<string>,
  surveyOf: (item: Item) => Respondents,
): string {
  return formatFigures({
    notes: [
      "Weighted support of each item by group, where 30 respondents or more answered.",
      ...SURVEY_NOTES,
      `held_back: drawn with seed ${HOLD_BACK_SEED} before any fit; in no model and no score.`,
      COMMAND,
    ],
    columns: SHARE_COLUMNS,
    rows: items.flatMap((item) =>
      groupShares(surveyOf(item), item.item).map(({ factor, level, support, n }) => [
        item.item,
        held.has(item.item) ? 1 : 0,
        factor,
        level,
        rounded(support, 4),
        n,
      ]),
    ),
  });
}
