/** How many requests a server gets at a time: as many as it bears. */
import type { Clock, Limits } from "./retry.ts";

/** Refusals in a row after which no request is sent until the server's time has come. */
const REFUSALS = 3;

/**
 * Additive increase, multiplicative decrease: an answer raises the limit by 1 / limit, so by one for
 * each round of answers; a refusal (429) halves it, once for the requests that were under way.
 * One refusal holds its own call alone, since a server may refuse by chance; after three in a row
 * all requests wait as long as the server asks (RFC 6585: "before making a new request").
 */
export class Pace {
  private limit: number;
  private active = 0;
  private refusals = 0;
  private halvedAt = Number.NEGATIVE_INFINITY;
  private opensAt = 0;
  private isTiming = false;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly limits: Limits["concurrency"],
    private readonly clock: Clock,
    private readonly stop: AbortSignal,
  ) {
    stop.addEventListener("abort", () => this.admit(), { once: true });
    this.limit = Math.min(limits.start, limits.most);
  }

  /** Requests allowed at a time. */
  get width(): number {
    return Math.floor(this.limit);
  }

  /** Whether requests wait for the time that the server gave. */
  get isHeld(): boolean {
    return this.clock.now() < this.opensAt && !this.stop.aborted;
  }

  /** Resolves when a request may start, or the run stops. Each is to be ended with `answered`, `refused` or `other`. */
  async enter(): Promise<void> {
    if (this.isFree && this.waiting.length === 0) {
      this.active++;
      return;
    }
    const turn = new Promise<void>((resolve) => this.waiting.push(resolve));
    this.admit();
    await turn;
  }

  answered(): void {
    this.refusals = 0;
    this.limit = Math.min(this.limits.most, this.limit + 1 / this.limit);
    this.leave();
  }

  /** @param startedAt When the refused request was sent. */
  refused(startedAt: number, waitMs: number): void {
    const now = this.clock.now();
    if (startedAt >= this.halvedAt) {
      this.limit = Math.max(1, this.limit / 2);
      this.halvedAt = now;
    }
    if (++this.refusals >= REFUSALS) this.opensAt = Math.max(this.opensAt, now + waitMs);
    this.leave();
  }

  other(): void {
    this.leave();
  }

  private get isFree(): boolean {
    return this.stop.aborted || (this.active < this.width && !this.isHeld);
  }

  private leave(): void {
    this.active--;
    this.admit();
  }

  private admit(): void {
    while (this.waiting.length > 0 && this.isFree) {
      this.active++;
      this.waiting.shift()!();
    }
    if (this.waiting.length > 0 && this.isHeld && !this.isTiming) {
      this.isTiming = true;
      this.clock.sleep(this.opensAt - this.clock.now(), this.stop).then(() => {
        this.isTiming = false;
        this.admit();
      });
    }
  }
}
