/** Makes the calls of a worker, as a run without a queue makes them. */
import { outcomeOf } from "../attempt.ts";
import { type Circumstances, callWithRetries } from "../call-with-retries.ts";
import { Fuse } from "../fuse.ts";
import { isFinal } from "../ledger-line.ts";
import type { ModelCall } from "../model.ts";
import { dollarsOf, type ModelEntry } from "../models-file.ts";
import { Pace } from "../pace.ts";
import { sentOf } from "../request.ts";
import type { Report } from "./queued-call.ts";

/** What comes of a call in a worker. */
export type Made =
  | { readonly kind: "ended"; readonly report: Report }
  /** It is another worker's: this one stops, or its server takes no call at all from it. */
  | { readonly kind: "given-back"; readonly why: string };

export class CallMaker {
  private readonly pace: Pace;
  private readonly fuse = new Fuse();

  constructor(
    private readonly entry: ModelEntry,
    private readonly circumstances: Circumstances,
  ) {
    const { limits, clock, stop } = circumstances;
    this.pace = new Pace(limits.concurrency, clock, stop);
  }

  /** Why this worker had better take no more calls to the model; null while it may. */
  get unfit(): string | null {
    return this.fuse.blown?.detail ?? null;
  }

  /** @param key The key of `call`. */
  async make(key: string, call: ModelCall): Promise<Made> {
    const { stop } = this.circumstances;
    const ended = await callWithRetries(this.entry, call, this.pace, this.circumstances);
    const { attempt, attempts, usage } = ended;
    if (!stop.aborted) this.fuse.record(attempt);
    const outcome = outcomeOf(key, attempt);
    if (stop.aborted && !isFinal(outcome)) return { kind: "given-back", why: "it was stopped" };
    if (attempt.kind === "failed" && attempt.isGeneral) {
      return { kind: "given-back", why: attempt.detail };
    }
    const sent = sentOf(call, this.entry);
    const dollars = dollarsOf(this.entry, usage.tokensIn, usage.tokensOut);
    const endedAt = new Date().toISOString();
    return {
      kind: "ended",
      report: { key, sent, outcome, attempts, ...usage, dollars, endedAt },
    };
  }
}
