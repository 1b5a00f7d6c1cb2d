/** The calls to one model: begins as many at a time as its server bears and the budget allows. */
import type { Budget } from "./budget.ts";
import { type Circumstances, callWithRetries, type Ended } from "./call-with-retries.ts";
import { Fuse } from "./fuse.ts";
import type { ModelCall } from "./model.ts";
import { dollarsOf, type ModelEntry } from "./models-file.ts";
import { Pace } from "./pace.ts";

/** Why a call was not made. */
export interface NotMade {
  readonly reason: string;
  readonly detail: string;
}

export interface LaneTask {
  readonly call: ModelCall;
  /** The call was made. Its place is given to another once this has ended. */
  ended(ended: Ended): Promise<void>;
  notMade(why: NotMade): void;
}

export class ModelLane {
  private readonly pace: Pace;
  private readonly fuse = new Fuse();
  private readonly queue: LaneTask[] = [];
  private next = 0;
  private underWay = 0;

  constructor(
    readonly entry: ModelEntry,
    private readonly budget: Budget,
    private readonly circumstances: Circumstances,
    /** Hears that there may be room in the budget, for the other lanes. */
    private readonly settled: () => void,
  ) {
    const { limits, clock, stop } = circumstances;
    this.pace = new Pace(limits.concurrency, clock, stop);
    stop.addEventListener("abort", () => this.fill(), { once: true });
  }

  add(tasks: readonly LaneTask[]): void {
    for (const task of tasks) this.queue.push(task);
    this.fill();
  }

  /** Begins calls while there is room. */
  fill(): void {
    while (this.next < this.queue.length) {
      const task = this.queue[this.next]!;
      const why = this.obstacle();
      if (why) {
        this.take().notMade(why);
        continue;
      }
      if (this.underWay >= this.pace.width || this.pace.isHeld) return;
      const { admission, hold } = this.budget.admit(task.call, this.entry);
      if (admission === "wait") return;
      this.take();
      if (admission === "no") task.notMade({ reason: "budget", detail: this.budget.describe() });
      else void this.make(task, hold);
    }
  }

  private obstacle(): NotMade | null {
    if (this.circumstances.stop.aborted) return { reason: "stopped", detail: "" };
    return this.fuse.blown;
  }

  /** The next task; those before it are let go of now and then. */
  private take(): LaneTask {
    const task = this.queue[this.next++]!;
    if (this.next === 1000 || this.next === this.queue.length) {
      this.queue.splice(0, this.next);
      this.next = 0;
    }
    return task;
  }

  private async make(task: LaneTask, hold: number): Promise<void> {
    this.underWay++;
    const ended = await callWithRetries(this.entry, task.call, this.pace, this.circumstances);
    if (!this.circumstances.stop.aborted) this.fuse.record(ended.attempt);
    const { tokensIn, tokensOut } = ended.usage;
    this.budget.settle(hold, dollarsOf(this.entry, tokensIn, tokensOut), tokensOut);
    await task.ended(ended);
    this.underWay--;
    this.settled();
  }
}
