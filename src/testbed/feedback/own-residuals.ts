/** What is a persona's own: on an axis, the same for all its issues, and on a single issue. */
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import type { Issue } from "../prompts/issue.ts";
import { normalDraws } from "./normal-draws.ts";
import type { OpinionStructure } from "./opinion-scores.ts";
import { streamOf } from "./stream.ts";

/** Standard normal by axis and persona. */
export type AxisResiduals = Readonly<Record<string, Float64Array>>;

export function axisResiduals(personas: number, seed: number): AxisResiduals {
  return Object.fromEntries(
    AXIS_KEYS.map((axis) => [axis, normalDraws(personas, streamOf(seed, `own ${axis}`))]),
  );
}

/**
 * Standard normal by persona: Σ w_a sqrt(share_a) e_a + sqrt(1 - Σ w_a² share_a) e, where w is the
 * issue's stance with unit length, e_a the persona's residual on an axis, and e one for this issue.
 */
export function issueResiduals(
  issue: Issue,
  axes: AxisResiduals,
  { ownShare }: OpinionStructure,
  seed: number,
): Float64Array {
  const stances = Object.entries(issue.stance).map(([axis, value]) => [axis, value ?? 0] as const);
  const length = Math.sqrt(stances.reduce((sum, [, value]) => sum + value ** 2, 0));
  const n = Object.values(axes)[0].length;
  const residuals = normalDraws(n, streamOf(seed, `own ${issue.id}`));
  const common = stances.reduce(
    (sum, [axis, value]) => sum + (value / length) ** 2 * ownShare[axis],
    0,
  );
  const alone = Math.sqrt(1 - common);
  for (let i = 0; i < n; i++) {
    let sum = alone * residuals[i];
    for (const [axis, value] of stances) {
      sum += (value / length) * Math.sqrt(ownShare[axis]) * axes[axis][i];
    }
    residuals[i] = sum;
  }
  return residuals;
}
