/** Runs calls against their servers, with a ledger that remembers them. */
import type { Progress } from "../progress.ts";
import { UserError } from "../user-error.ts";
import { outcomeOf } from "./attempt.ts";
import { Budget, type BudgetLimits } from "./budget.ts";
import { groupByKey } from "./call-key.ts";
import type { Circumstances, Ended } from "./call-with-retries.ts";
import type { Ledger, SetAside } from "./ledger.ts";
import { isFinal, type LedgerLine } from "./ledger-line.ts";
import type { CallOutcome, CallRunner, ModelCall, Spent } from "./model.ts";
import { type LaneTask, ModelLane } from "./model-lane.ts";
import { dollarsOf, type ModelEntry, type Models, requireModel } from "./models-file.ts";
import { recall } from "./recall.ts";
import { sentOf } from "./request.ts";
import { RunProgress } from "./run-progress.ts";
import { Spending } from "./spending.ts";

export interface RunnerParts extends Omit<Circumstances, "stop" | "abandon"> {
  readonly models: Models;
  /** Null to remember nothing. */
  readonly ledger: Ledger | null;
  readonly budget: BudgetLimits;
  readonly progress: Progress;
  /** Stops the run. */
  readonly signal: AbortSignal;
}

/** An outcome, with what all of its requests cost; null where none was made. */
export interface Settled {
  readonly outcome: CallOutcome;
  readonly cost: Pick<LedgerLine, "tokensIn" | "tokensOut" | "dollars"> | null;
  readonly isFromLedger: boolean;
}

/** Made by `createRunner`. */
export class LocalRunner implements CallRunner {
  private readonly lanes = new Map<string, ModelLane>();
  private readonly underWay = new Map<string, Promise<Settled>>();
  private readonly budget: Budget;
  private readonly total = new Spending();
  private readonly paid = new Spending();
  private readonly counted = new Set<string>();
  private readonly failure = new AbortController();
  private readonly circumstances: Circumstances;

  constructor(private readonly parts: RunnerParts) {
    const { limits, clock, random, signal } = parts;
    this.budget = new Budget(parts.budget);
    const stop = AbortSignal.any([signal, this.failure.signal]);
    const abandon = new AbortController();
    const giveUp = () => setTimeout(() => abandon.abort(), limits.graceMs).unref();
    stop.addEventListener("abort", giveUp, { once: true });
    this.circumstances = { limits, clock, random, stop, abandon: abandon.signal };
  }

  /**
   * As CallRunner says. Calls that the budget leaves over end as failed, with the reason `budget`.
   *
   * @throws UserError, before any call, for a model that is not declared or lacks key or price.
   * @throws The signal's reason once it has aborted, and whatever the ledger or `done` throws. Calls
   * under way have then ended, and the ledger has those that were answered.
   */
  async run(
    calls: readonly ModelCall[],
    done: (call: ModelCall, outcome: CallOutcome) => void,
  ): Promise<void> {
    this.check(calls);
    this.circumstances.stop.throwIfAborted();
    const wanted = groupByKey(calls);
    const { progress, clock } = this.parts;
    const shown = new RunProgress(progress, wanted.size, () => this.paid.sum(), clock);
    const hear = (key: string, { outcome, cost, isFromLedger }: Settled) => {
      if (this.isCutShort(outcome)) return;
      if (cost && !this.counted.has(key)) {
        this.counted.add(key);
        this.total.add(cost.tokensIn, cost.tokensOut, cost.dollars);
      }
      shown.ended(outcome, isFromLedger);
      for (const call of wanted.get(key)!) done(call, outcome);
    };
    const waits = [...this.settle(wanted)].map(async ([key, settled]) => {
      try {
        hear(key, await settled);
      } catch (error) {
        this.failure.abort(error);
      }
    });
    await Promise.all(waits);
    shown.end();
    this.circumstances.stop.throwIfAborted();
  }

