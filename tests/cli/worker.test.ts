import { rmSync } from "node:fs";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { atlas } from "../../src/cli/atlas.ts";
import { createQueueRunner } from "../../src/testbed/lm/queue/create-queue-runner.ts";
import { callsOf, newFolder, runAll, writeModels } from "../testbed/lm/calls.ts";
import {
  freePort,
  NO_REDIS,
  type RedisServer,
  startRedis,
  withRedis,
} from "../testbed/lm/queue/redis-server.ts";
import { type Stub, startStub } from "../testbed/lm/stub-server.ts";

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.unstubAllEnvs());

/** Runs the command in this process. */
async function work(...args: string[]): Promise<{ code: number; stderr: string }> {
  let stderr = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += text;
    return true;
  });
  try {
    return { code: await atlas(["worker", ...args]), stderr };
  } finally {
    spy.mockRestore();
  }
}

test("a Redis that is not there ends it with what to do", async () => {
  const models = writeModels(folder, "http://127.0.0.1:9/v1");
  const url = `redis://127.0.0.1:${await freePort()}`;
  const { code, stderr } = await work("--queue", url, "--models", models);
  expect(code).toBe(2);
  expect(stderr).toMatch(`atlas: no Redis answers at ${url} (connect ECONNREFUSED`);
});

test("a machine that has no key of any model is told which variable to set", async () => {
  const models = writeModels(folder, "http://127.0.0.1:9/v1", { apiKeyEnv: "STUB_KEY" });
  vi.stubEnv("STUB_KEY", undefined);
  expect(await work("--queue", "redis://127.0.0.1:9", "--models", models)).toEqual({
    code: 2,
    stderr: "atlas: the key of stub is to be in the environment variable STUB_KEY: set it\n",
  });
});

describe.skipIf(NO_REDIS)(withRedis("with a Redis"), () => {
  let redis: RedisServer | undefined;
  let stub: Stub | undefined;
  afterAll(async () => {
    await redis?.stop();
    await stub?.close();
  });

  test("a worker with a wrong key ends; its calls wait for one with the right key", async () => {
    redis = await startRedis();
    stub = await startStub({
      delayMs: 1,
      always: ({ headers }) =>
        headers.authorization === "Bearer right" ? null : { status: 401, body: "{}" },
    });
    const models = writeModels(folder, stub.baseUrl, { apiKeyEnv: "STUB_KEY" });
    const args = ["--queue", redis.url, "--models", models, "--concurrency", "2"];
    const runner = await createQueueRunner({ url: redis.url, ledgerPath: null });
    const outcomes = runAll(runner, callsOf(10));

    vi.stubEnv("STUB_KEY", "wrong");
    const wrong = await work(...args);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("worker: takes no more calls to stub: not sent, after 3 calls");
    expect(wrong.stderr).toContain("0 answered, 0 failed");
    expect(wrong.stderr).not.toContain("wrong");

    vi.stubEnv("STUB_KEY", "right");
    const right = work(...args);
    expect([...(await outcomes).values()].map(({ kind }) => kind)).toEqual(
      callsOf(10).map(() => "answered"),
    );
    await runner.close();
    process.emit("SIGTERM");
    const { code, stderr } = await right;
    expect(code).toBe(0);
    expect(stderr).toContain("10 answered, 0 failed");
  });
});
