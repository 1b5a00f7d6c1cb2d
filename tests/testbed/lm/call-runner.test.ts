import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRunner, type RunnerOptions } from "../../../src/testbed/lm/create-runner.ts";
import type { Progress } from "../../../src/testbed/progress.ts";
import { callOf, callsOf, KEY, newFolder, runAll, textsBelow, writeModels } from "./calls.ts";
import { type Stub, type StubOptions, startStub } from "./stub-server.ts";
import { HastyClock } from "./test-clock.ts";

let folder: string;
let stub: Stub;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => stub.close());

const FAST = { waitMs: 1, timeoutMs: 5000, graceMs: 100 };

async function runnerOf(
  server: StubOptions = {},
  options: Partial<RunnerOptions> = {},
  model: object = {},
) {
  stub = await startStub({ delayMs: 1, ...server });
  return again(options, model);
}

/** Another runner on the same files and the same stub. */
function again(options: Partial<RunnerOptions> = {}, model: object = {}) {
  const modelsFile = writeModels(folder, stub.baseUrl, model);
  return createRunner({
    modelsFile,
    ledgerPath: join(folder, "ledger.jsonl"),
    limits: FAST,
    ...options,
  });
}

const ledgerLines = () => readFileSync(join(folder, "ledger.jsonl"), "utf8").trim().split("\n");

