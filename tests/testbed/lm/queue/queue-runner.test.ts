import { Queue } from "bullmq";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callKey } from "../../../../src/testbed/lm/call-key.ts";
import type { CallOutcome, ModelCall } from "../../../../src/testbed/lm/model.ts";
import {
  type OutcomeLedger,
  QueueRunner,
  type QueueRunnerOptions,
} from "../../../../src/testbed/lm/queue/queue-runner.ts";
import {
  type MakeCall,
  startWorkers,
  type WorkerOptions,
} from "../../../../src/testbed/lm/queue/queue-worker.ts";
import {
  failure,
  PREFIX,
  type QueuedOutcome,
} from "../../../../src/testbed/lm/queue/queued-call.ts";
import { connectRedis } from "../../../../src/testbed/lm/queue/redis.ts";
import { SILENT } from "../../../../src/testbed/progress.ts";
import { NO_REDIS, type RedisServer, startRedis, withRedis } from "./redis-server.ts";

const NEVER = new AbortController().signal;

const call = (at: number, model = "stub/a:1"): ModelCall => ({
  model,
  purpose: "answer",
  template: "test-1",
  messages: [{ role: "user", content: `question ${at}` }],
  parameters: { temperature: 0 },
  sample: 0,
});

const callsTo = (model: string, count: number) =>
  Array.from({ length: count }, (_, at) => call(at, model));

/** An answer that depends on the question alone, at a cent each. */
const answer = (key: string, { messages }: ModelCall): QueuedOutcome => ({
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
  dollars: 0.01,
});

/** A ledger in memory: the one on disk has tests of its own. */
function memory(): OutcomeLedger & { readonly kept: Map<string, CallOutcome> } {
  const kept = new Map<string, CallOutcome>();
  return {
    kept,
    find: (key) => kept.get(key),
    async keep(key, _, { outcome }) {
      if (outcome.kind === "answered") kept.set(key, outcome);
    },
    async close() {},
  };
}

