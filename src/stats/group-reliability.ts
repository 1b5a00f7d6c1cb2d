/** Agreement within groups and across them, beyond chance. */
import type { PromptCounts } from "./prompt-shares.ts";
import type { Random } from "./random.ts";

/** In-group reliability on the diagonal, cross-group reliability elsewhere; NaN where undefined. */
export interface Reliability {
  readonly groups: number;
  /** Group by group, row-major, symmetric. */
  readonly matrix: Float64Array;
  /** By group: in-group reliability, cross-group with all others, and their ratio. */
  readonly irr: Float64Array;
  readonly xrr: Float64Array;
  readonly gai: Float64Array;
}

/**
 * Chance-corrected agreement 1 - D_o / D_e for yes-or-no choices. Within a group it is
 * Krippendorff's nominal alpha: D_o is the chance that two of its judges of a prompt disagree,
 * prompts weighted by their judges, D_e that any two of its choices differ. Across groups both are
 * over pairs with one judge from each group. GAI = IRR / XRR: above 1 where a group agrees more
 * with itself than with the others. O(prompts × groups²).
 * Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability; Wong, Paritosh and Aroyo
 * (2021), Cross-replication Reliability, ACL; Prabhakaran et al. (2024), GRASP, NAACL, for the ratio.
 */
export function groupReliability(counts: PromptCounts): Reliability {
  const { groups } = counts;
  const matrix = new Float64Array(groups * groups);
  const irr = new Float64Array(groups);
  const xrr = new Float64Array(groups);
  for (let g = 0; g < groups; g++) {
    irr[g] = within(counts, g);
    matrix[g * groups + g] = irr[g];
    for (let h = 0; h < g; h++) {
      const value = across(counts, g, (other) => other === h);
      matrix[g * groups + h] = value;
      matrix[h * groups + g] = value;
    }
    xrr[g] = across(counts, g, (other) => other !== g);
  }
  return { groups, matrix, irr, xrr, gai: irr.map((value, g) => value / xrr[g]) };
}

function within({ prompts, groups, n, zero }: PromptCounts, g: number): number {
  let [disagree, rows, ones] = [0, 0, 0];
  for (let prompt = 0; prompt < prompts; prompt++) {
    const count = n[prompt * groups + g];
    if (count < 2) continue;
    const yes = zero[prompt * groups + g];
    disagree += (2 * yes * (count - yes)) / (count - 1);
    rows += count;
    ones += yes;
  }
  const expected = (2 * ones * (rows - ones)) / (rows * (rows - 1));
  return 1 - disagree / rows / expected;
}

function across(
  { prompts, groups, n, zero }: PromptCounts,
  g: number,
  isOther: (group: number) => boolean,
): number {
  let [disagree, pairs] = [0, 0];
  const own = { n: 0, yes: 0 };
  const rest = { n: 0, yes: 0 };
  for (let prompt = 0; prompt < prompts; prompt++) {
    const a = n[prompt * groups + g];
    if (a === 0) continue;
    let [b, yes] = [0, 0];
    for (let h = 0; h < groups; h++) {
      if (!isOther(h)) continue;
      b += n[prompt * groups + h];
      yes += zero[prompt * groups + h];
    }
    if (b === 0) continue;
    const ownYes = zero[prompt * groups + g];
    disagree += ownYes * (b - yes) + (a - ownYes) * yes;
    pairs += a * b;
    own.n += a;
    own.yes += ownYes;
    rest.n += b;
    rest.yes += yes;
  }
  const [p, q] = [own.yes / own.n, rest.yes / rest.n];
  return 1 - disagree / pairs / (p * (1 - q) + (1 - p) * q);
}

export interface PermutationTest {
  /** By group: share of permutations with a ratio at least as far from 1 on the same side; one-sided for above 1. */
  readonly p: Float64Array;
  readonly draws: number;
}

/**
 * Tests each group's GAI by dealing the group labels to the personas anew, so that group sizes and
 * each persona's choices stay. p = (1 + draws at or above) / (1 + draws).
 * @param count counts prompts under other labels, such as countPrompts with the data bound.
 * O(draws × (choices + prompts × groups²)).
 * Source: Phipson and Smyth (2010), Permutation P-values Should Never Be Zero.
 */
export function permutationTest(
  labels: ArrayLike<number>,
  count: (labels: Int16Array) => PromptCounts,
  random: Random,
  draws = 200,
): PermutationTest {
  const shuffled = Int16Array.from(labels);
  const seen = groupReliability(count(shuffled)).gai;
  const above = new Float64Array(seen.length);
  const inside = [...shuffled.keys()].filter((i) => shuffled[i] >= 0);
  for (let draw = 0; draw < draws; draw++) {
    for (let k = inside.length - 1; k > 0; k--) {
      const [i, j] = [inside[k], inside[random.below(k + 1)]];
      [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
    }
    const { gai } = groupReliability(count(shuffled));
    seen.forEach((value, g) => {
      if (gai[g] >= value) above[g]++;
    });
  }
  return { p: above.map((times) => (1 + times) / (1 + draws)), draws };
}
