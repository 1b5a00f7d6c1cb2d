/** Runs calls on the workers of a queue, and keeps their outcomes in the ledger of the run. */
import type { Redis } from "ioredis";
import type { Progress } from "../../progress.ts";
import { callKey } from "../call-key.ts";
import type { CallOutcome, CallRunner, ModelCall, Spent } from "../model.ts";
import { CallLane } from "./call-lane.ts";
import { Notice } from "./notice.ts";
import type { QueuedOutcome } from "./queued-call.ts";

/** What the runner needs of a ledger. */
export interface OutcomeLedger {
  /** The outcome of a finished call of this or an earlier run; undefined where it is to be made. */
  find(key: string): CallOutcome | undefined;
  /** Resolves when the outcome is safe on disk. */
  keep(key: string, call: ModelCall, queued: QueuedOutcome): Promise<void>;
  close(): Promise<void>;
}

export interface QueueRunnerOptions {
  readonly redis: Redis;
  /** The address of the queue as it may be shown. */
  readonly shown: string;
  readonly ledger: OutcomeLedger;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Most calls to a model that are in Redis at a time. */
  readonly window?: number;
}

/** Pause between two looks for workers, in milliseconds. */
const LOOK = 3000;

type Done = (call: ModelCall, outcome: CallOutcome) => void;

export class QueueRunner implements CallRunner {
  private readonly total = { calls: 0, tokensIn: 0, tokensOut: 0 };
  private dollars: number | null = 0;

  constructor(private readonly options: QueueRunnerOptions) {}

  /**
   * @throws whatever the signal was aborted with: calls that no worker has begun are taken off
   * the queue; results of the others wait there for the next run.
   */
  async run(calls: readonly ModelCall[], done: Done): Promise<void> {
    const { ledger, progress, signal } = this.options;
    signal.throwIfAborted();
    const asked = new Map<string, ModelCall[]>();
    for (const call of calls) {
      const key = callKey(call);
      const same = asked.get(key);
      if (same) same.push(call);
      else asked.set(key, [call]);
    }
    const missing = new Map<string, Map<string, ModelCall>>();
    let count = 0;
    for (const [key, same] of asked) {
      const known = ledger.find(key);
      if (known) {
        for (const call of same) done(call, known);
        continue;
      }
      const [call] = same as [ModelCall];
      if (!missing.has(call.model)) missing.set(call.model, new Map());
      missing.get(call.model)!.set(key, call);
      count++;
    }
    if (count === 0) return;
    const notice = new Notice(progress, count);
    const keep = async (key: string, call: ModelCall, queued: QueuedOutcome) => {
      await ledger.keep(key, call, queued);
      this.count(queued);
      notice.ended();
      for (const same of asked.get(key) ?? []) done(same, queued.outcome);
    };
    await this.runLanes(missing, keep, notice);
    progress.end();
  }

  /** What was spent on the outcomes that came from the queue, by the prices of the workers. */
  spent(): Spent {
    return { ...this.total, dollars: this.dollars };
  }

  async close(): Promise<void> {
    await this.options.ledger.close();
    this.options.redis.disconnect();
  }

  /** Runs the calls of each model side by side; one lane that fails stops the others. */
  private async runLanes(
    missing: ReadonlyMap<string, ReadonlyMap<string, ModelCall>>,
    keep: (key: string, call: ModelCall, queued: QueuedOutcome) => Promise<void>,
    notice: Notice,
  ): Promise<void> {
    const { redis, signal, shown, window = 2000 } = this.options;
    const lanes = [...missing].map(
      ([model, calls]) => new CallLane(model, calls, redis, { window, keep }),
    );
    const withdraw = (reason: unknown) => Promise.all(lanes.map((lane) => lane.withdraw(reason)));
    let withdrawn: Promise<unknown> = Promise.resolve();
    const onAbort = () => {
      withdrawn = withdraw(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    const look = () => {
      if (redis.status !== "ready") return;
      const open = lanes.filter((lane) => lane.isOpen);
      notice.look(open, shown).catch(() => {});
    };
    const timer = setInterval(look, LOOK);
    look();
    try {
      await Promise.all(lanes.map((lane) => lane.run()));
    } catch (error) {
      if (!signal.aborted) withdrawn = withdraw(error);
      throw error;
    } finally {
      clearInterval(timer);
      signal.removeEventListener("abort", onAbort);
      await withdrawn;
      await Promise.all(lanes.map((lane) => lane.close()));
    }
  }

  private count({ outcome, dollars }: QueuedOutcome): void {
    this.total.calls++;
    if (outcome.kind === "failed") return;
    this.total.tokensIn += outcome.reply.tokensIn;
    this.total.tokensOut += outcome.reply.tokensOut;
    if (dollars === null) this.dollars = null;
    else if (this.dollars !== null) this.dollars += dollars;
  }
}
