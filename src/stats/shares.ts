/** Numbers of people by level, or shares: any array of non-negative numbers in level order. */
export type Counts = ArrayLike<number>;

/** Sum of an array. */
export function total(counts: Counts): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i];
  return sum;
}

/** Shares of the total, in the order given; all NaN where the total is zero. */
export function shares(counts: Counts): Float64Array {
  const sum = total(counts);
  return Float64Array.from({ length: counts.length }, (_, i) =>
    sum > 0 ? counts[i] / sum : Number.NaN,
  );
}

/** @throws RangeError where two distributions do not have the same levels. */
export function assertSameLevels(p: Counts, q: Counts): void {
  if (p.length !== q.length) {
    throw new RangeError(`${p.length} levels cannot be compared with ${q.length}`);
  }
}
