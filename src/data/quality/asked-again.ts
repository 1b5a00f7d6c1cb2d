/** Whether choices stay the same when asked again, in all and by how clear the choice was. */
import type { AgainRow, AskedAgain } from "../../components/quality/audit.ts";
import type { CodedFeedback } from "../../schema/feedback-tables.ts";
import { retest } from "../../stats/retest.ts";
import type { Audited } from "./audited.ts";

/** Where the bins of the true utility begin, in logits. */
const BINS = [0, 0.5, 1, 1.5, 2, 3, 4, 6] as const;

/** How often the answers are the same; what the stored probabilities lead to expect beside it. */
export function askedAgain({ feedback, again, probability }: Audited): AskedAgain {
  const everything = Uint32Array.from({ length: again.n }, (_, row) => row);
  const whole = retest(feedback, again);
  const rowOf = (label: string, rows: Uint32Array): AgainRow => {
    const { share } = retest(feedback, pick(again, rows));
    return {
      label,
      n: share.n,
      agreement: share.mean,
      low: share.low,
      high: share.high,
      expected: probability ? meanOf(rows, (row) => sameTwice(probability[row])) : null,
    };
  };
  const bins = BINS.map((from, bin) => {
    const to = BINS[bin + 1] ?? Number.POSITIVE_INFINITY;
    const rows = everything.filter((row) => {
      const size = Math.abs(again.utility[row]);
      return size >= from && size < to;
    });
    return rowOf(binLabel(from, to), rows);
  });
  return {
    rows: [rowOf("All", everything), ...(probability ? bins : [])],
    kappa: { value: whole.kappa.value, low: whole.kappa.low, high: whole.kappa.high },
    skipped: whole.skipped.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Chance that two answers with the same probability agree. */
export function sameTwice(probability: number): number {
  return probability ** 2 + (1 - probability) ** 2;
}

function binLabel(from: number, to: number): string {
  if (from === 0) return `Under ${to}`;
  return Number.isFinite(to) ? `${from} to ${to}` : `${from} and more`;
}

function pick({ persona, prompt, choice }: CodedFeedback, rows: Uint32Array) {
  const of = (column: ArrayLike<number>) => Array.from(rows, (row) => column[row]);
  return { persona: of(persona), prompt: of(prompt), choice: of(choice) };
}

function meanOf(rows: Uint32Array, value: (row: number) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
}
