/** One call, made again for as long as its failure may pass. */
import { type Attempt, failed, NO_USAGE, type Usage } from "./attempt.ts";
import type { ModelCall } from "./model.ts";
import type { ModelEntry } from "./models-file.ts";
import { askModel } from "./openai-compatible.ts";
import type { Pace } from "./pace.ts";
import { type Clock, jitteredWait, type Limits } from "./retry.ts";

export interface Circumstances {
  readonly limits: Limits;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** Ends waits: no request is begun after it. */
  readonly stop: AbortSignal;
  /** Ends requests on their way. */
  readonly abandon: AbortSignal;
}

/** How a call ended after all its attempts. */
export interface Ended {
  readonly attempt: Attempt;
  readonly attempts: number;
  /** Tokens of all attempts, those that were of no use included. */
  readonly usage: Usage;
}

const STOPPED = failed("network", "the run was stopped");

/**
 * Asks until there is an answer, a failure that no repetition mends, or no retry left. A wait is
 * the server's Retry-After with jitter on top, or jitter alone; one that is longer than the limits
 * allow ends the call.
 */
export async function callWithRetries(
  entry: ModelEntry,
  call: ModelCall,
  pace: Pace,
  { limits, clock, random, stop, abandon }: Circumstances,
): Promise<Ended> {
  let usage = NO_USAGE;
  for (let retry = 0; ; retry++) {
    await pace.enter();
    if (stop.aborted) return { attempt: STOPPED, attempts: retry, usage };
    const startedAt = clock.now();
    const { timeoutMs } = limits;
    const attempt = await askModel(entry, call, { timeoutMs, signal: abandon, now: clock.now });
    const jitter = jitteredWait(retry, limits, random());
    const asked = attempt.kind === "failed" ? attempt.waitMs : null;
    leave(pace, attempt, startedAt, asked ?? jitter);

    const own = attempt.kind === "answered" ? attempt.reply : attempt.usage;
    usage = {
      tokensIn: usage.tokensIn + own.tokensIn,
      tokensOut: usage.tokensOut + own.tokensOut,
    };
    const isLast =
      attempt.kind === "answered" ||
      !attempt.passes ||
      retry >= limits.retries ||
      (asked ?? 0) > limits.longestWaitMs;
    if (isLast) return { attempt, attempts: retry + 1, usage };
    await clock.sleep(asked === null ? jitter : asked + jitteredWait(0, limits, random()), stop);
  }
}

/** A refusal is a 429, or any failure for which the server names a time to wait. */
function leave(pace: Pace, attempt: Attempt, startedAt: number, waitMs: number): void {
  if (attempt.kind === "answered") pace.answered();
  else if (attempt.reason === "rate-limit" || attempt.waitMs !== null) {
    pace.refused(startedAt, waitMs);
  } else pace.other();
}
