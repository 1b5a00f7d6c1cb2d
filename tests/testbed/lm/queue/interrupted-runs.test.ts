import { describe, expect, test } from "vitest";
import { callKey } from "../../../../src/testbed/lm/call-key.ts";
import type { LedgerLine } from "../../../../src/testbed/lm/ledger-line.ts";
import type { ModelCall } from "../../../../src/testbed/lm/model.ts";
import type { Made } from "../../../../src/testbed/lm/queue/call-maker.ts";
import { startWorker } from "../../../../src/testbed/lm/queue/queue-worker.ts";
import { unmade } from "../../../../src/testbed/lm/queue/queued-call.ts";
import { connectRedis } from "../../../../src/testbed/lm/queue/redis.ts";
import { SILENT } from "../../../../src/testbed/progress.ts";
import { answer, callsTo, memory, until, useQueue } from "./queued-runs.ts";
import { NO_REDIS, withRedis } from "./redis-server.ts";

describe.skipIf(NO_REDIS)(withRedis("QueueRunner, interrupted, shared or without workers"), () => {
  const { server, runner, worker, jobs, outcomes } = useQueue();

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
    await server().replace();
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
    expect(notes[0]).toBe(`b has no worker: start atlas worker --queue ${server().url}`);
    await running.close();
    await working.stop();
  });

  test("a call that every worker gives back fails after twenty times", async () => {
    const redis = await connectRedis(server().url);
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
});
