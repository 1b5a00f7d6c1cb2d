/** Runs calls on the workers of a queue, and keeps their outcomes in the ledger of the run. */
import type { Redis } from "ioredis";
import type { Progress } from "../../progress.ts";
import { groupByKey } from "../call-key.ts";
import type { Ledger } from "../ledger.ts";
import type { LedgerLine } from "../ledger-line.ts";
import type { CallOutcome, CallRunner, ModelCall, Spent } from "../model.ts";
import { REAL_CLOCK } from "../retry.ts";
import { RunProgress } from "../run-progress.ts";
import { Spending } from "../spending.ts";
import { CallLane } from "./call-lane.ts";

export interface QueueRunnerParts {
  readonly redis: Redis;
  /** The address of the queue as it may be shown. */
  readonly shown: string;
  /** Null to remember nothing. */
  readonly ledger: Pick<Ledger, "findFinal" | "append" | "close"> | null;
  readonly progress: Progress;
  /** Stops the run. */
  readonly signal: AbortSignal;
  /** Most calls to a model that are in Redis at a time. */
  readonly window?: number;
}

/** Pause between two looks for workers, in milliseconds. */
const LOOK = 3000;

/** Made by `createQueueRunner`. */
export class QueueRunner implements CallRunner {
  private readonly total = new Spending();
  private readonly paid = new Spending();
  private readonly counted = new Set<string>();

  constructor(private readonly parts: QueueRunnerParts) {}

  /**
   * As CallRunner says. Waits for workers as long as there are none.
   *
   * @throws The signal's reason once it has aborted, and whatever the ledger or `done` throws. Calls
   * that no worker has begun are then off the queue; results of the others wait there for a
   * runner with the same calls.
   */
  async run(
    calls: readonly ModelCall[],
    done: (call: ModelCall, outcome: CallOutcome) => void,
  ): Promise<void> {
    const { ledger, progress, signal } = this.parts;
    signal.throwIfAborted();
    const wanted = groupByKey(calls);
    const shown = new RunProgress(progress, wanted.size, () => this.paid.sum(), REAL_CLOCK);
    const hear = (line: LedgerLine, isFromLedger: boolean) => {
      if (!this.counted.has(line.key)) {
        this.counted.add(line.key);
        this.total.add(line.tokensIn, line.tokensOut, line.dollars);
      }
      shown.ended(line.outcome, isFromLedger);
      for (const call of wanted.get(line.key)!) done(call, line.outcome);
    };
    const missing = new Map<string, Map<string, ModelCall>>();
    for (const [key, [call]] of wanted) {
      const line = ledger?.findFinal(key);
      const own = missing.get(call!.model);
      if (line) hear(line, true);
      else if (own) own.set(key, call!);
      else missing.set(call!.model, new Map([[key, call!]]));
    }
    await this.runLanes([...missing].map(([model, own]) => this.laneOf(model, own, hear)));
    shown.end();
  }

  /** What all calls of this runner cost, those included that the ledger had from earlier runs. */
  spent(): Spent {
    return this.total.sum();
  }

  async close(): Promise<void> {
    await this.parts.ledger?.close();
    this.parts.redis.disconnect();
  }

  private laneOf(
    model: string,
    calls: ReadonlyMap<string, ModelCall>,
    hear: (line: LedgerLine, isFromLedger: boolean) => void,
  ): CallLane {
    const { redis, ledger, window = 2000 } = this.parts;
    const keep = async (line: LedgerLine) => {
      // Two runs of this runner may want the same call.
      if (!ledger?.findFinal(line.key)) {
        await ledger?.append(line);
        this.paid.add(line.tokensIn, line.tokensOut, line.dollars);
      }
      hear(line, false);
    };
    return new CallLane(model, calls, redis, { window, keep });
  }

  /** Runs the calls of each model side by side; one lane that fails stops the others. */
  private async runLanes(lanes: readonly CallLane[]): Promise<void> {
    const { signal } = this.parts;
    let withdrawn: Promise<unknown> | null = null;
    const withdraw = (reason: unknown) => {
      withdrawn ??= Promise.all(lanes.map((lane) => lane.withdraw(reason)));
    };
    const onAbort = () => withdraw(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    const timer = setInterval(() => this.look(lanes), LOOK);
    this.look(lanes);
    try {
      await Promise.all(lanes.map((lane) => lane.run()));
    } catch (error) {
      withdraw(error);
      throw error;
    } finally {
      clearInterval(timer);
      signal.removeEventListener("abort", onAbort);
      await withdrawn;
      await Promise.allSettled(lanes.map((lane) => lane.close()));
    }
  }

  /** Says so where a model has no worker. */
  private async look(lanes: readonly CallLane[]): Promise<void> {
    const { redis, progress, shown } = this.parts;
    if (redis.status !== "ready") return;
    for (const lane of lanes.filter(({ isOpen }) => isOpen)) {
      const workers = await lane.workers().catch(() => 1);
      if (workers > 0 || !lane.isOpen) continue;
      progress.note?.(`${lane.model} has no worker: start atlas worker --queue ${shown}`);
    }
  }
}
