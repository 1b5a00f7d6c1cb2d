/** What it costs a group in true utility to be given the majority's answer. */

export interface Regret {
  /** Mean utility, in logits, of a persona's better answer less what it is given. */
  readonly majority: number;
  readonly ownGroup: number;
  /** Choices behind it. */
  readonly n: number;
}

/**
 * Mean loss of each group where every prompt is answered with the position that most choices
 * prefer, and where it is answered with the position that most of the group prefer. A choice loses
 * |u| where the answer given is not the one with the higher true utility. Ties give position 0.
 * @param utility of position 0 less that of position 1, by choice. O(choices).
 */
export function regrets(
  persona: ArrayLike<number>,
  prompt: ArrayLike<number>,
  choice: ArrayLike<number>,
  utility: ArrayLike<number>,
  prompts: number,
  group: ArrayLike<number>,
  groups: number,
): Regret[] {
  const lead = new Float64Array(prompts);
  const ownLead = new Float64Array(prompts * groups);
  const vote = (row: number) => (choice[row] === 2 ? 0 : choice[row] === 0 ? 1 : -1);
  for (let row = 0; row < persona.length; row++) {
    lead[prompt[row]] += vote(row);
    const g = group[persona[row]];
    if (g >= 0) ownLead[prompt[row] * groups + g] += vote(row);
  }
  const n = new Float64Array(groups);
  const lost = new Float64Array(groups);
  const ownLost = new Float64Array(groups);
  for (let row = 0; row < persona.length; row++) {
    const g = group[persona[row]];
    if (g < 0) continue;
    const loses = (leads: number) =>
      leads >= 0 ? Math.max(-utility[row], 0) : Math.max(utility[row], 0);
    n[g]++;
    lost[g] += loses(lead[prompt[row]]);
    ownLost[g] += loses(ownLead[prompt[row] * groups + g]);
  }
  return Array.from(n, (count, g) => ({
    majority: lost[g] / count,
    ownGroup: ownLost[g] / count,
    n: count,
  }));
}
