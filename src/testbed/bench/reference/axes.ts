import type { Truth } from "../truth.ts";

/**
 * By issue and persona: what is the persona's own on the issue's axes, in logits. What is its own on
 * the issue alone is left out: nobody can know it from value scores.
 */
export function issueAxes({ issues, own, opinions, ownVariance, personas }: Truth): Float64Array[] {
  const { ownShare } = opinions.structure;
  const spread = Math.sqrt(ownVariance);
  return issues.map(({ stance }) => {
    const stances = Object.entries(stance).map(([axis, value]) => [axis, value ?? 0] as const);
    const length = Math.sqrt(stances.reduce((sum, [, value]) => sum + value ** 2, 0));
    const values = new Float64Array(personas.n);
    for (const [axis, value] of stances) {
      const weight = (spread * value * Math.sqrt(ownShare[axis])) / length;
      for (let who = 0; who < personas.n; who++) values[who] += weight * own[axis][who];
    }
    return values;
  });
}