/** Outcomes counted: `answered`, or the reason of the failure. */
function tally(outcomes: Awaited<ReturnType<typeof runAll>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes.values()) {
    const kind = outcome.kind === "answered" ? "answered" : outcome.reason;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

test("equal calls are made once and each is answered; another sample is another call", async () => {
  const runner = await runnerOf();
  const calls = [callOf("q"), callOf("q", { purpose: "critic" }), callOf("q", { sample: 1 })];
  const heard: number[] = [];
  await runner.run(calls, (call) => heard.push(calls.indexOf(call)));
  expect(heard.sort()).toEqual([0, 1, 2]);
  expect(stub.requests.get("q")).toBe(2);
  expect(runner.spent()).toEqual({
    ...{ calls: 2, tokensIn: 200, tokensOut: 40 },
    dollars: expect.closeTo(2 * 0.0003, 12),
  });
  await runner.close();
});

test("two runs at a time share a call that is under way", async () => {
  const runner = await runnerOf({ delayMs: 50 });
  const [one, other] = await Promise.all([
    runAll(runner, [callOf("q")]),
    runAll(runner, [callOf("q")]),
  ]);
  expect(one).toEqual(other);
  expect(stub.requests.get("q")).toBe(1);
  expect(runner.spent().calls).toBe(1);
  await runner.close();
});

describe("what the ledger has", () => {
  test("is not asked for again, and its cost is told apart from what is paid now", async () => {
    const runner = await runnerOf();
    const before = await runAll(runner, callsOf(5));
    await runner.close();
    const later = await again();
    const after = await runAll(later, callsOf(7));
    expect(stub.requests.size).toBe(7);
    expect([...stub.requests.values()]).toEqual(Array(7).fill(1));
    for (const [question, outcome] of before) expect(after.get(question)).toEqual(outcome);
    expect([later.spent().calls, later.spentNow().calls]).toEqual([7, 2]);
    await later.close();
  });

  test("does not count if models.json has other parameters or another model since", async () => {
    const runner = await runnerOf({}, {}, { parameters: { top_p: 0.5 } });
    await runAll(runner, [callOf("q")]);
    await runner.close();
    for (const model of [{ parameters: { top_p: 0.5 } }, {}, { model: "larger" }]) {
      const later = await again({}, model);
      await runAll(later, [callOf("q")]);
      await later.close();
    }
    expect(stub.requests.get("q")).toBe(3);
  });

  test("is asked for again where it is a failure of the server", async () => {
    let isBroken = true;
    const runner = await runnerOf({ faultOf: () => (isBroken ? "failing" : null) });
    expect(tally(await runAll(runner, callsOf(3)))).toEqual({ "server-error": 3 });
    // Once, and six times again.
    expect([...stub.requests.values()]).toEqual([7, 7, 7]);
    await runner.close();
    isBroken = false;
    const later = await again();
    expect(tally(await runAll(later, callsOf(3)))).toEqual({ answered: 3 });
    expect(ledgerLines().length).toBe(6);
    await later.close();
  });
});

describe("waits", () => {
  test("Retry-After is waited for, with jitter on top", async () => {
    const clock = new HastyClock();
    const faultOf = (_: string, count: number) => (count < 2 ? "limited" : null);
    const runner = await runnerOf(
      { faultOf, retryAfter: () => "7" },
      { clock, random: () => 0.5, limits: { ...FAST, waitMs: 100 } },
    );
    expect(tally(await runAll(runner, [callOf("q")]))).toEqual({ answered: 1 });
    expect(clock.waits).toEqual([7050, 7050]);
    await runner.close();
  });

  test("a longer one than allowed fails the call at once", async () => {
    const clock = new HastyClock();
    const runner = await runnerOf(
      { faultOf: () => "limited", retryAfter: () => "3600" },
      { clock },
    );
    expect(tally(await runAll(runner, [callOf("q")]))).toEqual({ "rate-limit": 1 });
    expect([stub.requests.get("q"), clock.waits]).toEqual([1, []]);
    await runner.close();
  });

  test("a server's error is retried with waits that double", async () => {
    const clock = new HastyClock();
    const limits = { ...FAST, waitMs: 100, retries: 3 };
    const runner = await runnerOf(
      { faultOf: () => "failing" },
      { clock, random: () => 0.5, limits },
    );
    expect(tally(await runAll(runner, [callOf("q")]))).toEqual({ "server-error": 1 });
    expect([stub.requests.get("q"), clock.waits]).toEqual([4, [50, 100, 200]]);
    await runner.close();
  });
});

test("requests at a time start at the limit given and grow to the most", async () => {
  const limits = { ...FAST, concurrency: { start: 3, most: 6 } };
  // Long enough that requests meet at the server on a busy machine too.
  const runner = await runnerOf({ delayMs: 100 }, { limits });
  await runAll(runner, callsOf(9));
  expect(stub.widest()).toBeLessThan(6);
  await runAll(
    runner,
    Array.from({ length: 60 }, (_, index) => callOf(`more ${index}`)),
  );
  expect(stub.widest()).toBe(6);
  await runner.close();
});

describe("the budget", () => {
  test("of calls stops cleanly, and the rest can be made later", async () => {
    const runner = await runnerOf({}, { budget: { maxCalls: 8 } });
    const outcomes = await runAll(runner, callsOf(20));
    expect(tally(outcomes)).toEqual({ answered: 8, budget: 12 });
    expect(outcomes.get("question 19")).toMatchObject({
      detail: "the budget of 8 calls is used up",
    });
    expect([stub.requests.size, ledgerLines().length, runner.spent().calls]).toEqual([8, 8, 8]);
    await runner.close();
    const later = await again({ budget: { maxCalls: 8 } });
    expect(tally(await runAll(later, callsOf(20)))).toEqual({ answered: 16, budget: 4 });
    await later.close();
  });

  // A call costs $0.0003: 100 tokens at $1 and 20 at $10 a million. Ten fit into $0.003.
  test("of dollars is not exceeded by calls on their way", async () => {
    const parameters = { max_tokens: 29 };
    const calls = callsOf(40).map((call) => ({ ...call, parameters }));
    const runner = await runnerOf({ delayMs: 20 }, { budget: { maxDollars: 0.003 } });
    const counts = tally(await runAll(runner, calls));
    expect(counts.answered! + counts.budget!).toBe(40);
    expect(runner.spent().dollars!).toBeLessThanOrEqual(0.003);
    expect(counts.answered).toBeGreaterThanOrEqual(9);
    await runner.close();
  });

  test("of dollars needs a price", async () => {
    const runner = await runnerOf({}, { budget: { maxDollars: 1 } }, { price: undefined });
    await expect(runAll(runner, callsOf(1))).rejects.toThrow("needs the price of stub");
    expect(stub.requests.size).toBe(0);
    await runner.close();
  });
});

test("a wrong key fails all calls after three were tried, and is shown nowhere", async () => {
  const always = () => ({ status: 401, body: `{"error": {"message": "bad key ${KEY}"}}` });
  const limits = { ...FAST, concurrency: { start: 1, most: 1 } };
  const runner = await runnerOf({ always }, { limits }, { apiKey: KEY });
  const outcomes = await runAll(runner, callsOf(50));
  expect(tally(outcomes)).toEqual({ "bad-request": 50 });
  expect(outcomes.get("question 49")).toMatchObject({
    detail: "not sent, after 3 calls in a row failed: status 401: bad key ***",
  });
  expect([stub.requests.size, ledgerLines().length]).toEqual([3, 3]);
  await runner.close();
  const texts = textsBelow(folder);
  texts.delete(join(folder, "models.json"));
  expect([...texts.values()].join("")).not.toContain(KEY);
});

describe("a stop", () => {
  test("lets calls on their way end, keeps them, and throws the signal's reason", async () => {
    const stop = new AbortController();
    const runner = await runnerOf({ delayMs: 40 }, { signal: stop.signal });
    const heard: string[] = [];
    const run = runner.run(callsOf(200), (_, { kind }) => {
      heard.push(kind);
      if (heard.length === 30) stop.abort(new Error("enough"));
    });
    await expect(run).rejects.toThrow("enough");
    expect(new Set(heard)).toEqual(new Set(["answered"]));
    expect(heard.length).toBeLessThan(100);
    expect([ledgerLines().length, stub.requests.size]).toEqual([heard.length, heard.length]);
    await runner.close();
  });

  test("does not wait for a server that is silent, nor call that a failure", async () => {
    const stop = new AbortController();
    const runner = await runnerOf({ faultOf: () => "silent" }, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error("enough")), 50);
    const heard: string[] = [];
    const since = performance.now();
    await expect(runner.run(callsOf(3), (_, { kind }) => heard.push(kind))).rejects.toThrow(
      "enough",
    );
    expect(performance.now() - since).toBeLessThan(2000);
    expect(heard).toEqual([]);
    await runner.close();
    expect(readFileSync(join(folder, "ledger.jsonl"), "utf8")).toBe("");
  });

  test("comes of an error in what hears the outcomes", async () => {
    const runner = await runnerOf();
    const run = runner.run(callsOf(500), () => {
      throw new Error("no room");
    });
    await expect(run).rejects.toThrow("no room");
    expect(stub.requests.size).toBeLessThan(100);
    await runner.close();
  });
});

test("an unknown model, and a ledger in use, are said before any call", async () => {
  const runner = await runnerOf();
  const calls = [callOf("q"), callOf("q", { model: "other" })];
  await expect(runAll(runner, calls)).rejects.toThrow("no model has the name other");
  await expect(again()).rejects.toThrow("writes this ledger");
  expect(stub.requests.size).toBe(0);
  await runner.close();
});

test("progress counts each call once, and ends with failures, rate, tokens and dollars", async () => {
  const said: string[] = [];
  let advanced = 0;
  const progress: Progress = {
    begin: (label, total) => said.push(`${label} ${total}`),
    advance: (units = 1) => {
      advanced += units;
    },
    end: (note) => said.push(note!),
  };
  const runner = await runnerOf({}, { progress, budget: { maxCalls: 4 } });
  await runAll(runner, [...callsOf(6), ...callsOf(6)]);
  await runner.close();
  expect(advanced).toBe(6);
  expect(said[0]).toBe("ask models 6");
  expect(said[1]).toMatch(/^2 failed: budget, [\d.]+ calls\/s, 480 tokens, \$0.0012$/);
});
