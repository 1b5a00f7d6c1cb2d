/** Multinomial logit on categorical factors, with a ridge penalty. */
import { activeFeatures, type Design, featureCount, termSize } from "./design.ts";
import { minimise } from "./minimise.ts";

/** Level per observation for each factor, the class observed, and the weight. */
export interface Observations {
  readonly codes: readonly Uint8Array[];
  readonly outcome: Uint8Array;
  readonly weight: Float64Array;
}

export interface LogitModel {
  readonly design: Design;
  readonly classes: number;
  /** Row-major: feature by class. Feature 0 is the intercept, then the levels of each term. */
  readonly coefficients: Float64Array;
}

/** Class probabilities for the levels given, one per factor. */
export function probabilities(model: LogitModel, codes: ArrayLike<number>): Float64Array {
  const { design, classes, coefficients } = model;
  const features = new Int32Array(design.terms.length);
  activeFeatures(design, codes, features);
  const p = coefficients.slice(0, classes);
  for (const feature of features) {
    for (let k = 0; k < classes; k++) p[k] += coefficients[feature * classes + k];
  }
  softmax(p);
  return p;
}

/** Turns linear predictors into probabilities in place; returns the log of their sum of exponentials. */
export function softmax(eta: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of eta) most = Math.max(most, value);
  let sum = 0;
  for (let k = 0; k < eta.length; k++) {
    eta[k] = Math.exp(eta[k] - most);
    sum += eta[k];
  }
  for (let k = 0; k < eta.length; k++) eta[k] /= sum;
  return most + Math.log(sum);
}

/** Observations with equal levels, as one row of class weights. */
interface Cells {
  readonly features: Int32Array;
  readonly weights: Float64Array;
  readonly count: number;
}

function collapse(
  design: Design,
  { codes, outcome, weight }: Observations,
  classes: number,
): Cells {
  const rows = new Map<string, number>();
  const features: number[] = [];
  const weights: number[] = [];
  const active = new Int32Array(design.terms.length);
  for (let i = 0; i < outcome.length; i++) {
    const levels = codes.map((column) => column[i]);
    const key = levels.join(",");
    let row = rows.get(key);
    if (row === undefined) {
      row = rows.size;
      rows.set(key, row);
      activeFeatures(design, levels, active);
      features.push(...active);
      for (let k = 0; k < classes; k++) weights.push(0);
    }
    weights[row * classes + outcome[i]] += weight[i];
  }
  return {
    features: Int32Array.from(features),
    weights: Float64Array.from(weights),
    count: rows.size,
  };
}

/** Ridge penalties, in units of respondents. */
export interface Penalty {
  /** Of the terms of one factor. */
  readonly main: number;
  /** Of the terms that cross factors: their many levels are thin. */
  readonly crossed: number;
}

/** The penalty of every feature. */
function penaltyOfFeatures(design: Design, { main, crossed }: Penalty): Float64Array {
  const penalties = [0];
  for (const term of design.terms) {
    const penalty = term.length > 1 ? crossed : main;
    for (let i = termSize(design, term); i > 0; i--) penalties.push(penalty);
  }
  return Float64Array.from(penalties);
}

/**
 * Fits P(class k) = exp(a_k + sum of the terms' b_k) / sum over classes, by the weighted
 * likelihood less half the penalty times the squared b. Intercepts are not penalised, so the fitted
 * class shares equal the weighted ones. Every level of a factor has a coefficient: the penalty
 * makes them unique, and they sum to zero over the classes.
 * Source: Hastie, Tibshirani and Friedman (2009), Elements of Statistical Learning, 18.4.
 */
export function fitLogit(
  design: Design,
  observations: Observations,
  classes: number,
  penalty: Penalty,
): LogitModel {
  const { features, weights, count } = collapse(design, observations, classes);
  const terms = design.terms.length;
  const eta = new Float64Array(classes);
  const ridge = penaltyOfFeatures(design, penalty);
  const objective = (beta: Float64Array, gradient: Float64Array): number => {
    let value = 0;
    gradient.fill(0, 0, classes);
    for (let i = classes; i < beta.length; i++) {
      gradient[i] = ridge[Math.floor(i / classes)] * beta[i];
      value += (gradient[i] * beta[i]) / 2;
    }
    for (let c = 0; c < count; c++) {
      const active = features.subarray(c * terms, (c + 1) * terms);
      eta.set(beta.subarray(0, classes));
      for (const f of active) for (let k = 0; k < classes; k++) eta[k] += beta[f * classes + k];
      let weight = 0;
      for (let k = 0; k < classes; k++) {
        weight += weights[c * classes + k];
        value -= weights[c * classes + k] * eta[k];
      }
      value += weight * softmax(eta);
      for (let k = 0; k < classes; k++) {
        const residual = weight * eta[k] - weights[c * classes + k];
        gradient[k] += residual;
        for (const f of active) gradient[f * classes + k] += residual;
      }
    }
    return value;
  };
  const initial = new Float64Array(featureCount(design) * classes);
  return { design, classes, coefficients: minimise(objective, initial) };
}
