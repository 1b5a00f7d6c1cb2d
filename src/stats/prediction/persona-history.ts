/** What a persona's earlier choices say of its later ones. */
import { factorCholesky, solveFactored } from "../cholesky.ts";
import { type ChoiceColumns, orderByPersona, type PromptFeatures } from "./rows.ts";

export interface HistoryVariances {
  /** Covariance of two residuals of a persona per unit of the product of their features. */
  readonly feature: number;
  /** What two residuals of a persona on one issue have in common beyond that. */
  readonly issue: number;
  /** Variance of a residual that nothing else tells. */
  readonly rest: number;
}

type Rows = { readonly rows: Int32Array; readonly start: Int32Array };

/**
 * Least squares of the products r r' of each persona's pairs of residuals on f · f' and on whether
 * the issue is the same; below zero is zero. O(rows × features²), for sums of f · f' over pairs
 * come from sums of f.
 * Source: Haseman and Elston (1972), The Investigation of Linkage, for products of pairs.
 */
export function historyVariances(
  { prompt }: ChoiceColumns,
  residual: Float64Array,
  prompts: PromptFeatures,
  { rows, start }: Rows,
): HistoryVariances {
  const { features, width, issue, issues } = prompts;
  // Normal equations over pairs: kk for f · f', ks with the same issue, ss; right sides kr, sr.
  let [kk, ks, ss, kr, sr] = [0, 0, 0, 0, 0];
  let [squares, lengths] = [0, 0];
  const cross = new Float64Array(width * width);
  const sum = new Float64Array(width);
  const byIssue: number[][] = Array.from({ length: issues }, () => []);
  for (let i = 0; i + 1 < start.length; i++) {
    cross.fill(0);
    sum.fill(0);
    const own = rows.subarray(start[i], start[i + 1]);
    for (const row of own) {
      const at = prompt[row] * width;
      const r = residual[row];
      let length = 0;
      for (let f = 0; f < width; f++) {
        if (features[at + f] === 0) continue;
        length += features[at + f] ** 2;
        sum[f] += r * features[at + f];
        for (let g = 0; g < width; g++) cross[f * width + g] += features[at + f] * features[at + g];
      }
      // A row is no pair with itself.
      kk -= (length * length) / 2;
      kr -= (r * r * length) / 2;
      squares += r * r;
      lengths += length;
      const peers = byIssue[issue[prompt[row]]];
      for (const other of peers) {
        let k = 0;
        for (let f = 0; f < width; f++) k += features[at + f] * features[prompt[other] * width + f];
        ks += k;
        ss++;
        sr += r * residual[other];
      }
      peers.push(row);
    }
    for (const of of cross) kk += (of * of) / 2;
    for (const of of sum) kr += (of * of) / 2;
    for (const row of own) byIssue[issue[prompt[row]]].length = 0;
  }
  const determinant = kk * ss - ks * ks;
  const isApart = determinant > 1e-9 * kk * ss;
  const feature = isApart ? (kr * ss - sr * ks) / determinant : kk > 0 ? kr / kk : 0;
  const same = isApart ? (sr * kk - kr * ks) / determinant : 0;
  const known = { feature: Math.max(0, feature), issue: Math.max(0, same) };
  const n = residual.length;
  const explained = (known.feature * lengths) / n + known.issue;
  return { ...known, rest: Math.max(0.05, squares / n - explained) };
}

/**
 * Best linear prediction of new residuals of a persona from its earlier ones: kᵀ (K + rest I)⁻¹ r,
 * where two residuals covary by feature × f · f' + issue × [same issue]. Equal to a ridge
 * regression of the persona's residuals on features and issues, with penalties from all personas.
 * O(personas × n³ / 6) for n earlier choices each.
 * @returns by row of `test`; 0 for a persona without earlier choices.
 * Source: Henderson (1975), Best Linear Unbiased Estimation and Prediction under a Selection Model.
 */
export function historyScores(
  train: ChoiceColumns,
  residual: Float64Array,
  test: Pick<ChoiceColumns, "persona" | "prompt">,
  prompts: PromptFeatures,
  personas: number,
): Float64Array {
  const { features, width, issue } = prompts;
  const before = orderByPersona(train.persona, personas);
  const after = orderByPersona(test.persona, personas);
  const variances = historyVariances(train, residual, prompts, before);
  const covariance = (a: number, b: number) => {
    let product = 0;
    for (let f = 0; f < width; f++) product += features[a * width + f] * features[b * width + f];
    return variances.feature * product + (issue[a] === issue[b] ? variances.issue : 0);
  };
  const scores = new Float64Array(test.persona.length);
  const taste = new Float64Array(width);
  const lean = new Float64Array(prompts.issues);
  for (let i = 0; i < personas; i++) {
    const known = before.rows.subarray(before.start[i], before.start[i + 1]);
    const asked = after.rows.subarray(after.start[i], after.start[i + 1]);
    const n = known.length;
    if (n === 0 || asked.length === 0) continue;
    const matrix = new Float64Array(n * n);
    for (let a = 0; a < n; a++) {
      for (let b = 0; b <= a; b++) {
        matrix[a * n + b] = covariance(train.prompt[known[a]], train.prompt[known[b]]);
      }
      matrix[a * n + a] += variances.rest;
    }
    factorCholesky(matrix, n);
    const weights = solveFactored(
      matrix,
      Float64Array.from(known, (row) => residual[row]),
    );
    // Σ weight × covariance, as a taste for features and a lean on each issue.
    taste.fill(0);
    lean.fill(0);
    for (let a = 0; a < n; a++) {
      const q = train.prompt[known[a]];
      lean[issue[q]] += variances.issue * weights[a];
      for (let f = 0; f < width; f++) {
        taste[f] += variances.feature * weights[a] * features[q * width + f];
      }
    }
    for (const row of asked) {
      const q = test.prompt[row];
      scores[row] = lean[issue[q]];
      for (let f = 0; f < width; f++) scores[row] += taste[f] * features[q * width + f];
    }
  }
  return scores;
}
