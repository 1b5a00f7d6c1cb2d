/** When a call that failed is made again, and how long it waits. */

/** Limits of a run; all have defaults. */
export interface Limits {
  /** Requests of a model at a time, at the start and at most. */
  readonly concurrency: { readonly start: number; readonly most: number };
  /** Times that a call is made again after a failure that may pass. */
  readonly retries: number;
  /** Milliseconds that a request may take. At most five minutes, which is Node's own limit. */
  readonly timeoutMs: number;
  /** The first wait before a retry is below this, in milliseconds, and each next below its double. */
  readonly waitMs: number;
  /** No wait is above this. A server that asks for a longer one has the call fail. */
  readonly longestWaitMs: number;
  /** Milliseconds that requests on their way have to end once a run is stopped. */
  readonly graceMs: number;
}

export const LIMITS: Limits = {
  concurrency: { start: 20, most: 100 },
  retries: 6,
  timeoutMs: 120_000,
  waitMs: 500,
  longestWaitMs: 120_000,
  graceMs: 5000,
};

/** Time, so that tests can have their own. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const REAL_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener("abort", end);
    }),
};

/**
 * Milliseconds to wait before retry `retry` (from 0): anything from nothing to a bound that doubles,
 * so that calls which failed together do not come back together ("full jitter", Marc Brooker,
 * Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
 *
 * @param random A number from 0 to 1, 1 excluded.
 */
export function jitteredWait(retry: number, { waitMs, longestWaitMs }: Limits, random: number) {
  return random * Math.min(longestWaitMs, waitMs * 2 ** retry);
}

/**
 * Milliseconds that a server asks to wait: `Retry-After: 3` -> 3000, or a date (RFC 9110, 10.2.3).
 * Null where the header is missing or is neither.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>> | undefined,
  now: number,
): number | null {
  const text = headers?.["retry-after"]?.trim();
  if (!text) return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
