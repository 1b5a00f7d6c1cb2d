/** Choices of simulated respondents by random utility. */
import type { Random } from "../../stats/random.ts";
import type { Assignment } from "./assignment.ts";

export interface Utilities {
  /** Utility of position 0 less that of position 1 in logits, a multiple of 1/1000, by judgement. */
  readonly utility: Float32Array;
}

export interface Choices extends Assignment, Utilities {
  /** Position preferred: 0 or 1. */
  readonly choice: Uint8Array;
  /** How far the preferred answer was ahead in this judgement, noise included; logits. */
  readonly margin: Float32Array;
}

/** To a thousandth: last bits that machines may differ in leave no trace. */
export const thousandth = (value: number) => Math.round(value * 1000) / 1000;

/** Chance that position 0 is preferred. Source: McFadden (1974), conditional logit. */
export function probability(utility: number): number {
  return 1 / (1 + Math.exp(-utility));
}

/** A choice for each judgement: position 0 where utility plus logistic noise is above zero. */
export function choose(judgements: Assignment & Utilities, random: Random): Choices {
  const n = judgements.utility.length;
  const choice = new Uint8Array(n);
  const margin = new Float32Array(n);
  for (let row = 0; row < n; row++) {
    const uniform = random.next() + 2 ** -33;
    const felt = thousandth(judgements.utility[row] + Math.log(uniform / (1 - uniform)));
    choice[row] = felt > 0 ? 0 : 1;
    margin[row] = Math.abs(felt);
  }
  return { ...judgements, choice, margin };
}

/** A share of the judgements asked again, each in an order of its own, in the order of the rows. */
export function askAgain(choices: Choices, share: number, random: Random): Assignment & Utilities {
  const n = choices.choice.length;
  const wanted = Math.round(n * share);
  // Selection sampling: Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S.
  const rows: number[] = [];
  for (let row = 0; row < n && rows.length < wanted; row++) {
    if (random.next() * (n - row) < wanted - rows.length) rows.push(row);
  }
  return {
    persona: Uint32Array.from(rows, (row) => choices.persona[row]),
    prompt: Uint16Array.from(rows, (row) => choices.prompt[row]),
    split: Uint8Array.from(rows, (row) => choices.split[row]),
    swapped: Uint8Array.from(rows, () => random.below(2)),
    utility: Float32Array.from(rows, (row) => choices.utility[row]),
  };
}

/** Utilities to a thousandth: last bits that machines may differ in leave no trace. */
export function utilities(
  { persona, prompt }: Assignment,
  of: (persona: number, prompt: number) => number,
): Utilities {
  return { utility: Float32Array.from(persona, (who, row) => thousandth(of(who, prompt[row]))) };
}
