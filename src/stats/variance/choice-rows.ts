/** Choices by column, and their order by issue. */

export interface ChoiceRows {
  readonly persona: ArrayLike<number>;
  readonly prompt: ArrayLike<number>;
  /** Position preferred: 0 or 1; anything else, as 2 for a tie, is left out. */
  readonly choice: ArrayLike<number>;
}

export interface IssueOrder {
  /** Rows with a choice of 0 or 1, issue after issue. */
  readonly rows: Int32Array;
  /** Where each issue starts among them; one more than issues. */
  readonly start: Int32Array;
}

/** Sorts rows by the issue of their prompt, ties left out. O(rows + issues). */
export function orderByIssue(
  { prompt, choice }: ChoiceRows,
  issue: ArrayLike<number>,
  issues: number,
): IssueOrder {
  const start = new Int32Array(issues + 1);
  for (let row = 0; row < choice.length; row++) {
    if (choice[row] === 0 || choice[row] === 1) start[issue[prompt[row]] + 1]++;
  }
  for (let k = 0; k < issues; k++) start[k + 1] += start[k];
  const next = start.slice();
  const rows = new Int32Array(start[issues]);
  for (let row = 0; row < choice.length; row++) {
    if (choice[row] === 0 || choice[row] === 1) rows[next[issue[prompt[row]]]++] = row;
  }
  return { rows, start };
}

/** The prompts of some rows numbered from 0: prompt by number, and number by row. */
export function numberPrompts(
  prompt: ArrayLike<number>,
  rows: Int32Array,
): { readonly count: number; readonly of: Int32Array } {
  const numbers = new Map<number, number>();
  const of = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const which = prompt[rows[at]];
    let number = numbers.get(which);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(which, number);
    }
    of[at] = number;
  }
  return { count: numbers.size, of };
}
