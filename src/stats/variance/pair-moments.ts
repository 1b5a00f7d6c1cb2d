/** How often personas agree: with each other, and with themselves when asked again. */
import type { ChoiceRows } from "./choice-rows.ts";
import { MOMENT, type Moments, momentAt, PERSONA_GROUPS } from "./moments.ts";

/**
 * Counts pairs of personas on each prompt, and those that chose the same, from the numbers of
 * either choice: n (n − 1) / 2 pairs, of which Σ n_c (n_c − 1) / 2 agree.
 * O(rows + prompts × groups).
 */
export function addPairs(
  moments: Moments,
  { persona, prompt, choice }: ChoiceRows,
  issue: ArrayLike<number>,
): void {
  const prompts = issue.length;
  const byGroup = new Int32Array(prompts * PERSONA_GROUPS * 2);
  for (let row = 0; row < choice.length; row++) {
    if (choice[row] !== 0 && choice[row] !== 1) continue;
    const group = persona[row] % PERSONA_GROUPS;
    byGroup[(prompt[row] * PERSONA_GROUPS + group) * 2 + choice[row]]++;
  }
  const pairsOf = (n: number) => (n * (n - 1)) / 2;
  for (let q = 0; q < prompts; q++) {
    const from = q * PERSONA_GROUPS * 2;
    let [all0, all1] = [0, 0];
    for (let g = 0; g < PERSONA_GROUPS; g++) {
      all0 += byGroup[from + 2 * g];
      all1 += byGroup[from + 2 * g + 1];
    }
    for (let version = 0; version <= PERSONA_GROUPS; version++) {
      const without = from + 2 * (version - 1);
      const n0 = all0 - (version > 0 ? byGroup[without] : 0);
      const n1 = all1 - (version > 0 ? byGroup[without + 1] : 0);
      moments.sums[momentAt(issue[q], version, MOMENT.pairs)] += pairsOf(n0 + n1);
      moments.sums[momentAt(issue[q], version, MOMENT.agree)] += pairsOf(n0) + pairsOf(n1);
    }
  }
}

/**
 * Counts choices asked again, and those that were the same. O(rows + retests).
 * @returns retests left out: a tie in either, or never asked a first time.
 */
export function addRetests(
  moments: Moments,
  first: ChoiceRows,
  again: ChoiceRows,
  issue: ArrayLike<number>,
): { readonly ties: number; readonly unmatched: number } {
  const prompts = issue.length;
  const wanted = new Map<number, number>();
  for (let row = 0; row < again.choice.length; row++) {
    wanted.set(again.persona[row] * prompts + again.prompt[row], -1);
  }
  for (let row = 0; row < first.choice.length; row++) {
    const key = first.persona[row] * prompts + first.prompt[row];
    if (wanted.has(key)) wanted.set(key, first.choice[row]);
  }
  let [ties, unmatched] = [0, 0];
  for (let row = 0; row < again.choice.length; row++) {
    const before = wanted.get(again.persona[row] * prompts + again.prompt[row]) ?? -1;
    const now = again.choice[row];
    if (before < 0) unmatched++;
    else if (before > 1 || now > 1) ties++;
    else {
      const group = again.persona[row] % PERSONA_GROUPS;
      for (let version = 0; version <= PERSONA_GROUPS; version++) {
        if (version === group + 1) continue;
        const k = issue[again.prompt[row]];
        moments.sums[momentAt(k, version, MOMENT.retests)]++;
        if (before === now) moments.sums[momentAt(k, version, MOMENT.same)]++;
      }
    }
  }
  return { ties, unmatched };
}
