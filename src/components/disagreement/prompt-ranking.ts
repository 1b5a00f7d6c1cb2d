/** Prompts in the order of how much they divide. */
import { cramersV } from "../../stats/cramers-v.ts";
import { type Division, division } from "../../stats/divisiveness.ts";
import type { PromptCounts } from "../../stats/prompt-shares.ts";
import { SMALL_N } from "../theme.ts";
import type { Rank } from "./view.ts";

export interface RankedPrompt extends Division {
  /** Row of the prompt. */
  readonly prompt: number;
  /** Bias-corrected Cramér's V of group and choice. */
  readonly association: number;
  /** The group's share for the first position less that of all others; NaN under 10 judges. */
  readonly lead: number;
}

export interface Ranking {
  readonly prompts: readonly RankedPrompt[];
  /** Prompts left out: too few judges in the slice, or in the group. */
  readonly few: number;
}

/**
 * Ranks the prompts of a mask: `split` by polarisation, `consensus` by the lack of it, `gap` by
 * the association of group and choice, `outvoted` by how far apart a group and all others are
 * where their majorities differ. Prompts under 10 judges are left out. O(prompts × groups).
 */
export function rankPrompts(
  counts: PromptCounts,
  mask: Uint8Array,
  rank: Rank,
  group: number,
): Ranking {
  const { groups, n, zero } = counts;
  const ranked: RankedPrompt[] = [];
  let few = 0;
  for (let prompt = 0; prompt < counts.prompts; prompt++) {
    if (!mask[prompt]) continue;
    const from = prompt * groups;
    let [judges, first] = [0, 0];
    for (let at = from; at < from + groups; at++) {
      judges += n[at];
      first += zero[at];
    }
    const lead = leadOf(n[from + group], zero[from + group], judges, first);
    const missing = rank === "outvoted" && Number.isNaN(lead);
    if (judges < SMALL_N.suppressed || missing) {
      few++;
      continue;
    }
    const share = zero[from + group] / n[from + group];
    const others = share - lead;
    if (rank === "outvoted" && !((share - 0.5) * (others - 0.5) < 0)) continue;
    ranked.push({
      prompt,
      ...division(first, judges),
      association: rank === "gap" ? association(counts, from) : Number.NaN,
      lead,
    });
  }
  const score: Readonly<Record<Rank, (entry: RankedPrompt) => number>> = {
    split: ({ polarisation }) => polarisation,
    consensus: ({ polarisation }) => -polarisation,
    gap: ({ association }) => (Number.isNaN(association) ? -1 : association),
    outvoted: ({ lead }) => Math.abs(lead),
  };
  const of = score[rank];
  return { prompts: ranked.sort((a, b) => of(b) - of(a) || a.prompt - b.prompt), few };
}

function leadOf(n: number, zero: number, judges: number, first: number): number {
  const others = judges - n;
  if (!(n >= SMALL_N.suppressed && others >= SMALL_N.suppressed)) return Number.NaN;
  return zero / n - (first - zero) / others;
}

function association({ groups, n, zero }: PromptCounts, from: number): number {
  const table = new Float64Array(groups * 2);
  for (let group = 0; group < groups; group++) {
    table[group * 2] = zero[from + group];
    table[group * 2 + 1] = n[from + group] - zero[from + group];
  }
  return cramersV({ rows: groups, columns: 2, counts: table }, { corrected: true });
}
