/** Takes calls to one model from its queue, has them made, and gives back how they ended. */
import { type Job, WaitingError, Worker } from "bullmq";
import type { Redis } from "ioredis";
import type { ModelCall } from "../model.ts";
import type { Made } from "./call-maker.ts";
import { callOf, PREFIX, queueName, type Report, unmade } from "./queued-call.ts";

export interface WorkerOptions {
  /** Name of the model, as in models.json. */
  readonly model: string;
  /** Calls at a time. */
  readonly concurrency: number;
  /** Calls a second of all workers together; null without a limit. */
  readonly rate: number | null;
  /** Milliseconds after which the calls of a worker that fell silent are given to another. */
  readonly takeover: number;
  readonly maker: {
    /** Never throws; a failure is an outcome. */
    make(key: string, call: ModelCall): Promise<Made>;
    /** Why the worker is to take no more calls; null while it may. */
    readonly unfit: string | null;
  };
  /** Hears of every call that was given back with an outcome. */
  readonly ended?: (report: Report) => void;
  /** Hears of what went wrong outside of calls: a lock that was lost, a connection. */
  readonly trouble?: (message: string) => void;
}

/** How many workers may be lost over one call before it counts as failed. */
const LOSSES = 5;

/** How often a call may be begun, counting those who gave it back. */
const BEGINNINGS = 20;

export interface RunningWorker {
  /** Resolves, once the worker takes no more calls, with why: null where it was stopped. */
  readonly finished: Promise<string | null>;
  /** Takes no more calls; resolves when those under way have been given back. */
  stop(): Promise<void>;
}

export function startWorker(connection: Redis, options: WorkerOptions): RunningWorker {
  const { model, concurrency, rate, takeover, maker, ended, trouble } = options;
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= worker.close();
    return stopped;
  };
  const worker = new Worker<ModelCall, Report>(
    queueName(model),
    async (job, token) => {
      const key = job.id ?? "";
      const call = callOf(key, job.data);
      if (call?.model !== model) return unmade(key, "bad-request", "the job holds no such call");
      const made = await maker.make(key, call);
      // Not awaited: it waits for this call too.
      if (maker.unfit !== null) void stop();
      return made.kind === "ended" ? made.report : giveBack(job, key, made.why, token);
    },
    {
      connection,
      prefix: PREFIX,
      concurrency,
      ...(rate !== null && { limiter: { max: rate, duration: 1000 } }),
      // Locks are renewed at half their life; a look soon after one ran out finds it gone.
      lockDuration: takeover * 0.75,
      stalledInterval: takeover * 0.2,
      maxStalledCount: LOSSES,
    },
  );
  worker.on("completed", (_, report) => ended?.(report));
  worker.on("error", (error) => trouble?.(error.message));
  worker.on("failed", (_, error) => trouble?.(error.message));
  const finished = new Promise<string | null>((resolve) => {
    // It comes once the calls under way have been given back.
    worker.once("closed", () => resolve(maker.unfit));
  });
  return { finished, stop };
}

/** Puts a call back on the queue, unless it has gone round too often. */
async function giveBack(job: Job, key: string, why: string, token?: string): Promise<Report> {
  if (job.attemptsStarted >= BEGINNINGS) return unmade(key, "bad-request", why);
  await job.moveToWait(token);
  throw new WaitingError();
}
