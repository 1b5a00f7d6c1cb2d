/** Which attributes summaries drop, as a run's manifest has it. */
import type { BenchRun } from "./bench.ts";

export type RunSummaries = NonNullable<BenchRun["summaries"]>;

/** Attributes that any model was shown, in the order of the mean share of summaries that name them. */
export function keptMost(summaries: RunSummaries): string[] {
  const shares = new Map<string, number[]>();
  for (const { attributes } of Object.values(summaries)) {
    for (const { attribute, n, named } of attributes) {
      shares.set(attribute, [...(shares.get(attribute) ?? []), named / n]);
    }
  }
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  return [...shares].sort(([, a], [, b]) => mean(b) - mean(a)).map(([attribute]) => attribute);
}