/** Pauses until `holds`, for ten seconds at most. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not come to that within ten seconds");
}

describe.skipIf(NO_REDIS)(withRedis("QueueRunner"), () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());
  beforeEach(() => void server.client.flushall());

  async function runner(options: Partial<QueueRunnerOptions> = {}) {
    return new QueueRunner({
      redis: await connectRedis(server.url),
      shown: server.url,
      ledger: memory(),
      progress: SILENT,
      signal: NEVER,
      ...options,
    });
  }

  /** A worker in this process; returns what it made, and how to end it. */
  async function worker(
    options: Partial<WorkerOptions> & Pick<WorkerOptions, "models">,
    makeCall: MakeCall = async (made, key) => answer(key, made),
  ) {
    const redis = await connectRedis(server.url);
    const made: string[] = [];
    const stop = startWorkers(redis, {
      concurrency: 10,
      rate: null,
      takeover: 3000,
      makeCall: (sent, key) => {
        made.push(key);
        return makeCall(sent, key);
      },
      ...options,
    });
    return {
      made,
      async stop() {
        await stop();
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

  test("every call has one outcome, equal calls are made once, and nothing is left", async () => {
    const working = await worker({ models: ["stub/a:1", "b"] });
    const running = await runner({ window: 20 });
    const calls = [...callsTo("stub/a:1", 50), ...callsTo("b", 30), ...callsTo("b", 5)];
    const ended = await outcomes(running, calls);
    expect(ended).toHaveLength(85);
    for (const [sent, outcome] of ended) {
      expect(outcome).toEqual(answer(callKey(sent), sent).outcome);
    }
    expect(working.made.toSorted()).toEqual([...new Set(calls.map(callKey))].sort());
    expect(running.spent()).toMatchObject({ calls: 80, tokensIn: 240, tokensOut: 160 });
    expect(running.spent().dollars).toBeCloseTo(0.8, 12);
    expect(await jobs()).toBe(0);
    await running.close();
    await working.stop();
  });

  test("calls that the ledger has are not put on the queue", async () => {
    const ledger = memory();
    const calls = callsTo("b", 3);
    for (const sent of calls.slice(0, 2)) {
      await ledger.keep(callKey(sent), sent, answer(callKey(sent), sent));
    }
    const working = await worker({ models: ["b"] });
    const running = await runner({ ledger });
    expect(await outcomes(running, calls)).toHaveLength(3);
    expect(working.made).toEqual([callKey(calls[2]!)]);
    await running.close();
    await working.stop();
  });

  test("a failed call is an outcome, is not spent on, and is made again by the next run", async () => {
    const calls = callsTo("b", 3);
    let down = true;
    const working = await worker({ models: ["b"] }, async (sent, key) =>
      down && key === callKey(calls[1]!)
        ? failure(key, "server-error", "500 from the server")
        : answer(key, sent),
    );
    const ledger = memory();
    const first = await runner({ ledger });
    const ended = await outcomes(first, calls);
    expect(ended.filter(([, { kind }]) => kind === "failed")).toEqual([
      [calls[1], failure(callKey(calls[1]!), "server-error", "500 from the server").outcome],
    ]);
    expect(first.spent()).toEqual({ calls: 3, tokensIn: 6, tokensOut: 4, dollars: 0.02 });
    down = false;
    const second = await outcomes(await runner({ ledger }), calls);
    expect(second.map(([, { kind }]) => kind)).toEqual(["answered", "answered", "answered"]);
    expect(working.made).toHaveLength(4);
    await working.stop();
  });

  test("what workers finish for a run that died waits for the next one", async () => {
    const calls = callsTo("b", 40);
    const fails = (key: string) => key === callKey(calls[39]!);
    let down = true;
    const working = await worker({ models: ["b"] }, async (sent, key) =>
      down && fails(key) ? failure(key, "timeout", "no answer") : answer(key, sent),
    );
    const dies = memory();
    const dying = await runner({
      ledger: {
        ...dies,
        async keep(key, sent, queued) {
          if (dies.kept.size === 10) throw new Error("disk full");
          await dies.keep(key, sent, queued);
        },
      },
    });
    await expect(outcomes(dying, calls)).rejects.toThrow("disk full");
    await dying.close();
    // Whatever a worker had begun is finished; the rest was taken back.
    await until(async () => (await jobs()) > 0 && working.made.length >= 10);
    const before = working.made.length;
    down = false;
    const ended = await outcomes(await runner({ ledger: dies }), calls);
    expect(ended.map(([, { kind }]) => kind)).toEqual(calls.map(() => "answered"));
    const again = working.made.filter((key, at) => working.made.indexOf(key) !== at);
    expect(again.filter((key) => !fails(key))).toEqual([]);
    expect(before).toBeGreaterThan(10);
    expect(await jobs()).toBe(0);
    await working.stop();
  });

  test("a run that is stopped takes back what no worker has begun", async () => {
    const stop = new AbortController();
    const held: (() => void)[] = [];
    const working = await worker({ models: ["b"], concurrency: 4 }, async (sent, key) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return answer(key, sent);
    });
    const calls = callsTo("b", 30);
    const running = await runner({ signal: stop.signal });
    const ended = outcomes(running, calls);
    await until(() => held.length === 4);
    stop.abort(new Error("enough"));
    await expect(ended).rejects.toThrow("enough");
    expect(await jobs()).toBe(4 * 2);
    for (const release of held) release();
    await until(async () => (await jobs()) === 4);
    expect(working.made).toHaveLength(4);
    await running.close();
    await working.stop();
  });

  test("a Redis that loses its memory in the middle costs time, not calls", async () => {
    const working = await worker({ models: ["b"], concurrency: 2 }, async (sent, key) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return answer(key, sent);
    });
    const running = await runner();
    const calls = callsTo("b", 100);
    const ended = outcomes(running, calls);
    await until(() => running.spent().calls >= 20);
    await server.replace();
    expect(new Set((await ended).map(([sent]) => callKey(sent))).size).toBe(100);
    expect(running.spent().calls).toBe(100);
    // Only what was under way when the server ended is made twice.
    expect(working.made.length).toBeLessThanOrEqual(100 + 4);
    await running.close();
    await working.stop();
  });

  test("two runs that want the same calls share their jobs", async () => {
    const calls = callsTo("b", 60);
    const [one, two] = [await runner(), await runner()];
    const both = Promise.all([outcomes(one, calls), outcomes(two, calls)]);
    await until(async () => (await jobs()) === 60);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const working = await worker({ models: ["b"] });
    expect((await both).map((ended) => ended.length)).toEqual([60, 60]);
    expect(working.made).toHaveLength(60);
    await one.close();
    await two.close();
    await working.stop();
  });

  test("it says what it waits for while a model has no worker", async () => {
    const steps: string[] = [];
    const progress = { ...SILENT, begin: (label: string) => void steps.push(label) };
    const running = await runner({ progress });
    const ended = outcomes(running, callsTo("b", 2));
    await until(() => steps.length === 2);
    const working = await worker({ models: ["b"] });
    await ended;
    expect(steps).toEqual([
      "Calls on the queue",
      `Waiting for a worker that has b (atlas worker --queue ${server.url})`,
      "Calls on the queue",
    ]);
    await running.close();
    await working.stop();
  });

  test("the rate holds for all workers together", async () => {
    const at: number[] = [];
    const make: MakeCall = async (sent, key) => {
      at.push(performance.now());
      return answer(key, sent);
    };
    const two = [
      await worker({ models: ["b"], rate: 20 }, make),
      await worker({ models: ["b"], rate: 20 }, make),
    ];
    const running = await runner();
    await outcomes(running, callsTo("b", 60));
    // Twenty at once, twenty after a second, twenty after another.
    expect(at.at(-1)! - at[0]!).toBeGreaterThan(1900);
    expect(two.every(({ made }) => made.length > 0)).toBe(true);
    await running.close();
    for (const working of two) await working.stop();
  });

  test("a worker's own error is an outcome too", async () => {
    const working = await worker({ models: ["b"] }, () => Promise.reject(new Error("a bug")));
    const running = await runner();
    const [sent] = callsTo("b", 1) as [ModelCall];
    expect(await outcomes(running, [sent])).toEqual([
      [sent, failure(callKey(sent), "worker-error", "a bug").outcome],
    ]);
    await running.close();
    await working.stop();
  });

  test("a job that is not what its key says is refused, and nothing is called", async () => {
    const [asked, other] = callsTo("b", 2) as [ModelCall, ModelCall];
    const queue = new Queue("b", { connection: server.client, prefix: PREFIX });
    await queue.add("answer", other, { jobId: callKey(asked) });
    const running = await runner();
    const ended = outcomes(running, [asked]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const working = await worker({ models: ["b"] });
    expect(await ended).toEqual([
      [asked, failure(callKey(asked), "bad-request", "the job holds no such call").outcome],
    ]);
    expect(working.made).toEqual([]);
    await running.close();
    await working.stop();
  });
});
