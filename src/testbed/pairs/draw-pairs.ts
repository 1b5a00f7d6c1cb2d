/** Which judgements of the feedback get a pair of their own, and for whom the mismatched one is. */
import type { CodedFeedback } from "../../schema/feedback-tables.ts";
import { type Random, shuffled } from "../../stats/random.ts";
import { systematicSample } from "../../stats/systematic.ts";
import { UserError } from "../user-error.ts";

export interface DrawnPairs {
  /** Rows of the feedback, by persona and in the order of the file. */
  readonly rows: Int32Array;
  /** By pair, the row of another persona on the same prompt: whose rewrite is the mismatched one. */
  readonly partners: Int32Array;
}

/**
 * Draws `perPersona` judgements of each persona, evenly over its rows, so that splits keep their
 * shares. The personas drawn on one prompt stand in a circle in an order drawn, and each is shown
 * the rewrite of the next: every rewrite is judged once by the persona it is for and once by
 * another. A persona alone on its prompt is given a partner who judged it in the feedback.
 * O(judgements).
 * @throws UserError where a persona judged fewer prompts, of those that another judged too.
 */
export function drawPairs(
  { n, persona, prompt }: CodedFeedback,
  perPersona: number,
  random: Random,
): DrawnPairs {
  const judged = groupRows(prompt, n);
  const rows = [...groupRows(persona, n).values()].flatMap((own) => {
    const shared = own.filter((row) => (judged.get(prompt[row])?.length ?? 0) > 1);
    if (shared.length < perPersona) {
      throw new UserError(
        `a persona judged ${shared.length} prompts that others judged too, fewer than the ${perPersona} pairs wanted of each; ask for fewer pairs`,
      );
    }
    const even = new Uint8Array(shared.length).fill(1);
    return Array.from(systematicSample(even, perPersona, random), (at) => shared[at]);
  });
  const partners = new Int32Array(rows.length);
  const pairsOf = groupRows(
    rows.map((row) => prompt[row]),
    rows.length,
  );
  for (const [on, pairs] of pairsOf) {
    const circle = shuffled(pairs, random);
    circle.forEach((pair, k) => {
      partners[pair] = rows[circle[(k + 1) % circle.length]];
    });
    if (circle.length > 1) continue;
    const others = (judged.get(on) ?? []).filter((row) => row !== rows[pairs[0]]);
    partners[pairs[0]] = others[random.below(others.length)];
  }
  return { rows: Int32Array.from(rows), partners };
}

/** Row numbers by the value of a column, ascending in both. */
function groupRows(column: ArrayLike<number>, n: number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < n; row++) {
    const own = groups.get(column[row]);
    if (own) own.push(row);
    else groups.set(column[row], [row]);
  }
  return new Map([...groups].sort(([a], [b]) => a - b));
}
