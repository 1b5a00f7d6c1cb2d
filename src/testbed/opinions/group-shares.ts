/** Support by group: what a simulated population is held against. */

import { FACTORS } from "./factors.ts";
import type { Respondents } from "./respondents.ts";

/** Factors by which support is compared, with the names of their groups. */
export const COMPARED = ["party", "age", "sex", "origin", "race", "degree"] as const;

export interface GroupShare {
  readonly item: string;
  readonly factor: string;
  readonly level: string;
  /** Weighted share of support, and respondents behind it. */
  readonly support: number;
  readonly n: number;
}

/** Groups with fewer respondents are left out. */
export const LEAST_RESPONDENTS = 30;

/** Party in three: leaners with their party. */
const PARTY_3 = ["Democrat", "Independent", "Republican"];
const partyOf = (seven: number) => (seven < 3 ? 0 : seven === 3 ? 1 : 2);

/** Names of a factor's groups, and the group of a class. */
export function groupsOf(factor: string): {
  readonly levels: readonly string[];
  readonly of: (level: number) => number;
} {
  if (factor === "party") return { levels: PARTY_3, of: partyOf };
  return { levels: FACTORS[factor].levels, of: (level) => level };
}

/** Weighted support of an item by each group of the factors that the survey has. */
export function groupShares(respondents: Respondents, item: string): GroupShare[] {
  const answers = respondents.answers[item];
  return COMPARED.filter((factor) => factor in respondents.factors).flatMap((factor) => {
    const { levels, of } = groupsOf(factor);
    const yes = new Float64Array(levels.length);
    const total = new Float64Array(levels.length);
    const n = new Int32Array(levels.length);
    respondents.factors[factor].forEach((level, i) => {
      if (level < 0 || answers[i] < 0) return;
      const group = of(level);
      yes[group] += respondents.weight[i] * answers[i];
      total[group] += respondents.weight[i];
      n[group]++;
    });
    return levels.flatMap((level, group) =>
      n[group] < LEAST_RESPONDENTS
        ? []
        : [{ item, factor, level, support: yes[group] / total[group], n: n[group] }],
    );
  });
}
