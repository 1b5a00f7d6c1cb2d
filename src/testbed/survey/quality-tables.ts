/** The committed tables that say how good the models are. */
import type { CrossValidation } from "./cross-validation.ts";
import { type FigureTable, rounded } from "./figure-table.ts";
import type { TwoWayFit } from "./fit-quality.ts";
import { GSS_YEARS } from "./gss.ts";
import * as from from "./provenance.ts";
import { TARGET_YEAR } from "./targets.ts";

/** Two-way shares of model and survey. */
export function fitTable(recent: readonly TwoWayFit[], pooled: readonly TwoWayFit[]): FigureTable {
  return {
    notes: from.headerLines({
      title: "Mean distance of the models' shares within groups from the survey's, in points.",
      source: `${from.GSS_SOURCE}; population: ${from.ACS_SOURCE}`,
      year: `${TARGET_YEAR}, and ${GSS_YEARS.join(", ")} pooled`,
      universe: "adults 18 and over",
      weight: "wtssps; groups by their weight",
      n: "all who answered",
      note: "sampling is the mean distance that sampling error alone would give (Kish's effective size, clusters ignored)",
    }),
    columns: ["outcome", "by", "points_2024", "sampling_2024", "points_pooled", "sampling_pooled"],
    rows: recent.map((fit, i) => [
      fit.outcome,
      fit.by,
      rounded(fit.difference, 2),
      rounded(fit.sampling, 2),
      rounded(pooled[i].difference, 2),
      rounded(pooled[i].sampling, 2),
    ]),
  };
}

export function crossValidationTable(results: readonly CrossValidation[]): FigureTable {
  return {
    notes: from.headerLines({
      title: "Log loss of respondents left out of the fit, in nats: five folds.",
      source: from.GSS_SOURCE,
      year: `${GSS_YEARS.join(", ")} pooled`,
      universe: "adults 18 and over with complete answers",
      weight: "wtssps",
      n: "in the column n",
      note: "margins predicts everyone by the national shares; the model is before calibration",
    }),
    columns: ["outcome", "n", "model", "margins"],
    rows: results.map(({ outcome, n, model, margins }) => [
      outcome,
      n,
      rounded(model, 4),
      rounded(margins, 4),
    ]),
  };
}
