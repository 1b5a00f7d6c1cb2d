/** How each prompt is answered by each group. */

export interface PromptCounts {
  readonly prompts: number;
  readonly groups: number;
  /** Choices by prompt and group, row-major, and how many of them are for position 0; ties half. */
  readonly n: Float64Array;
  readonly zero: Float64Array;
}

/** Counts choices by prompt and group. A negative group leaves a persona out. O(choices). */
export function countPrompts(
  persona: ArrayLike<number>,
  prompt: ArrayLike<number>,
  choice: ArrayLike<number>,
  prompts: number,
  group: ArrayLike<number>,
  groups: number,
): PromptCounts {
  const n = new Float64Array(prompts * groups);
  const zero = new Float64Array(prompts * groups);
  for (let row = 0; row < persona.length; row++) {
    const g = group[persona[row]];
    if (g < 0) continue;
    const at = prompt[row] * groups + g;
    n[at]++;
    if (choice[row] === 0) zero[at]++;
    else if (choice[row] === 2) zero[at] += 0.5;
  }
  return { prompts, groups, n, zero };
}
