import type { Clock } from "../../../src/testbed/lm/retry.ts";

/** A clock that goes only when it is told to. */
export class TestClock implements Clock {
  private time = 0;
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[] = [];

  now = () => this.time;

  sleep = (ms: number, signal?: AbortSignal) => {
    this.waits.push(ms);
    return new Promise<void>((resolve) => {
      this.sleepers.push({ at: this.time + ms, wake: resolve });
      signal?.addEventListener("abort", () => resolve());
    });
  };

  /** Goes on by so many milliseconds, and wakes who is due. */
  async pass(ms: number): Promise<void> {
    this.time += ms;
    const due = this.sleepers.filter(({ at }) => at <= this.time);
    this.sleepers = this.sleepers.filter(({ at }) => at > this.time);
    for (const { wake } of due) wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A clock on which every wait is over at once, and which keeps what was waited for. */
export class HastyClock implements Clock {
  private time = 0;
  readonly waits: number[] = [];

  now = () => this.time;

  sleep = async (ms: number) => {
    this.waits.push(ms);
    this.time += ms;
  };
}
