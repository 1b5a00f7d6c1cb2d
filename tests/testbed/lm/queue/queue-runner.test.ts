import { Queue } from "bullmq";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callKey } from "../../../../src/testbed/lm/call-key.ts";
import { isFinal, type LedgerLine } from "../../../../src/testbed/lm/ledger-line.ts";
import type { CallOutcome, ModelCall } from "../../../../src/testbed/lm/model.ts";
import type { Made } from "../../../../src/testbed/lm/queue/call-maker.ts";
import {
  QueueRunner,
  type QueueRunnerParts,
} from "../../../../src/testbed/lm/queue/queue-runner.ts";
import { startWorker } from "../../../../src/testbed/lm/queue/queue-worker.ts";
import { PREFIX, type Report, unmade } from "../../../../src/testbed/lm/queue/queued-call.ts";
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

/** An answer that depends on the question alone, at a quarter of a dollar each. */
const answer = (key: string, { messages }: ModelCall): Report => ({
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
function memory() {
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

  test("every call has one outcome, equal calls are made once, and nothing is left", async () => {
    const working = await worker(["stub/a:1", "b"]);
    const running = await runner({ window: 20 });
    const calls = [...callsTo("stub/a:1", 50), ...callsTo("b", 30), ...callsTo("b", 5)];
    const ended = await outcomes(running, calls);
    expect(ended).toHaveLength(85);
    for (const [sent, outcome] of ended) {
      expect(outcome).toEqual(answer(callKey(sent), sent).outcome);
    }
    expect(working.made.toSorted()).toEqual([...new Set(calls.map(callKey))].sort());
    expect(running.spent()).toEqual({ calls: 80, tokensIn: 240, tokensOut: 160, dollars: 20 });
    expect(await jobs()).toBe(0);
    await running.close();
    await working.stop();
  });

  test("calls that the ledger has are not put on the queue", async () => {
    const ledger = memory();
    const calls = callsTo("b", 3);
    for (const sent of calls.slice(0, 2)) {
      await ledger.append({ call: sent, ...answer(callKey(sent), sent) });
    }
    const working = await worker(["b"]);
    const running = await runner({ ledger });
    expect(await outcomes(running, calls)).toHaveLength(3);
    expect(working.made).toEqual([callKey(calls[2]!)]);
    expect(running.spent().calls).toBe(3);
    expect(ledger.lines.get(callKey(calls[2]!))).toEqual({
      call: calls[2],
      ...answer(callKey(calls[2]!), calls[2]!),
    });
    await running.close();
    await working.stop();
  });

  test("a failed call is an outcome, is not spent on, and is made again by the next run", async () => {
    const calls = callsTo("b", 3);
    let down = true;
    const working = await worker(["b"], (sent, key) =>
      down && key === callKey(calls[1]!)
        ? unmade(key, "server-error", "500 from the server")
        : answer(key, sent),
    );
    const ledger = memory();
    const first = await runner({ ledger });
    const ended = await outcomes(first, calls);
    expect(ended.filter(([, { kind }]) => kind === "failed")).toEqual([
      [calls[1], unmade(callKey(calls[1]!), "server-error", "500 from the server").outcome],
    ]);
    expect(first.spent()).toEqual({ calls: 3, tokensIn: 6, tokensOut: 4, dollars: 0.5 });
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
    const working = await worker(["b"], (sent, key) =>
      down && fails(key) ? unmade(key, "timeout", "no answer") : answer(key, sent),
    );
    const dies = memory();
    const dying = await runner({
      ledger: {
        ...dies,
        async append(line: LedgerLine) {
          if (dies.lines.size === 10) throw new Error("disk full");
          await dies.append(line);
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
    const working = await worker(
      ["b"],
      async (sent, key) => {
        await new Promise<void>((resolve) => held.push(resolve));
        return answer(key, sent);
      },
      { concurrency: 4 },
    );
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
    const working = await worker(
      ["b"],
      async (sent, key) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return answer(key, sent);
      },
      { concurrency: 2 },
    );
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
    const working = await worker(["b"]);
    expect((await both).map((ended) => ended.length)).toEqual([60, 60]);
    expect(working.made).toHaveLength(60);
    await one.close();
    await two.close();
    await working.stop();
  });

  test("it says so while a model has no worker", async () => {
    const notes: string[] = [];
    const progress = { ...SILENT, note: (text: string) => void notes.push(text) };
    const running = await runner({ progress });
    const ended = outcomes(running, callsTo("b", 2));
    await until(() => notes.length > 0);
    const working = await worker(["b"]);
    await ended;
    expect(notes[0]).toBe(`b has no worker: start atlas worker --queue ${server.url}`);
    await running.close();
    await working.stop();
  });

  test("the rate holds for all workers together", async () => {
    const at: number[] = [];
    const make = (sent: ModelCall, key: string) => {
      at.push(performance.now());
      return answer(key, sent);
    };
    const two = [await worker(["b"], make, { rate: 20 }), await worker(["b"], make, { rate: 20 })];
    const running = await runner();
    await outcomes(running, callsTo("b", 60));
    // Twenty at once, twenty after a second, twenty after another.
    expect(at.at(-1)! - at[0]!).toBeGreaterThan(1900);
    expect(two.every(({ made }) => made.length > 0)).toBe(true);
    await running.close();
    for (const working of two) await working.stop();
  });

  test("a worker's own error is an outcome too", async () => {
    const working = await worker(["b"], () => Promise.reject(new Error("a bug")));
    const running = await runner();
    const [sent] = callsTo("b", 1) as [ModelCall];
    expect(await outcomes(running, [sent])).toEqual([
      [sent, unmade(callKey(sent), "worker-error", "a bug").outcome],
    ]);
    await running.close();
    await working.stop();
  });

  test("a call that every worker gives back fails after twenty times", async () => {
    const redis = await connectRedis(server.url);
    let times = 0;
    const make = async (): Promise<Made> => {
      times++;
      return { kind: "given-back", why: "status 403" };
    };
    const options = { model: "b", concurrency: 2, rate: null, takeover: 3000 };
    const working = startWorker(redis, { ...options, maker: { make, unfit: null } });
    const running = await runner();
    const [sent] = callsTo("b", 1) as [ModelCall];
    expect(await outcomes(running, [sent])).toEqual([
      [sent, unmade(callKey(sent), "bad-request", "status 403").outcome],
    ]);
    expect(times).toBe(20);
    await running.close();
    await working.stop();
    redis.disconnect();
  });

  test("a job that is not what its key says is refused, and nothing is called", async () => {
    const [asked, other] = callsTo("b", 2) as [ModelCall, ModelCall];
    const queue = new Queue("b", { connection: server.client, prefix: PREFIX });
    await queue.add("answer", other, { jobId: callKey(asked) });
    const running = await runner();
    const ended = outcomes(running, [asked]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const working = await worker(["b"]);
    expect(await ended).toEqual([
      [asked, unmade(callKey(asked), "bad-request", "the job holds no such call").outcome],
    ]);
    expect(working.made).toEqual([]);
    await running.close();
    await working.stop();
  });
});
