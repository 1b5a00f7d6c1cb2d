import { Queue } from "bullmq";
import { describe, expect, test } from "vitest";
import { callKey } from "../../../../src/testbed/lm/call-key.ts";
import type { ModelCall } from "../../../../src/testbed/lm/model.ts";
import { PREFIX, unmade } from "../../../../src/testbed/lm/queue/queued-call.ts";
import { answer, callsTo, memory, useQueue } from "./queued-runs.ts";
import { NO_REDIS, withRedis } from "./redis-server.ts";

describe.skipIf(NO_REDIS)(withRedis("QueueRunner"), () => {
  const { server, runner, worker, jobs, outcomes } = useQueue();

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

  test("a job that is not what its key says is refused, and nothing is called", async () => {
    const [asked, other] = callsTo("b", 2) as [ModelCall, ModelCall];
    const queue = new Queue("b", { connection: server().client, prefix: PREFIX });
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
