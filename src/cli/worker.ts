/** `atlas worker`: makes the calls that runs with --queue put on a Redis. */
import type { Command } from "commander";
import {
  type ModelEntry,
  type Models,
  readModelsFile,
  requireModel,
} from "../testbed/lm/models-file.ts";
import { CallMaker } from "../testbed/lm/queue/call-maker.ts";
import { startWorker } from "../testbed/lm/queue/queue-worker.ts";
import { connectRedis, shownUrl } from "../testbed/lm/queue/redis.ts";
import { LIMITS, REAL_CLOCK } from "../testbed/lm/retry.ts";
import { integerBetween, positiveInteger } from "./numbers.ts";
import { progressFor } from "./progress.ts";
import { withStopSignal } from "./stop-signal.ts";
import { UserError } from "./user-error.ts";

interface WorkerFlags {
  readonly queue: string;
  readonly models: string;
  readonly concurrency: number;
  readonly rate?: number;
  readonly takeover: number;
  readonly quiet?: boolean;
}

export default function worker(program: Command): void {
  program
    .command("worker")
    .description("make the calls to models that runs with --queue wait for")
    .requiredOption("--queue <url>", "a Redis, such as redis://127.0.0.1:6379")
    .option("--models <file>", "the models that this worker can reach", "models.json")
    .option("--concurrency <count>", "calls at a time, for each model", integerBetween(1, 1000), 20)
    .option("--rate <count>", "calls a second of all workers, for each model", positiveInteger)
    .option(
      "--takeover <seconds>",
      "how soon others take the calls of a worker that is lost",
      integerBetween(2, 3600),
      30,
    )
    .option("--quiet", "no progress")
    .action((flags: WorkerFlags) => withStopSignal((stop) => work(flags, stop)));
}

/**
 * Works until it is stopped; calls under way may end then, for they are paid for.
 *
 * @throws UserError once no model is left that takes calls from this machine.
 */
async function work(flags: WorkerFlags, stop: AbortSignal): Promise<void> {
  const entries = reachable(await readModelsFile(flags.models));
  const say = (text: string) => void process.stderr.write(`worker: ${text}\n`);
  const redis = await connectRedis(flags.queue, {
    lost: () => say("Redis went away; waiting for it"),
    found: () => say("Redis is back"),
  });
  const progress = progressFor(flags);
  const names = entries.map(({ name }) => name).join(", ");
  progress.begin(`Calls to ${names} from ${shownUrl(flags.queue)}`);
  const counts = { answered: 0, failed: 0 };
  const { concurrency } = flags;
  const circumstances = {
    limits: { ...LIMITS, concurrency: { start: concurrency, most: concurrency } },
    clock: REAL_CLOCK,
    random: Math.random,
    stop,
    abandon: new AbortController().signal,
  };
  const ends = entries.map(async (entry) => {
    const running = startWorker(redis, {
      model: entry.name,
      concurrency,
      rate: flags.rate ?? null,
      takeover: flags.takeover * 1000,
      maker: new CallMaker(entry, circumstances),
      ended: ({ outcome }) => {
        counts[outcome.kind]++;
        progress.advance();
      },
      trouble: say,
    });
    stop.addEventListener("abort", () => running.stop(), { once: true });
    const why = await running.finished;
    if (why !== null) say(`takes no more calls to ${entry.name}: ${why}`);
    return why;
  });
  const reasons = await Promise.all(ends);
  progress.end(`${counts.answered} answered, ${counts.failed} failed`);
  redis.disconnect();
  if (!stop.aborted) {
    throw new UserError(`no model is left that takes calls from here: ${reasons.join("; ")}`);
  }
}

/**
 * The models whose keys this machine has.
 *
 * @throws UserError with what the last of them lacks, if there are none.
 */
function reachable(models: Models): ModelEntry[] {
  const entries: ModelEntry[] = [];
  let problem: unknown;
  for (const name of models.keys()) {
    try {
      entries.push(requireModel(models, name));
    } catch (error) {
      problem = error;
    }
  }
  if (entries.length === 0) throw problem;
  return entries;
}
