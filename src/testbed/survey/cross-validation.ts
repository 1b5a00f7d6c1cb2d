/** How well the models predict respondents who were left out of the fit. */
import { observationsOf } from "./beliefs.ts";
import { DESIGNS, PENALTY } from "./designs.ts";
import type { GssSample } from "./gss.ts";
import { rowShares } from "./implied.ts";
import { fitLogit, probabilities } from "./logit.ts";
import { CLASSES, type Outcome } from "./outcomes.ts";

export interface CrossValidation {
  readonly outcome: Outcome;
  readonly n: number;
  /** Mean weighted log loss, in nats, of respondents left out of the fit. */
  readonly model: number;
  /** The same of the shares of the others, whoever the respondent is. */
  readonly margins: number;
}

const FOLDS = 5;

/** Five folds, respondents in turn. */
export function crossValidate(gss: GssSample, outcome: Outcome): CrossValidation {
  const classes = CLASSES[outcome].length;
  const loss = { model: 0, margins: 0, weight: 0, n: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const fitted = observationsOf(gss, outcome, (i) => i % FOLDS !== fold);
    const left = observationsOf(gss, outcome, (i) => i % FOLDS === fold);
    const model = fitLogit(DESIGNS[outcome], fitted, classes, PENALTY);
    const margins = new Float64Array(classes);
    fitted.outcome.forEach((answer, i) => {
      margins[answer] += fitted.weight[i];
    });
    const shares = rowShares(margins, classes);
    left.outcome.forEach((answer, i) => {
      const codes = left.codes.map((column) => column[i]);
      loss.model -= left.weight[i] * Math.log(probabilities(model, codes)[answer]);
      loss.margins -= left.weight[i] * Math.log(shares[answer]);
      loss.weight += left.weight[i];
      loss.n++;
    });
  }
  const { n, weight } = loss;
  return { outcome, n, model: loss.model / weight, margins: loss.margins / weight };
}
