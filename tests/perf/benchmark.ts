/** What a module tests/perf/*.bench.ts exports, and how it measures time. */

/** One thing measured. */
export interface Row {
  readonly what: string;
  readonly value: number;
  /** Such as "ms", "MB", "personas/s". */
  readonly unit: string;
  /** Rows of one group are compared with each other; rows without one stand alone. */
  readonly group?: string;
  /** The row of its group that the others are divided by; the first one if none is marked. */
  readonly baseline?: boolean;
  readonly note?: string;
}

export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly Row[]>;
}

/** The median time of `rounds` calls after one to warm up, in milliseconds. */
export async function medianTime(work: () => unknown, rounds = 9): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    await work();
    if (round > 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1]!;
}
