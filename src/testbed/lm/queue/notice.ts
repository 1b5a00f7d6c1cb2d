/** Tells how far the calls on a queue are, and what they wait for. */
import type { Progress } from "../../progress.ts";

/** What a notice asks of the calls to one model. */
export interface Staffed {
  readonly model: string;
  /** How many workers take calls to the model. */
  workers(): Promise<number>;
}

export class Notice {
  private left: number;
  private since = 0;
  private waitsFor: string | null = null;

  constructor(
    private readonly progress: Progress,
    total: number,
  ) {
    this.left = total;
    this.resume();
  }

  /** One more call has ended. */
  ended(): void {
    if (this.waitsFor !== null) this.resume();
    this.left--;
    this.since++;
    this.progress.advance();
  }

  /** Says so if nothing ended since the last look because a model has no worker. */
  async look(models: readonly Staffed[], url: string): Promise<void> {
    const ended = this.since;
    this.since = 0;
    if (ended > 0 || this.left === 0) return;
    const counts = await Promise.all(models.map((model) => model.workers()));
    const idle = models[counts.indexOf(0)];
    // Meanwhile a call may have ended.
    if (!idle || this.since > 0) return;
    this.wait(`Waiting for a worker that has ${idle.model} (atlas worker --queue ${url})`);
  }

  /** Shows what is waited for, in place of how far the calls are. */
  wait(what: string): void {
    if (this.waitsFor === what) return;
    this.waitsFor = what;
    this.progress.begin(what);
  }

  private resume(): void {
    this.waitsFor = null;
    this.progress.begin("Calls on the queue", this.left);
  }
}