  /** What all calls of this runner cost, those included that the ledger had from earlier runs. */
  spent(): Spent {
    return this.total.sum();
  }

  /** What this runner itself had servers do. */
  spentNow(): Spent {
    return this.paid.sum();
  }

  /** The last line of the ledger, where it could not be read. */
  get setAside(): SetAside | null {
    return this.parts.ledger?.setAside ?? null;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.underWay.values());
    await this.parts.ledger?.close();
  }

  private check(calls: readonly ModelCall[]): void {
    for (const name of new Set(calls.map(({ model }) => model))) {
      const entry = requireModel(this.parts.models, name);
      if (this.parts.budget.maxDollars !== null && !entry.price) {
        throw new UserError(
          `a budget in dollars needs the price of ${name} in models.json: ` +
            '"price": {"in": ..., "out": ...}, in dollars per million tokens',
        );
      }
    }
  }

  /** How each key's call ends, from the ledger or, for the others, by being made. */
  private settle(wanted: ReadonlyMap<string, ModelCall[]>): Map<string, Promise<Settled>> {
    const settled = new Map<string, Promise<Settled>>();
    const tasks = new Map<ModelLane, LaneTask[]>();
    for (const [key, [call]] of wanted) {
      const lane = this.laneOf(call!.model);
      const line = recall(this.parts.ledger, key, call!, lane.entry);
      const known = line
        ? { outcome: line.outcome, cost: line, isFromLedger: true }
        : this.underWay.get(key);
      if (known) {
        settled.set(key, Promise.resolve(known));
        continue;
      }
      const { promise, task } = this.prepare(key, call!, lane.entry);
      settled.set(key, promise);
      const others = tasks.get(lane);
      if (others) others.push(task);
      else tasks.set(lane, [task]);
    }
    for (const [lane, own] of tasks) lane.add(own);
    return settled;
  }

  private prepare(key: string, call: ModelCall, entry: ModelEntry) {
    let resolve: (settled: Settled | Promise<Settled>) => void = () => {};
    const promise = new Promise<Settled>((settle) => {
      resolve = settle;
    }).finally(() => this.underWay.delete(key));
    this.underWay.set(key, promise);
    const task: LaneTask = {
      call,
      ended: async (ended) => {
        const recorded = this.record(key, call, entry, ended);
        resolve(recorded);
        // Whoever waits for the outcome hears of it.
        await recorded.catch(() => {});
      },
      notMade: ({ reason, detail }) => {
        const outcome = { kind: "failed", key, reason, detail } as const;
        resolve({ outcome, cost: null, isFromLedger: false });
      },
    };
    return { promise, task };
  }

  /** Writes how a call ended into the ledger, and only then lets it count. */
  private async record(key: string, call: ModelCall, entry: ModelEntry, ended: Ended) {
    const { attempt, attempts, usage } = ended;
    const outcome = outcomeOf(key, attempt);
    const dollars = dollarsOf(entry, usage.tokensIn, usage.tokensOut);
    if (attempts > 0) this.paid.add(usage.tokensIn, usage.tokensOut, dollars);
    if (!this.isCutShort(outcome)) {
      const sent = sentOf(call, entry);
      const endedAt = new Date().toISOString();
      await this.parts.ledger?.append({
        ...{ key, call, sent, outcome, attempts, ...usage, dollars, endedAt },
      });
    }
    return { outcome, cost: { ...usage, dollars }, isFromLedger: false };
  }

  /** A failure that came of stopping the run is none of the call's. */
  private isCutShort(outcome: CallOutcome): boolean {
    return this.circumstances.stop.aborted && !isFinal(outcome);
  }

  private laneOf(model: string): ModelLane {
    const known = this.lanes.get(model);
    if (known) return known;
    const entry = this.parts.models.get(model)!;
    const lane = new ModelLane(entry, this.budget, this.circumstances, () => {
      for (const other of this.lanes.values()) other.fill();
    });
    this.lanes.set(model, lane);
    return lane;
  }
}
