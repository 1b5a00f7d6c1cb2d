/** A runner of calls on the workers of a queue, from an address and a file. */
import { type Progress, SILENT } from "../../progress.ts";
import type { CallRunner } from "../model.ts";
import { openLedger } from "../open-ledger.ts";
import { QueueRunner } from "./queue-runner.ts";
import { connectRedis, shownUrl } from "./redis.ts";

export interface QueueRunnerOptions {
  /** Of a Redis: `redis://host:port`. */
  readonly url: string;
  /** Ledger that is read and added to; null to remember nothing. */
  readonly ledgerPath: string | null;
  readonly progress?: Progress;
  /** Stops the run: calls that no worker has begun are taken off the queue. */
  readonly signal?: AbortSignal;
}

/**
 * Connects to Redis and opens the ledger. Close the runner, for it holds both. The models and their
 * keys are the workers' own.
 *
 * @throws UserError where no Redis answers, or another process writes the ledger.
 * @throws InputError for a ledger that cannot be read, with the line.
 */
export async function createQueueRunner({
  url,
  ledgerPath,
  progress = SILENT,
  signal = new AbortController().signal,
}: QueueRunnerOptions): Promise<CallRunner> {
  const redis = await connectRedis(url, {
    lost: () => progress.note?.("Redis went away: waiting for it"),
    found: () => progress.note?.("Redis is back"),
  });
  try {
    const ledger = ledgerPath === null ? null : await openLedger(ledgerPath);
    if (ledger?.setAside) {
      const { line, problem, path } = ledger.setAside;
      progress.begin(`read ${ledgerPath}`);
      progress.end(`line ${line}, the last, was set aside in ${path}: ${problem}`);
    }
    return new QueueRunner({ redis, shown: shownUrl(url), ledger, progress, signal });
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}
