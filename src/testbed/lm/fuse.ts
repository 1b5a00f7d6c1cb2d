/** Tells a server that is out of order from calls that fail. */
import type { Attempt } from "./attempt.ts";

/** Calls in a row that end in a failure which every other call would meet: a wrong key or name. */
const GENERAL = 3;

/** Calls in a row that end, after all their retries, without any answer. */
const FRUITLESS = 30;

/** Blown once nothing more is to be expected of a model; the calls left over are then not made. */
export class Fuse {
  private general = 0;
  private fruitless = 0;
  private blownBy: { readonly reason: string; readonly detail: string } | null = null;

  record(attempt: Attempt): void {
    const isAnswer =
      attempt.kind === "answered" || ["unreadable", "refused"].includes(attempt.reason);
    if (isAnswer) {
      this.general = 0;
      this.fruitless = 0;
      return;
    }
    this.fruitless++;
    this.general = attempt.isGeneral ? this.general + 1 : 0;
    if (this.general < GENERAL && this.fruitless < FRUITLESS) return;
    const count = this.general >= GENERAL ? this.general : this.fruitless;
    this.blownBy ??= {
      reason: attempt.reason,
      detail: `not sent, after ${count} calls in a row failed: ${attempt.detail}`,
    };
  }

  /** Why no more calls are made; null while they are. */
  get blown(): { readonly reason: string; readonly detail: string } | null {
    return this.blownBy;
  }
}
