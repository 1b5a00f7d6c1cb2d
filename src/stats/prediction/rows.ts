/** Choices and prompts as the predictions see them. */

export interface ChoiceColumns {
  readonly persona: ArrayLike<number>;
  readonly prompt: ArrayLike<number>;
  /** Position preferred: 0, 1, or 2 for a tie. */
  readonly choice: ArrayLike<number>;
}

export interface PromptFeatures {
  /** By prompt: its issue, from 0. */
  readonly issue: ArrayLike<number>;
  readonly issues: number;
  /** How the answer of position 0 differs from that of position 1: prompts × features. */
  readonly features: Float64Array;
  readonly width: number;
}

/** 1 for position 0, −1 for position 1, 0 for a tie. */
export function signOf(choice: number): number {
  return choice === 0 ? 1 : choice === 1 ? -1 : 0;
}

/** Rows by persona: those of persona i are rows[start[i]] to rows[start[i + 1] − 1]. O(rows). */
export function orderByPersona(persona: ArrayLike<number>, personas: number) {
  const start = new Int32Array(personas + 1);
  for (let row = 0; row < persona.length; row++) start[persona[row] + 1]++;
  for (let i = 0; i < personas; i++) start[i + 1] += start[i];
  const next = start.slice();
  const rows = new Int32Array(persona.length);
  for (let row = 0; row < persona.length; row++) rows[next[persona[row]]++] = row;
  return { rows, start };
}
