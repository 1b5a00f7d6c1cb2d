/** Ridge logistic regression of a yes-or-no answer on classes, some of them unknown. */
import { minimise } from "../survey/minimise.ts";

export interface LogisticRows {
  /** 1 or 0. */
  readonly answer: Int8Array;
  readonly weight: Float64Array;
  /** Class by row for each factor; -1 adds nothing. */
  readonly classes: readonly Int8Array[];
  /** Classes of each factor. */
  readonly sizes: readonly number[];
}

export interface Logistic {
  readonly intercept: number;
  /** By factor and class; the weighted mean over the rows of each factor is zero. */
  readonly coefficients: readonly Float64Array[];
}

/** Log odds of a yes. */
export function logOdds({ intercept, coefficients }: Logistic, classes: ArrayLike<number>): number {
  let sum = intercept;
  for (let f = 0; f < coefficients.length; f++)
    if (classes[f] >= 0) sum += coefficients[f][classes[f]];
  return sum;
}

/**
 * Maximises the weighted likelihood less penalty/2 × Σ b². The intercept is not penalised. An
 * unknown class adds zero; as coefficients are centred, that is what the average person has.
 * O(iterations × rows × factors).
 * @param penalty in respondents: weights are scaled to a mean of 1.
 * Source: Hastie, Tibshirani and Friedman (2009), Elements of Statistical Learning, 4.4.4.
 */
export function fitRidgeLogistic(rows: LogisticRows, penalty: number): Logistic {
  const { answer, classes, sizes } = rows;
  const n = answer.length;
  const mean = rows.weight.reduce((sum, w) => sum + w, 0) / n;
  const weight = rows.weight.map((w) => w / mean);
  const offsets = sizes.map((_, f) => 1 + sizes.slice(0, f).reduce((a, b) => a + b, 0));
  const length = 1 + sizes.reduce((a, b) => a + b, 0);
  const objective = (beta: Float64Array, gradient: Float64Array): number => {
    let value = 0;
    gradient[0] = 0;
    for (let j = 1; j < length; j++) {
      gradient[j] = penalty * beta[j];
      value += (gradient[j] * beta[j]) / 2;
    }
    for (let i = 0; i < n; i++) {
      let eta = beta[0];
      for (let f = 0; f < sizes.length; f++) {
        if (classes[f][i] >= 0) eta += beta[offsets[f] + classes[f][i]];
      }
      const p = 1 / (1 + Math.exp(-eta));
      // log(1 + e^eta) without overflow.
      value +=
        weight[i] * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - answer[i] * eta);
      const residual = weight[i] * (p - answer[i]);
      gradient[0] += residual;
      for (let f = 0; f < sizes.length; f++) {
        if (classes[f][i] >= 0) gradient[offsets[f] + classes[f][i]] += residual;
      }
    }
    return value;
  };
  const beta = minimise(objective, new Float64Array(length), {
    maxIterations: 200,
    tolerance: 1e-7 * n,
  });
  return centred(beta, offsets, { ...rows, weight });
}

function centred(beta: Float64Array, offsets: readonly number[], rows: LogisticRows): Logistic {
  let [intercept] = beta;
  const coefficients = rows.sizes.map((size, f) => {
    const own = beta.slice(offsets[f], offsets[f] + size);
    let sum = 0;
    let total = 0;
    rows.classes[f].forEach((level, i) => {
      if (level < 0) return;
      sum += rows.weight[i] * own[level];
      total += rows.weight[i];
    });
    const shift = total > 0 ? sum / total : 0;
    intercept += shift;
    return own.map((coefficient) => coefficient - shift);
  });
  return { intercept, coefficients };
}

/** Mean weighted log loss in nats. */
export function logLoss(model: Logistic, rows: LogisticRows): number {
  let loss = 0;
  let total = 0;
  const at = new Int8Array(rows.sizes.length);
  for (let i = 0; i < rows.answer.length; i++) {
    rows.classes.forEach((column, f) => {
      at[f] = column[i];
    });
    const eta = logOdds(model, at);
    const signed = rows.answer[i] === 1 ? eta : -eta;
    loss += rows.weight[i] * (Math.max(-signed, 0) + Math.log1p(Math.exp(-Math.abs(signed))));
    total += rows.weight[i];
  }
  return loss / total;
}
