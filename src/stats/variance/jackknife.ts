/** Standard errors of functions of moments, clustered by persona and by issue. */
import { MOMENTS, type Moments, momentAt, PERSONA_GROUPS } from "./moments.ts";

/** Issues are left out by group too: issue k is in group k mod 20. */
export const ISSUE_GROUPS = 20;

export interface JackknifeEstimate {
  readonly value: Float64Array;
  readonly se: Float64Array;
  /** Clusters of the factor with fewer of them, less one. */
  readonly freedom: number;
}

/**
 * Delete-a-group jackknife over personas (A), over issues (B) and over the cells of both (AB):
 * V = V_A + V_B − V_AB with V_X = (G − 1) / G Σ (estimate without g − their mean)², and not below
 * the larger of V_A and V_B.
 * O(issues × groups + groups² × cost of the estimate).
 * @param estimate numbers from the sums of the moments.
 * Source: Quenouille (1956) and Tukey (1958); by group: Kott (2001), The Delete-a-Group Jackknife,
 * Journal of Official Statistics 17; two ways: MacKinnon, Nielsen and Webb (2024), Jackknife
 * Inference with Two-Way Clustering, arXiv:2406.08880.
 */
export function jackknife(
  moments: Moments,
  estimate: (sums: Float64Array) => Float64Array,
): JackknifeEstimate {
  const groups = Math.min(ISSUE_GROUPS, moments.issues);
  const whole = sumsOver(moments, 0, groups);
  const total = whole.all;
  const value = estimate(total);
  const byPersona: Float64Array[] = [];
  const byCell: Float64Array[] = [];
  for (let g = 0; g < PERSONA_GROUPS; g++) {
    const without = sumsOver(moments, 1 + g, groups);
    byPersona.push(estimate(without.all));
    for (let h = 0; h < groups; h++) {
      byCell.push(
        estimate(total.map((sum, m) => sum - whole.byGroup[h][m] + without.byGroup[h][m])),
      );
    }
  }
  const byIssue = whole.byGroup.map((of) => estimate(total.map((sum, m) => sum - of[m])));
  const [a, b, ab] = [byPersona, byIssue, byCell].map(variances);
  const se = value.map((_, i) => Math.sqrt(Math.max(a[i] + b[i] - ab[i], a[i], b[i])));
  return { value, se, freedom: Math.min(PERSONA_GROUPS, groups) - 1 };
}

/** Moments of a version summed over all issues, and by group of issues. */
function sumsOver({ issues, sums }: Moments, version: number, groups: number) {
  const all = new Float64Array(MOMENTS);
  const byGroup = Array.from({ length: groups }, () => new Float64Array(MOMENTS));
  for (let issue = 0; issue < issues; issue++) {
    for (let m = 0; m < MOMENTS; m++) {
      const sum = sums[momentAt(issue, version, m)];
      all[m] += sum;
      byGroup[issue % groups][m] += sum;
    }
  }
  return { all, byGroup };
}

function variances(replicates: readonly Float64Array[]): Float64Array {
  const count = replicates.length;
  return replicates[0].map((_, i) => {
    const mean = replicates.reduce((sum, of) => sum + of[i], 0) / count;
    const squares = replicates.reduce((sum, of) => sum + (of[i] - mean) ** 2, 0);
    return ((count - 1) / count) * squares;
  });
}
