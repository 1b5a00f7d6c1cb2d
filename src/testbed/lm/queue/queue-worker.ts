/** Takes calls from the queues of the models it knows, makes them, and gives the outcomes back. */
import { Worker } from "bullmq";
import type { Redis } from "ioredis";
import type { ModelCall } from "../model.ts";
import { callOf, failure, PREFIX, type QueuedOutcome, queueName } from "./queued-call.ts";

/** Makes one call, with its retries; a failure is an outcome, never an exception. */
export type MakeCall = (call: ModelCall, key: string) => Promise<QueuedOutcome>;

export interface WorkerOptions {
  /** Names of models, as in models.json. */
  readonly models: readonly string[];
  /** Calls at a time, for each model. */
  readonly concurrency: number;
  /** Calls a second of all workers together, for each model; null without a limit. */
  readonly rate: number | null;
  /** Milliseconds after which the calls of a worker that fell silent are given to another. */
  readonly takeover: number;
  readonly makeCall: MakeCall;
  /** Hears of every outcome that was given back. */
  readonly ended?: (outcome: QueuedOutcome) => void;
  /** Hears of what went wrong outside of calls: a lock that was lost, a connection. */
  readonly trouble?: (message: string) => void;
}

/** How many workers may be lost over one call before it counts as failed. */
const LOSSES = 5;

/**
 * Starts to work. The function returned ends that: it takes no more calls, and resolves when those
 * under way have been given back.
 */
export function startWorkers(redis: Redis, options: WorkerOptions): () => Promise<void> {
  const workers = options.models.map((model) => startWorker(redis, model, options));
  return async () => {
    await Promise.all(workers.map((worker) => worker.close()));
  };
}

function startWorker(
  connection: Redis,
  model: string,
  { concurrency, rate, takeover, makeCall, ended, trouble }: WorkerOptions,
): Worker<ModelCall, QueuedOutcome> {
  const worker = new Worker<ModelCall, QueuedOutcome>(
    queueName(model),
    async (job) => {
      const key = job.id ?? "";
      const call = callOf(key, job.data);
      if (call?.model !== model) return failure(key, "bad-request", "the job holds no such call");
      return makeCall(call, key);
    },
    {
      connection,
      prefix: PREFIX,
      concurrency,
      ...(rate !== null && { limiter: { max: rate, duration: 1000 } }),
      // A lock is renewed at half its life, and two looks apart find that it is gone.
      lockDuration: takeover * 0.6,
      stalledInterval: takeover * 0.2,
      maxStalledCount: LOSSES,
    },
  );
  worker.on("completed", (_, outcome) => ended?.(outcome));
  worker.on("error", (error) => trouble?.(error.message));
  worker.on("failed", (_, error) => trouble?.(error.message));
  return worker;
}
