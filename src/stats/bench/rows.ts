/** Judged answers of one model in one mode, by column. */
export interface JudgedRows {
  readonly n: number;
  /** Row of the persona served and of the prompt. */
  readonly persona: ArrayLike<number>;
  readonly prompt: ArrayLike<number>;
  readonly attempt: ArrayLike<number>;
  /** Index into `variants`; 0 is the plain case. */
  readonly variant: ArrayLike<number>;
  readonly variants: readonly string[];
  /** 1 passed, 0 not; NaN where a call failed: a failure is no score. */
  readonly passed: ArrayLike<number>;
  /** Side taken, 0 or 1; NaN where unknown. */
  readonly position: ArrayLike<number>;
}

/** What answers took, on average. */
export interface AnswerUse {
  /** Answers that took tokens. */
  readonly n: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
}

/** An estimate with its interval; `n` counts what it is a mean of. */
export interface Estimate {
  /** What it is of: a group, an attribute, a number of attempts; null for all. */
  readonly group: string | null;
  readonly n: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** The rows of a filter, in order. */
export function pick(rows: JudgedRows, keep: (row: number) => boolean): JudgedRows {
  const kept = Array.from({ length: rows.n }, (_, row) => row).filter(keep);
  const take = (column: ArrayLike<number>) => Float64Array.from(kept, (row) => column[row]);
  return {
    n: kept.length,
    persona: take(rows.persona),
    prompt: take(rows.prompt),
    attempt: take(rows.attempt),
    variant: take(rows.variant),
    variants: rows.variants,
    passed: take(rows.passed),
    position: take(rows.position),
  };
}
