/** Tells how a run of calls is getting on: rate, tokens, dollars, time left. */
import type { Progress } from "../progress.ts";
import type { CallOutcome, Spent } from "./model.ts";
import type { Clock } from "./retry.ts";

/** Between two notes, in milliseconds. */
const PAUSE = 500;

const count = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** What the calls made now have cost: `4.2 calls/s, 1.3M tokens, $0.42, 3 min left`. */
export function describeRun(spent: Spent, seconds: number, left: number): string {
  const rate = spent.calls / Math.max(seconds, 1e-3);
  const parts = [
    `${rate.toFixed(1)} calls/s`,
    `${count.format(spent.tokensIn + spent.tokensOut)} tokens`,
    ...(spent.dollars === null ? [] : [`$${spent.dollars.toFixed(spent.dollars < 1 ? 4 : 2)}`]),
    ...(left > 0 && spent.calls > 0 ? [`${duration(left / rate)} left`] : []),
  ];
  return parts.join(", ");
}

/** 40 -> `40 s`, 190 -> `3 min`, 9000 -> `2.5 h`. */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

export class RunProgress {
  private readonly since: number;
  private notedAt: number;
  private done = 0;
  private fromLedger = 0;
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly progress: Progress,
    private readonly total: number,
    private readonly spent: () => Spent,
    private readonly clock: Clock,
  ) {
    this.since = clock.now();
    this.notedAt = this.since;
    progress.begin("ask models", total);
  }

  ended(outcome: CallOutcome, isFromLedger: boolean): void {
    this.done++;
    if (isFromLedger) this.fromLedger++;
    if (outcome.kind === "failed") {
      this.failures.set(outcome.reason, (this.failures.get(outcome.reason) ?? 0) + 1);
    }
    this.progress.advance();
    const now = this.clock.now();
    if (now - this.notedAt < PAUSE) return;
    this.notedAt = now;
    this.progress.note?.(this.describe(now, this.total - this.done));
  }

  end(): void {
    const known =
      this.fromLedger > 0 ? [`${this.fromLedger} of ${this.total} from the ledger`] : [];
    const failures = [...this.failures].map(([reason, times]) => `${times} failed: ${reason}`);
    this.progress.end([...known, ...failures, this.describe(this.clock.now(), 0)].join(", "));
  }

  private describe(now: number, left: number): string {
    return describeRun(this.spent(), (now - this.since) / 1000, left);
  }
}
