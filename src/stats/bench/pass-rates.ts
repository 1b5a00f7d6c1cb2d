/** How often answers serve the persona, in all and by group. */
import { adjustTests } from "../benjamini-hochberg.ts";
import { clusteredMean } from "../clustered-mean.ts";
import { type Interval, wilson } from "../wilson.ts";
import { gapOf, ownRate } from "./group-gaps.ts";
import { groupSums, othersOf } from "./group-sums.ts";
import { questionsOf } from "./questions.ts";
import type { Estimate, JudgedRows } from "./rows.ts";

/**
 * Share of answers that pass, with a 95 % interval clustered by persona and prompt: for personas
 * and prompts like these. Failed calls are left out. Limits stay within 0 and 1. Where all answers
 * pass, or none, nothing tells how alike answers of one persona or prompt are: each of the rarer
 * clusters then counts as a single answer, with Wilson's interval. O(rows).
 * Source: clusteredMean.
 */
export function passRate(rows: JudgedRows, group: string | null = null): Estimate {
  const of = clusteredMean(rows.passed, [rows.persona, rows.prompt]);
  return { group, n: of.n, estimate: of.mean, ...shareLimits(of.mean, of, of.clusters) };
}

/** Limits of a share: within 0 and 1, and Wilson's over clusters where answers do not differ. */
export function shareLimits(
  share: number,
  { low, high }: Interval,
  clusters: readonly number[],
): Interval {
  if (share === 0 || share === 1) {
    const fewest = Math.min(...clusters);
    return wilson(share * fewest, fewest);
  }
  return { low: Math.max(0, low), high: Math.min(1, high) };
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

/** Groups that share no persona. */
export interface Grouping {
  /** By persona: below the number of labels, its group; negative, left out; else none of them. */
  readonly of: ArrayLike<number>;
  readonly labels: readonly string[];
}

/**
 * Pass rates by group of personas, each group against all others. The gap's error is clustered by
 * persona, and by prompt over the differences of the two sides' influence, as in groupGaps: what a
 * prompt adds for everybody drops out. Groups of ten personas and more are tested, with an error not
 * below the one that the gap of a group like all others has. Pooled gaps, with the same error:
 * empirical Bayes with the variance between groups by the method of moments (DerSimonian and Laird
 * 1986). O(rows + groups × prompts).
 * @param groupOf by persona; negative leaves a persona out.
 */
export function groupRates(
  rows: JudgedRows,
  groupOf: ArrayLike<number>,
  labels: readonly string[],
): GroupRate[] {
  return groupRatesOver(rows, [{ of: groupOf, labels }]);
}

/** The same for groupings whose groups may share personas; adjusted and pooled over all groups. */
export function groupRatesOver(rows: JudgedRows, groupings: readonly Grouping[]): GroupRate[] {
  const questions = questionsOf(rows);
  const found = groupings.flatMap(({ of, labels }) => {
    const { groups, all } = groupSums(questions, of, labels.length);
    return groups.map((own, g) => {
      const { share, clusters, ...limits } = ownRate(own);
      return {
        group: labels[g],
        n: own.personas.n,
        personas: own.personas.count,
        estimate: share,
        ...shareLimits(share, limits, clusters),
        ...gapOf(own, othersOf(all, own), all),
      };
    });
  });
  const { adjusted } = adjustTests(
    found.map(({ personas, p }) => (personas >= 10 ? p : Number.NaN)),
  );
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
