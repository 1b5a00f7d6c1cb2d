/** How often answers serve the persona, in all and by group. */
import { adjustTests } from "../benjamini-hochberg.ts";
import { clusteredMean } from "../clustered-mean.ts";
import { clusteredDifference } from "./difference.ts";
import type { Estimate, JudgedRows } from "./rows.ts";

/**
 * Share of answers that pass, with a 95 % interval clustered by persona and prompt: for personas
 * and prompts like these. Failed calls are left out. O(rows).
 * Source: clusteredMean.
 */
export function passRate(rows: JudgedRows, group: string | null = null): Estimate {
  const { mean, low, high, n } = clusteredMean(rows.passed, [rows.persona, rows.prompt]);
  return { group, n, estimate: mean, low, high };
}

export interface GroupRate extends Estimate {
  readonly group: string;
  /** Personas of the group that were served. */
  readonly personas: number;
  /** Pass rate less that of all other personas, with its interval. */
  readonly gap: number;
  readonly gapLow: number;
  readonly gapHigh: number;
  /** Two-sided, that the gap is zero, and adjusted over the groups (Benjamini and Hochberg). */
  readonly p: number;
  readonly adjusted: number;
  /** The gap drawn towards zero as far as the spread of the groups' gaps is chance. */
  readonly pooled: number;
}

/**
 * Pass rates by group of personas, each group against all others. The gap's error is clustered by
 * persona, and by prompt over the differences of the two sides' influence, as in groupGaps: what a
 * prompt adds for everybody drops out. Pooled gaps: empirical Bayes with the variance between
 * groups by the method of moments (DerSimonian and Laird 1986). O(rows + groups × clusters).
 * @param groupOf by persona; negative leaves a persona out.
 */
export function groupRates(
  rows: JudgedRows,
  groupOf: ArrayLike<number>,
  labels: readonly string[],
): GroupRate[] {
  const found = labels.map((label, g) => rateOf(rows, groupOf, g, label));
  const tested = found.map(({ personas, p }) => (personas >= 10 ? p : Number.NaN));
  const { adjusted } = adjustTests(tested);
  const pooled = partialPool(
    found.map(({ gap }) => gap),
    found.map(({ se }) => se),
  );
  return found.map(({ se: _, ...rate }, g) => ({
    ...rate,
    adjusted: adjusted[g],
    pooled: pooled[g],
  }));
}

function rateOf(rows: JudgedRows, groupOf: ArrayLike<number>, g: number, label: string) {
  const factors = [rows.persona, rows.prompt] as const;
  const of = clusteredDifference(
    rows.passed,
    (row) => {
      const group = groupOf[rows.persona[row]];
      return group < 0 ? -1 : group === g ? 0 : 1;
    },
    factors,
  );
  const own = Float64Array.from({ length: rows.n }, (_, row) =>
    groupOf[rows.persona[row]] === g ? rows.passed[row] : Number.NaN,
  );
  const { low, high } = clusteredMean(own, factors);
  return {
    group: label,
    n: of.n[0],
    personas: of.clusters[0],
    estimate: of.means[0],
    low,
    high,
    gap: of.difference,
    gapLow: of.low,
    gapHigh: of.high,
    p: of.p,
    se: of.se,
  };
}

/**
 * Estimates drawn towards zero: e τ² / (τ² + se²), with τ² the variance of the true values about
 * zero by the method of moments, max(0, Σ (w e² - 1) / Σ w) with w = 1 / se². NaN stays NaN.
 * Source: DerSimonian and Laird (1986), Meta-analysis in clinical trials, with a known mean of 0.
 */
export function partialPool(estimates: readonly number[], errors: readonly number[]): number[] {
  let [excess, weight] = [0, 0];
  estimates.forEach((estimate, at) => {
    const w = 1 / errors[at] ** 2;
    if (!Number.isFinite(w) || Number.isNaN(estimate)) return;
    excess += w * estimate ** 2 - 1;
    weight += w;
  });
  const between = weight > 0 ? Math.max(0, excess / weight) : 0;
  return estimates.map((estimate, at) => (estimate * between) / (between + errors[at] ** 2));
}
