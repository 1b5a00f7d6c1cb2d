/** `atlas worker`: makes the calls that runs with --queue put on a Redis. */
import type { Command } from "commander";
import {
  type ModelEntry,
  type Models,
  readModelsFile,
  requireModel,
} from "../testbed/lm/models-file.ts";
import { CallMaker } from "../testbed/lm/queue/call-maker.ts";
import { type RunningWorker, startWorker } from "../testbed/lm/queue/queue-worker.ts";
import { connectRedis, shownUrl } from "../testbed/lm/queue/redis.ts";
import { LIMITS, REAL_CLOCK } from "../testbed/lm/retry.ts";
import { integerBetween, positiveInteger } from "./numbers.ts";
import { progressFor } from "./progress.ts";
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
      15,
    )
    .option("--quiet", "no progress")
    .action(work);
}

/** Works until it is stopped, or no model is left that it can reach. */
async function work(flags: WorkerFlags): Promise<void> {
  const entries = reachable(await readModelsFile(flags.models), flags.models);
  const progress = progressFor(flags);
  const say = (text: string) => void (flags.quiet || process.stderr.write(`worker: ${text}\n`));
  const redis = await connectRedis(flags.queue, {
    lost: () => say("Redis went away; waiting for it"),
    found: () => say("Redis is back"),
  });
  const stop = new AbortController();
  const counts = { answered: 0, failed: 0 };
  const workers = entries.map((entry) =>
    startWorker(redis, {
      model: entry.name,
      concurrency: flags.concurrency,
      rate: flags.rate ?? null,
      takeover: flags.takeover * 1000,
      maker: new CallMaker(entry, {
        limits: { ...LIMITS, concurrency: { start: flags.concurrency, most: flags.concurrency } },
        clock: REAL_CLOCK,
        random: Math.random,
        stop: stop.signal,
        // Requests on their way are paid for: they may end.
        abandon: new AbortController().signal,
      }),
      ended: ({ outcome }) => {
        counts[outcome.kind]++;
        progress.advance();
      },
      trouble: say,
    }),
  );
  const unlisten = onStop(stop, workers);
  const names = entries.map(({ name }) => name).join(", ");
  progress.begin(`Calls to ${names} from ${shownUrl(flags.queue)}`);
  const ends = entries.map(async ({ name }, at) => {
    const why = await workers[at]!.finished;
    if (why !== null) say(`takes no more calls to ${name}: ${why}`);
    return why;
  });
  const reasons = await Promise.all(ends);
  unlisten();
  progress.end(`${counts.answered} answered, ${counts.failed} failed`);
  redis.disconnect();
  const [first] = reasons.filter((why) => why !== null);
  if (!stop.signal.aborted) throw new UserError(`no model is left to call: ${first}`);
}

/**
 * The models whose keys this machine has.
 *
 * @throws UserError if there are none.
 */
function reachable(models: Models, path: string): ModelEntry[] {
  const entries: ModelEntry[] = [];
  let problem: unknown;
  for (const name of models.keys()) {
    try {
      entries.push(requireModel(models, name));
    } catch (error) {
      problem = error;
    }
  }
  if (entries.length === 0) {
    throw problem instanceof UserError ? problem : new UserError(`${path} declares no model`);
  }
  return entries;
}

/** The first signal lets calls under way end; the second ends the process. */
function onStop(stop: AbortController, workers: readonly RunningWorker[]): () => void {
  const hear = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    for (const running of workers) void running.stop();
  };
  process.on("SIGINT", hear).on("SIGTERM", hear);
  return () => void process.off("SIGINT", hear).off("SIGTERM", hear);
}
