import { studentCritical } from "../student.ts";
import type { Interval } from "../wilson.ts";

/** Pairs of personas compared on prompts, by column. */
export interface Dyads {
  /** Rows of the two personas; the order does not matter. */
  readonly members: readonly [ArrayLike<number>, ArrayLike<number>];
  readonly prompt: ArrayLike<number>;
}

export interface DyadicMean extends Interval {
  readonly mean: number;
  readonly se: number;
  readonly n: number;
  /** Personas and prompts that occur. */
  readonly clusters: readonly [number, number];
}

/** Sums of residuals by cluster. */
class Sums {
  private readonly of = new Map<string, number>();
  add(cluster: string, residual: number): void {
    this.of.set(cluster, (this.of.get(cluster) ?? 0) + residual);
  }
  get size(): number {
    return this.of.size;
  }
  get squares(): number {
    let total = 0;
    for (const sum of this.of.values()) total += sum * sum;
    return total;
  }
}

/**
 * Mean over pairs of personas, with an error that takes two pairs as alike where they share a
 * persona or the prompt: V = V_dyad + V_prompt - V_both, not below V_dyad or V_prompt. V_dyad sums
 * the products of residuals of all pairs that share a persona: Σ over personas of squared sums, less
 * what pairs of the same two personas are counted twice. V_both is the same within prompts. Each is
 * scaled by G / (G - 1). Student's t with the fewer of personas and prompts less one. O(pairs).
 * @param values one per pair; NaN is a missing value.
 * Source: Aronow, Samii and Assenova (2015), Cluster-robust variance estimation for dyadic data,
 * Political Analysis 23, 564-577; several factors: Cameron, Gelbach and Miller (2011).
 */
export function dyadicMean(values: ArrayLike<number>, { members, prompt }: Dyads): DyadicMean {
  const known = Array.from(values).flatMap((value, at) => (Number.isNaN(value) ? [] : [at]));
  const n = known.length;
  const mean = known.reduce((sum, at) => sum + values[at], 0) / n;
  const [persona, pair, both, pairBoth, byPrompt] = Array.from({ length: 5 }, () => new Sums());
  for (const at of known) {
    const residual = (values[at] - mean) / n;
    const [a, b] = [members[0][at], members[1][at]];
    const name = a < b ? `${a} ${b}` : `${b} ${a}`;
    for (const one of new Set([a, b])) {
      persona.add(String(one), residual);
      both.add(`${prompt[at]} ${one}`, residual);
    }
    pair.add(name, residual);
    pairBoth.add(`${prompt[at]} ${name}`, residual);
    byPrompt.add(String(prompt[at]), residual);
  }
  const corrected = (squares: number, clusters: number) =>
    clusters > 1 ? (squares * clusters) / (clusters - 1) : Number.NaN;
  const ofPersonas = corrected(persona.squares - pair.squares, persona.size);
  const ofPrompts = corrected(byPrompt.squares, byPrompt.size);
  const ofBoth = corrected(both.squares - pairBoth.squares, both.size);
  const variance = Math.max(ofPersonas + ofPrompts - ofBoth, ofPersonas, ofPrompts);
  const se = Math.sqrt(variance);
  const clusters = [persona.size, byPrompt.size] as const;
  const half = se * studentCritical(0.95, Math.min(...clusters) - 1);
  return { mean, se, low: mean - half, high: mean + half, n, clusters };
}
