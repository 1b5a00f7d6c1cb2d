/** The calls of one run to one model: puts them on the model's queue, and hears how they end. */
import { type Job, Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import { isFinal, type LedgerLine } from "../ledger-line.ts";
import type { ModelCall } from "../model.ts";
import { jobOf, lineOf, PREFIX, queueName, type Report, unmade } from "./queued-call.ts";

/** Pause between two looks at what no event told of, in milliseconds. */
const LOOK = 3000;

export interface LaneOptions {
  /** Most calls of a run in the queue at a time; the others wait here, not in Redis. */
  readonly window: number;
  /** Keeps an outcome for good; the job is removed from Redis only after that. */
  readonly keep: (line: LedgerLine) => Promise<void>;
}

/**
 * A call ends by an event from Redis, or, where an event was missed, by a look at its job every
 * three seconds. A job that is gone (a Redis that lost its memory, another run that wanted the same
 * call and was stopped) is put on the queue again.
 */
export class CallLane {
  private readonly backlog: (readonly [string, ModelCall])[];
  /** Calls on the queue, until their jobs are removed from it. */
  private readonly pending = new Map<string, ModelCall>();
  /** Those of them that have ended. */
  private readonly settled = new Set<string>();
  private readonly keeping = new Set<Promise<void>>();
  private readonly queue: Queue<ModelCall, Report>;
  private readonly eventsRedis: Redis;
  private events: QueueEvents | null = null;
  private timer: NodeJS.Timeout | null = null;
  private filling: Promise<void> | null = null;
  private ended = false;
  private succeed = () => {};
  private fail: (error: unknown) => void = () => {};

  constructor(
    readonly model: string,
    calls: ReadonlyMap<string, ModelCall>,
    private readonly redis: Redis,
    private readonly options: LaneOptions,
  ) {
    this.backlog = [...calls].reverse();
    // Reading events blocks a connection.
    this.eventsRedis = redis.duplicate();
    this.queue = new Queue(queueName(model), { connection: redis, prefix: PREFIX });
    this.queue.on("error", () => {});
  }

  /** Whether calls are still waited for. */
  get isOpen(): boolean {
    return !this.ended;
  }

  /** Workers that have announced themselves for this model. */
  async workers(): Promise<number> {
    return (await this.queue.getWorkers()).length;
  }

  /** Resolves when every call has ended, its outcome is kept, and its job removed. */
  async run(): Promise<void> {
    const finished = new Promise<void>((resolve, reject) => {
      this.succeed = resolve;
      this.fail = reject;
    });
    // It is awaited below; until then a rejection must not count as unheard.
    finished.catch(() => {});
    try {
      await this.listen();
      this.fill();
      this.timer = setTimeout(() => this.look(), LOOK);
      await finished;
    } finally {
      this.ended = true;
      if (this.timer) clearTimeout(this.timer);
      await Promise.allSettled(this.keeping);
      await this.events?.close();
      this.eventsRedis.disconnect();
    }
  }

  /** Stops waiting, and takes back the calls that no worker has begun. */
  async withdraw(reason: unknown): Promise<void> {
    this.ended = true;
    this.fail(reason);
    // A server that is away would let this wait for ever.
    if (this.redis.status !== "ready") return;
    await this.filling;
    await inParts([...this.pending.keys()], async (key) => {
      // A call that a worker has begun is left: its result waits for the next run.
      if ((await this.queue.getJobState(key)) === "waiting") await this.queue.remove(key);
    });
  }

  async close(): Promise<void> {
    await this.queue.close();
  }

  /** Hears of every event from now on, including those before the first read. */
  private async listen(): Promise<void> {
    const stream = this.queue.toKey("events");
    const [last] = await this.eventsRedis.xrevrange(stream, "+", "-", "COUNT", 1);
    const events = new QueueEvents(queueName(this.model), {
      connection: this.eventsRedis,
      prefix: PREFIX,
      lastEventId: last?.[0] ?? "0-0",
    });
    events.on("error", () => {});
    events.on("completed", ({ jobId, returnvalue }) => this.settle(jobId, returnvalue));
    events.on("failed", ({ jobId, failedReason }) => this.settleFailed(jobId, failedReason));
    this.events = events;
    await events.waitUntilReady();
  }

  /** Fills the window up once half of it is empty. */
  private fill(): void {
    if (this.ended || this.filling) return;
    if (this.backlog.length === 0) {
      if (this.pending.size === 0) this.succeed();
    } else if (this.pending.size <= this.options.window / 2) {
      this.filling = this.add()
        .catch((error) => this.fail(error))
        .finally(() => {
          this.filling = null;
          this.fill();
        });
    }
  }

  private async add(): Promise<void> {
    const part = this.backlog.splice(this.pending.size - this.options.window).reverse();
    for (const [key, call] of part) this.pending.set(key, call);
    await this.recall(part.map(([key]) => key));
    if (this.ended) return;
    const missing = part.filter(([key]) => this.isAwaited(key));
    await this.queue.addBulk(missing.map(([key, call]) => jobOf(key, call)));
  }

  private isAwaited(key: string): boolean {
    return !this.ended && this.pending.has(key) && !this.settled.has(key);
  }

  /** Takes results that a run before this one asked for; what failed then is tried again. */
  private async recall(keys: readonly string[]): Promise<void> {
    await inParts(keys, async (key) => {
      const job = await this.queue.getJob(key);
      if (!job?.finishedOn || !this.isAwaited(key)) return;
      const line = lineOf(key, this.pending.get(key)!, job.returnvalue);
      if (line && isFinal(line.outcome)) this.settle(key, job.returnvalue);
      else await this.queue.remove(key);
    });
  }

  /** Asks for the state of every call that is waited for. */
  private async look(): Promise<void> {
    try {
      await inParts([...this.pending.keys()], (key) => this.lookAt(key));
      if (!this.ended) this.timer = setTimeout(() => this.look(), LOOK);
    } catch (error) {
      this.fail(error);
    }
  }

  private async lookAt(key: string): Promise<void> {
    const state = await this.queue.getJobState(key);
    if (!this.isAwaited(key)) return;
    if (state === "unknown") {
      await this.queue.addBulk([jobOf(key, this.pending.get(key)!)]);
    } else if (state === "completed" || state === "failed") {
      const job: Job<ModelCall, Report> | undefined = await this.queue.getJob(key);
      if (job && state === "completed") this.settle(key, job.returnvalue);
      else if (job) this.settleFailed(key, job.failedReason);
    }
  }

  private settleFailed(key: string, detail: string): void {
    const reason = detail.includes("stalled") ? "workers-lost" : "worker-error";
    this.settle(key, unmade(key, reason, detail));
  }

  private settle(key: string, report: unknown): void {
    const call = this.pending.get(key);
    if (!call || !this.isAwaited(key)) return;
    this.settled.add(key);
    const line = lineOf(key, call, report) ?? {
      ...unmade(key, "worker-error", "a worker gave back no outcome"),
      call,
    };
    const kept = this.options.keep(line).finally(() => this.keeping.delete(kept));
    this.keeping.add(kept);
    kept
      .then(() => this.queue.remove(key))
      .then(() => {
        this.pending.delete(key);
        this.settled.delete(key);
        this.fill();
      })
      .catch((error) => this.fail(error));
  }
}

/** Does something for each of many keys, five hundred at a time. */
async function inParts(
  keys: readonly string[],
  act: (key: string) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < keys.length; from += 500) {
    await Promise.all(keys.slice(from, from + 500).map(act));
  }
}
