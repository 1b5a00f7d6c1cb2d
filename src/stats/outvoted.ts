/** How often the majority of a group is not the majority of everybody else. */
import type { PromptCounts } from "./prompt-shares.ts";
import { type Interval, wilson } from "./wilson.ts";

export interface Outvoted extends Interval {
  /** Share of prompts on which the group's majority is another than all others'. */
  readonly share: number;
  /** What random halves alone would give: the group drawn from the prompt's own share. */
  readonly byChance: number;
  /** Prompts compared, and those left out: too few judges in the group, a majority that is a tie. */
  readonly prompts: number;
  readonly fewJudges: number;
  readonly ties: number;
}

/** Judges that a group needs on a prompt. */
export const LEAST_JUDGES = 10;

/** P(more than half, of exactly half counted half) for n draws with chance p. */
function majorityChance(n: number, p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? 0 : 1;
  let term = (1 - p) ** n;
  let chance = 0;
  for (let k = 0; k <= n; k++) {
    if (2 * k > n) chance += term;
    else if (2 * k === n) chance += term / 2;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return chance;
}

/**
 * Compares a group's majority on each prompt with that of all others. A small group's majority
 * flips by chance on even prompts; `byChance` is what would be seen if the group's judges were
 * drawn from the others' share. O(prompts × groups + judges of the group).
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
