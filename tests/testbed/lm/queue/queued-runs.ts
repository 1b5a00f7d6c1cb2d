/** Runs and workers over a Redis of their own, for tests of the queue. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { isFinal, type LedgerLine } from "../../../../src/testbed/lm/ledger-line.ts";
import type { CallOutcome, ModelCall } from "../../../../src/testbed/lm/model.ts";
import type { Made } from "../../../../src/testbed/lm/queue/call-maker.ts";
import {
  QueueRunner,
  type QueueRunnerParts,
} from "../../../../src/testbed/lm/queue/queue-runner.ts";
import { startWorker } from "../../../../src/testbed/lm/queue/queue-worker.ts";
import type { Report } from "../../../../src/testbed/lm/queue/queued-call.ts";
import { connectRedis } from "../../../../src/testbed/lm/queue/redis.ts";
import { SILENT } from "../../../../src/testbed/progress.ts";
import { type RedisServer, startRedis } from "./redis-server.ts";

const NEVER = new AbortController().signal;

const call = (at: number, model = "stub/a:1"): ModelCall => ({
  model,
  purpose: "answer",
  template: "test-1",
  messages: [{ role: "user", content: `question ${at}` }],
  parameters: { temperature: 0 },
  sample: 0,
});

export const callsTo = (model: string, count: number) =>
  Array.from({ length: count }, (_, at) => call(at, model));

/** An answer that depends on the question alone, at a quarter of a dollar each. */
export const answer = (key: string, { messages }: ModelCall): Report => ({
  key,
  sent: { model: "stub", parameters: { temperature: 0 }, structured: false },
  outcome: {
    kind: "answered",
    key,
    reply: {
      text: `on ${messages[0]!.content}`,
      value: null,
      tokensIn: 3,
      tokensOut: 2,
      latencyMs: 1,
      finishReason: "stop",
    },
  },
  attempts: 1,
  tokensIn: 3,
  tokensOut: 2,
  dollars: 0.25,
  endedAt: "2026-03-01T12:00:00.000Z",
});

/** A ledger in memory: the one on disk has tests of its own. */
export function memory() {
  const lines = new Map<string, LedgerLine>();
  return {
    lines,
    findFinal: (key: string) => {
      const line = lines.get(key);
      return line && isFinal(line.outcome) ? line : null;
    },
    async append(line: LedgerLine) {
      lines.set(line.key, line);
    },
    async close() {},
  };
}

/** Pauses until `holds`, for ten seconds at most. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not come to that within ten seconds");
}

/** Call in a describe: a server for its tests, emptied before each. */
export function useQueue() {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());
  beforeEach(() => void server.client.flushall());

  async function runner(parts: Partial<QueueRunnerParts> = {}) {
    return new QueueRunner({
      redis: await connectRedis(server.url),
      shown: server.url,
      ledger: memory(),
      progress: SILENT,
      signal: NEVER,
      ...parts,
    });
  }

  /** A worker in this process; returns what it made, and how to end it. */
  async function worker(
    models: readonly string[],
    report: (sent: ModelCall, key: string) => Report | Promise<Report> = (sent, key) =>
      answer(key, sent),
    { concurrency = 10, rate = null }: { concurrency?: number; rate?: number | null } = {},
  ) {
    const redis = await connectRedis(server.url);
    const made: string[] = [];
    const make = async (key: string, sent: ModelCall): Promise<Made> => {
      made.push(key);
      return { kind: "ended", report: await report(sent, key) };
    };
    const maker = { make, unfit: null };
    const running = models.map((model) =>
      startWorker(redis, { model, concurrency, rate, takeover: 3000, maker }),
    );
    return {
      made,
      async stop() {
        await Promise.all(running.map((each) => each.stop()));
        redis.disconnect();
      },
    };
  }

  /** Jobs left on the queues of all models. */
  const jobs = async () => (await server.client.keys("atlas-1:*:????????????????*")).length;

  async function outcomes(of: QueueRunner, calls: readonly ModelCall[]) {
    const ended: [ModelCall, CallOutcome][] = [];
    await of.run(calls, (sent, outcome) => ended.push([sent, outcome]));
    return ended;
  }

  return { server: () => server, runner, worker, jobs, outcomes };
}
