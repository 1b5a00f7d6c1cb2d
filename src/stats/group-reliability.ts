/** Agreement within groups and across them, beyond chance. */
import type { PromptCounts } from "./prompt-shares.ts";
import type { Random } from "./random.ts";

/** In-group reliability on the diagonal, cross-group reliability elsewhere; NaN where undefined. */
export interface Reliability {
  readonly groups: number;
  /** Group by group, row-major, symmetric. */
  readonly matrix: Float64Array;
  /** By group: in-group reliability, and cross-group reliability with all others. */
  readonly irr: Float64Array;
  readonly xrr: Float64Array;
  /** Their ratio; NaN where the cross-group one is not above zero, for then it says nothing. */
  readonly gai: Float64Array;
  /** In-group less cross-group: above zero where a group agrees more with itself. */
  readonly difference: Float64Array;
}

/**
 * Chance-corrected agreement 1 - D_o / D_e for yes-or-no choices; a tie counts as half of each.
 * Within a group it is Krippendorff's nominal alpha: D_o is the chance that two of its judges of a
 * prompt disagree, prompts weighted by their judges, D_e that any two of its choices differ. Across
 * groups both are over pairs with one judge from each, over prompts that both judge; prompts are
 * weighted by their judges of either group. GAI = IRR / XRR: above 1 where a group agrees more with
 * itself than with the others. Undefined where no prompt has such a pair, or all choices are alike.
 * O(prompts × groups²).
 * Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability; Wong, Paritosh and Aroyo
 * (2021), Cross-replication Reliability, ACL, with missing data as in the authors' own program;
 * Prabhakaran et al. (2024), GRASP, NAACL, for the ratio.
 */
export function groupReliability(counts: PromptCounts): Reliability {
  const { prompts, groups, n, zero } = counts;
  const { irr, xrr } = insideAndOutside(counts);
  const matrix = new Float64Array(groups * groups);
  for (let g = 0; g < groups; g++) {
    matrix[g * groups + g] = irr[g];
    for (let h = 0; h < g; h++) {
      const pair = new CrossSums();
      for (let at = 0; at < prompts * groups; at += groups) {
        pair.add(n[at + g], zero[at + g], n[at + h], zero[at + h]);
      }
      matrix[g * groups + h] = pair.reliability();
      matrix[h * groups + g] = pair.reliability();
    }
  }
  return {
    groups,
    matrix,
    irr,
    xrr,
    gai: irr.map((value, g) => (xrr[g] > 0 ? value / xrr[g] : Number.NaN)),
    difference: irr.map((value, g) => value - xrr[g]),
  };
}

/** IRR and XRR with all others, by group. O(prompts × groups). */
function insideAndOutside({ prompts, groups, n, zero }: PromptCounts) {
  const inside = Array.from({ length: groups }, () => new InnerSums());
  const outside = Array.from({ length: groups }, () => new CrossSums());
  for (let first = 0; first < prompts * groups; first += groups) {
    let judges = 0;
    let yes = 0;
    for (let g = 0; g < groups; g++) {
      judges += n[first + g];
      yes += zero[first + g];
    }
    for (let g = 0; g < groups; g++) {
      const own = n[first + g];
      if (own === 0) continue;
      const ownYes = zero[first + g];
      inside[g].add(own, ownYes);
      outside[g].add(own, ownYes, judges - own, yes - ownYes);
    }
  }
  return {
    irr: Float64Array.from(inside, (of) => of.reliability()),
    xrr: Float64Array.from(outside, (of) => of.reliability()),
  };
}

/** Krippendorff's nominal alpha of two values, prompt by prompt. */
class InnerSums {
  private disagreement = 0;
  private choices = 0;
  private yes = 0;

  add(judges: number, yes: number): void {
    if (judges < 2) return;
    this.disagreement += (2 * yes * (judges - yes)) / (judges - 1);
    this.choices += judges;
    this.yes += yes;
  }

  reliability(): number {
    const expected = (2 * this.yes * (this.choices - this.yes)) / (this.choices - 1);
    return expected > 0 ? 1 - this.disagreement / expected : Number.NaN;
  }
}

/** Cross-replication reliability of two groups, prompt by prompt. */
class CrossSums {
  private disagreement = 0;
  private own = 0;
  private ownYes = 0;
  private others = 0;
  private othersYes = 0;

  add(own: number, ownYes: number, others: number, othersYes: number): void {
    if (own === 0 || others === 0) return;
    const pairs = ownYes * (others - othersYes) + (own - ownYes) * othersYes;
    this.disagreement += (pairs * (own + others)) / (own * others);
    this.own += own;
    this.ownYes += ownYes;
    this.others += others;
    this.othersYes += othersYes;
  }

  reliability(): number {
    const p = this.ownYes / this.own;
    const q = this.othersYes / this.others;
    const expected = p * (1 - q) + (1 - p) * q;
    const observed = this.disagreement / (this.own + this.others);
    return expected > 0 ? 1 - observed / expected : Number.NaN;
  }
}

export interface PermutationTest {
  /** By group, one-sided: small where it agrees more with itself; NaN where it is undefined. */
  readonly p: Float64Array;
  readonly draws: number;
}

/**
 * Tests whether each group agrees more with itself than with the others, by dealing the group
 * labels to the personas anew, so that group sizes and each persona's choices stay. The statistic
 * is IRR - XRR, which is above zero where GAI is above 1, and stays defined where XRR is not above
 * zero. p = (1 + draws at or above) / (1 + draws in which it is defined).
 * @param labels group by persona; negative ones stay where they are.
 * @param count counts prompts under other labels, such as countPrompts with the rows bound.
 * O(draws × (choices + prompts × groups)).
 * Source: Phipson and Smyth (2010), Permutation P-values Should Never Be Zero.
 */
export function permutationTest(
  labels: ArrayLike<number>,
  count: (labels: Int16Array) => PromptCounts,
  random: Random,
  draws = 200,
): PermutationTest {
  const shuffled = Int16Array.from(labels);
  const differences = () => {
    const { irr, xrr } = insideAndOutside(count(shuffled));
    return irr.map((value, g) => value - xrr[g]);
  };
  const seen = differences();
  const above = new Int32Array(seen.length);
  const defined = new Int32Array(seen.length);
  const inside = Int32Array.from(shuffled.keys()).filter((i) => shuffled[i] >= 0);
  for (let draw = 0; draw < draws; draw++) {
    for (let k = inside.length - 1; k > 0; k--) {
      const i = inside[k];
      const j = inside[random.below(k + 1)];
      const label = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = label;
    }
    differences().forEach((value, g) => {
      // Equal up to rounding is equal: labels dealt as they were must count.
      if (value >= seen[g] - 1e-12) above[g]++;
      if (!Number.isNaN(value)) defined[g]++;
    });
  }
  const p = seen.map((value, g) =>
    Number.isNaN(value) ? Number.NaN : (1 + above[g]) / (1 + defined[g]),
  );
  return { p, draws };
}
