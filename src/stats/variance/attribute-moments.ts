/** What attributes explain of the choices on an issue, from halves of the personas. */
import { solveCholesky } from "../cholesky.ts";
import type { Dummies } from "../dummies.ts";
import { type ChoiceRows, type IssueOrder, numberPrompts } from "./choice-rows.ts";
import { HalfSums } from "./half-sums.ts";
import { MOMENT, type Moments, momentAt, PERSONA_GROUPS } from "./moments.ts";

/** Choices per column that an issue needs for its regression, counted in each half. */
const LEAST_ROWS_PER_COLUMN = 2;

/**
 * Sums, by issue, the covariance within prompts of the choices of one half of the personas with
 * what a linear regression on attributes, fitted to the other half, says of them; halves are
 * persona groups with even and odd numbers, and each serves the other. As the errors of the halves
 * are independent, the expectation is the variance explained, without the optimism of a fit to the
 * same rows. Prompts have intercepts of their own.
 * O(issues × (groups × (rows × attributes + prompts × columns² + columns³))).
 * @returns issues left out: too few choices for the columns.
 * Source: Angrist and Krueger (1995), Split-Sample Instrumental Variables Estimates of the Return
 * to Schooling, for the halves; Kline, Saggio and Sølvsten (2020), Leave-out Estimation of Variance
 * Components, for variances by products of errors that are independent.
 */
export function addExplained(
  moments: Moments,
  choices: ChoiceRows,
  order: IssueOrder,
  dummies: Dummies,
): { readonly fewRows: number } {
  let fewRows = 0;
  for (let k = 0; k < moments.issues; k++) {
    const rows = order.rows.subarray(order.start[k], order.start[k + 1]);
    if (rows.length === 0) continue;
    if (rows.length / 2 < LEAST_ROWS_PER_COLUMN * dummies.width) {
      fewRows++;
      continue;
    }
    addIssue(moments, k, choices, rows, dummies);
  }
  return { fewRows };
}

function addIssue(
  moments: Moments,
  k: number,
  { persona, prompt, choice }: ChoiceRows,
  rows: Int32Array,
  dummies: Dummies,
): void {
  const { width, column } = dummies;
  const prompts = numberPrompts(prompt, rows);
  const sums = new HalfSums(dummies, prompts.count);
  for (let at = 0; at < rows.length; at++) {
    sums.add(persona[rows[at]], prompts.of[at], choice[rows[at]]);
  }
  /** Variance explained and rows, summed by group of the half that is not trained on. */
  const test = (trained: number, without: number) => {
    const { cross, product, n, meanChoice, columnSums } = sums.train(trained, without);
    const slopes = solveCholesky(cross, product);
    const meanScore = n.map((count, q) => {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += columnSums[q * width + i] * slopes[i];
      return sum / count;
    });
    const explained = new Float64Array(PERSONA_GROUPS);
    const counts = new Float64Array(PERSONA_GROUPS);
    for (let at = 0; at < rows.length; at++) {
      const who = persona[rows[at]];
      const group = who % PERSONA_GROUPS;
      const q = prompts.of[at];
      if (group % 2 === trained || n[q] === 0) continue;
      let score = 0;
      for (const of of column) if (of[who] >= 0) score += slopes[of[who]];
      // The means of n others differ from the truth by 1/n of the variance.
      const product = (choice[rows[at]] - meanChoice[q]) * (score - meanScore[q]);
      explained[group] += (product * n[q]) / (n[q] + 1);
      counts[group]++;
    }
    return { explained, counts };
  };
  const full = [0, 1].map((trained) => test(trained, -1));
  for (let version = 0; version <= PERSONA_GROUPS; version++) {
    const without = version - 1;
    for (const trained of [0, 1]) {
      const isRefitted = version > 0 && without % 2 === trained;
      const { explained, counts } = isRefitted ? test(trained, without) : full[trained];
      for (let g = 0; g < PERSONA_GROUPS; g++) {
        if (g === without) continue;
        moments.sums[momentAt(k, version, MOMENT.explained)] += explained[g];
        moments.sums[momentAt(k, version, MOMENT.rows)] += counts[g];
      }
    }
  }
}
