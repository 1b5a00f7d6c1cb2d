/**
 * Two workers, real processes on a real Redis, make 2,000 calls to a server on this machine; one of
 * them is killed when half are done. The outcomes are to be those of a run without a queue.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callKey } from "../../../../src/testbed/lm/call-key.ts";
import { createRunner } from "../../../../src/testbed/lm/create-runner.ts";
import type { LedgerLine } from "../../../../src/testbed/lm/ledger-line.ts";
import type { CallOutcome } from "../../../../src/testbed/lm/model.ts";
import { createQueueRunner } from "../../../../src/testbed/lm/queue/create-queue-runner.ts";
import { callsOf, newFolder, runAll, writeModels } from "../calls.ts";
import { type Fault, type Stub, startStub } from "../stub-server.ts";
import { NO_REDIS, type RedisServer, startRedis, withRedis } from "./redis-server.ts";

const CALLS = callsOf(2000);

/** Calls that a worker has under way at most. */
const CONCURRENCY = 20;

/** One question in a hundred has no readable answer, and one in a hundred fails at first. */
function faultOf(question: string, count: number): Fault | null {
  if (question.endsWith("99")) return "unreadable";
  return question.endsWith("50") && count === 0 ? "failing" : null;
}

/** Requests that a call takes: those questions need a second, to mend the first or to repeat it. */
const needed = (question: string) => (/(99|50)$/.test(question) ? 2 : 1);

/** An outcome without the time it took. */
function timeless(outcome: CallOutcome | undefined): unknown {
  if (outcome?.kind !== "answered") return outcome;
  return { ...outcome, reply: { ...outcome.reply, latencyMs: 0 } };
}

const total = ({ requests }: Stub) => [...requests.values()].reduce((sum, times) => sum + times, 0);

describe.skipIf(NO_REDIS)(withRedis("two workers"), () => {
  const folder = newFolder();
  const workers: ChildProcess[] = [];
  let redis: RedisServer;
  let stub: Stub;
  let models: string;
  beforeAll(async () => {
    redis = await startRedis();
    stub = await startStub({ delayMs: 10, faultOf });
    models = writeModels(folder, stub.baseUrl, { apiKeyEnv: "STUB_KEY" });
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill("SIGKILL");
    await stub?.close();
    await redis?.stop();
    await rm(folder, { recursive: true });
  });

  function startWorker(key: string): ChildProcess {
    const options = ["--models", models, "--concurrency", `${CONCURRENCY}`, "--takeover", "10"];
    const worker = spawn(
      process.execPath,
      ["bin/atlas.js", "worker", "--queue", redis.url, ...options],
      { env: { ...process.env, STUB_KEY: key }, stdio: ["ignore", "ignore", "inherit"] },
    );
    workers.push(worker);
    return worker;
  }

  test("finish 2,000 calls, one killed at half, as a run without a queue does", async () => {
    const commands: string[] = [];
    const monitor = await redis.client.monitor();
    monitor.on("monitor", (_, words: string[]) => void commands.push(words.join(" ")));

    const killed = startWorker("secret-of-one");
    const other = startWorker("secret-of-two");
    const ledgerPath = join(folder, "queue.jsonl");
    const runner = await createQueueRunner({ url: redis.url, ledgerPath });
    const outcomes = new Map<string, CallOutcome>();
    let atKill: ReadonlySet<string> = new Set();
    await runner.run(CALLS, (call, outcome) => {
      const question = call.messages[0]!.content;
      expect(outcomes.has(question)).toBe(false);
      outcomes.set(question, outcome);
      if (outcomes.size !== CALLS.length / 2) return;
      killed.kill("SIGKILL");
      atKill = new Set(outcomes.keys());
    });

    // Both took part; every call has one outcome, and one line in the ledger.
    expect(killed.signalCode).toBe("SIGKILL");
    expect([...stub.authorizations].sort()).toEqual(
      ["one", "two"].map((which) => `Bearer secret-of-${which}`),
    );
    expect(outcomes.size).toBe(CALLS.length);
    const ledger = (await readFile(ledgerPath, "utf8")).trimEnd().split("\n");
    const lines: LedgerLine[] = ledger.map((line) => JSON.parse(line));
    expect(lines.map(({ key }) => key).sort()).toEqual(CALLS.map(callKey).sort());

    // What the killed worker had under way was asked again, and nothing that had ended.
    const again = [...stub.requests].filter(([question, times]) => times > needed(question));
    expect(stub.requests.size).toBe(CALLS.length);
    expect(atKill.size).toBe(CALLS.length / 2);
    expect(again.filter(([question]) => atKill.has(question))).toEqual([]);
    expect(again.length).toBeLessThanOrEqual(CONCURRENCY);

    // 1,980 at 100 tokens in ($1 a million) and 20 out ($10); 20 in vain at double that.
    const { dollars, ...spent } = runner.spent();
    expect(spent).toEqual({ calls: 2000, tokensIn: 202_000, tokensOut: 40_400 });
    expect(dollars).toBeCloseTo(0.606, 10);

    // Nothing is left in Redis, and no key of a server ever was there.
    monitor.disconnect();
    expect(await redis.client.keys("atlas-1:stub:????????????????*")).toEqual([]);
    expect(commands.some((words) => words.includes("question 1999"))).toBe(true);
    expect(commands.filter((words) => words.includes("secret-of"))).toEqual([]);
    await runner.close();

    // A run after that has it all in its ledger, and a worker ends well when asked to.
    const before = total(stub);
    const rerun = await createQueueRunner({ url: redis.url, ledgerPath });
    expect(await runAll(rerun, CALLS)).toEqual(outcomes);
    await rerun.close();
    expect(total(stub)).toBe(before);
    const ended = once(other, "exit");
    other.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);

    // The same calls from this process, without a queue.
    stub.requests.clear();
    const direct = await createRunner({
      modelsFile: writeModels(folder, stub.baseUrl),
      ledgerPath: join(folder, "direct.jsonl"),
    });
    const expected = await runAll(direct, CALLS);
    await direct.close();
    expect([...expected.values()].filter(({ kind }) => kind === "failed")).toHaveLength(20);
    for (const [question, outcome] of expected) {
      expect(timeless(outcomes.get(question))).toEqual(timeless(outcome));
    }
  }, 120_000);
});
