/** Fits an item on a survey's factors, its penalty by cross-validation. */

import { FACTORS } from "./factors.ts";
import type { Respondents } from "./respondents.ts";
import { fitRidgeLogistic, type Logistic, type LogisticRows, logLoss } from "./ridge-logistic.ts";

export interface ItemFit {
  readonly item: string;
  readonly factors: readonly string[];
  readonly model: Logistic;
  /** Respondents who answered. */
  readonly n: number;
  /** Weighted share of support. */
  readonly support: number;
  readonly penalty: number;
  /** McFadden's pseudo-R²: 1 - log loss / log loss of the share alone, on the rows fitted. */
  readonly pseudoR2: number;
  /** Mean log loss in nats of those left out, by the model and by the share alone. */
  readonly loss: number;
  readonly nullLoss: number;
}

export const PENALTIES = [3, 10, 30, 100] as const;
const FOLDS = 5;

/** The rows that answered an item. */
export function rowsOf(
  { answers, factors, weight }: Respondents,
  item: string,
  keep: (row: number) => boolean = () => true,
): LogisticRows {
  const rows = [...answers[item].keys()].filter((row) => answers[item][row] >= 0 && keep(row));
  return {
    answer: Int8Array.from(rows, (row) => answers[item][row]),
    weight: Float64Array.from(rows, (row) => weight[row]),
    classes: Object.values(factors).map((column) => Int8Array.from(rows, (row) => column[row])),
    sizes: Object.keys(factors).map((factor) => FACTORS[factor].levels.length),
  };
}

function shareOf({ answer, weight }: LogisticRows): number {
  let yes = 0;
  let total = 0;
  answer.forEach((value, i) => {
    yes += value * weight[i];
    total += weight[i];
  });
  return yes / total;
}

const shareAlone = (rows: LogisticRows): Logistic => {
  const share = shareOf(rows);
  return { intercept: Math.log(share / (1 - share)), coefficients: [] };
};

/** Respondents take folds in turn. The penalty is the one with the least loss on those left out. */
export function fitItem(respondents: Respondents, item: string): ItemFit {
  const all = rowsOf(respondents, item);
  const folds = Array.from({ length: FOLDS }, (_, fold) => ({
    fitted: rowsOf(respondents, item, (row) => row % FOLDS !== fold),
    left: rowsOf(respondents, item, (row) => row % FOLDS === fold),
  }));
  const lossOf = (learn: (rows: LogisticRows) => Logistic) =>
    folds.reduce((sum, { fitted, left }) => {
      const weight = left.weight.reduce((a, b) => a + b, 0);
      return sum + weight * logLoss(learn(fitted), left);
    }, 0) / all.weight.reduce((a, b) => a + b, 0);
  const tried = PENALTIES.map((penalty) => ({
    penalty,
    loss: lossOf((rows) => fitRidgeLogistic(rows, penalty)),
  }));
  const { penalty, loss } = tried.reduce((best, next) => (next.loss < best.loss ? next : best));
  const model = fitRidgeLogistic(all, penalty);
  return {
    item,
    factors: Object.keys(respondents.factors),
    model,
    n: all.answer.length,
    support: shareOf(all),
    penalty,
    pseudoR2: 1 - logLoss(model, all) / logLoss(shareAlone(all), all),
    loss,
    nullLoss: lossOf(shareAlone),
  };
}
