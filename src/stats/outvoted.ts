/** How often the majority of a group is not the majority of everybody else. */
import type { PromptCounts } from "./prompt-shares.ts";
import { type Interval, wilson } from "./wilson.ts";

export interface Outvoted extends Interval {
  /** Share of prompts on which the group's majority is another than all others'. */
  readonly share: number;
  /** What chance alone would give: the group's judges drawn from the others' share. */
  readonly byChance: number;
  /** Prompts compared, and those left out: too few judges in the group, a majority that is a tie. */
  readonly prompts: number;
  readonly fewJudges: number;
  readonly ties: number;
}

/** Judges that a group needs on a prompt. */
export const LEAST_JUDGES = 10;

/**
 * Chance that more than half of n draws with chance p come up, given that not just half do. From
 * the most likely count outwards, so that nothing underflows for large n. O(n).
 */
function majorityChance(n: number, p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? 0 : 1;
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  let over = 0;
  let under = 0;
  const add = (k: number, weight: number) => {
    if (2 * k > n) over += weight;
    else if (2 * k < n) under += weight;
  };
  for (let k = mode, weight = 1; k <= n && weight > 0; k++) {
    add(k, weight);
    weight *= ((n - k) / (k + 1)) * odds;
  }
  for (let k = mode - 1, weight = mode / (n - mode + 1) / odds; k >= 0 && weight > 0; k--) {
    add(k, weight);
    weight *= k / (n - k + 1) / odds;
  }
  return over / (over + under);
}

/**
 * Compares a group's majority on each prompt with that of all others. A small group's majority
 * flips by chance on even prompts; `byChance` is what would be seen if the group's judges were
 * drawn from the others' share, prompts on which they tie left out as in `share`. The others'
 * share is taken as known and no judge as a tie, so that it is an approximation where the others
 * are few. The Wilson interval takes prompts as independent, though personas judge many.
 * @returns NaN shares where no prompt can be compared. O(prompts × groups + judges of the group).
 */
export function outvoted({ prompts, groups, n, zero }: PromptCounts, group: number): Outvoted {
  let [against, compared, fewJudges, ties, chance] = [0, 0, 0, 0, 0];
  for (let prompt = 0; prompt < prompts; prompt++) {
    let [allN, allZero] = [0, 0];
    for (let g = 0; g < groups; g++) {
      allN += n[prompt * groups + g];
      allZero += zero[prompt * groups + g];
    }
    const at = prompt * groups + group;
    const [ownN, ownZero] = [n[at], zero[at]];
    const others = allN - ownN;
    if (ownN < LEAST_JUDGES || others < LEAST_JUDGES) {
      fewJudges++;
      continue;
    }
    const own = Math.sign(2 * ownZero - ownN);
    const rest = Math.sign(2 * (allZero - ownZero) - others);
    if (own === 0 || rest === 0) {
      ties++;
      continue;
    }
    compared++;
    if (own !== rest) against++;
    const sameSide = majorityChance(ownN, (allZero - ownZero) / others);
    chance += rest > 0 ? 1 - sameSide : sameSide;
  }
  const none = compared === 0;
  return {
    share: none ? Number.NaN : against / compared,
    ...(none ? { low: Number.NaN, high: Number.NaN } : wilson(against, compared)),
    byChance: none ? Number.NaN : chance / compared,
    prompts: compared,
    fewJudges,
    ties,
  };
}
