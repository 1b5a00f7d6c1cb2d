import { rmSync } from "node:fs";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { callKey } from "../../../../src/testbed/lm/call-key.ts";
import { readModelsFile } from "../../../../src/testbed/lm/models-file.ts";
import { CallMaker } from "../../../../src/testbed/lm/queue/call-maker.ts";
import { LIMITS, REAL_CLOCK } from "../../../../src/testbed/lm/retry.ts";
import { callOf, newFolder, writeModels } from "../calls.ts";
import { answerTo, type Stub, type StubOptions, startStub } from "../stub-server.ts";

const CALL = callOf("question 1");
const KEY = callKey(CALL);

describe("CallMaker", () => {
  const folder = newFolder();
  let stub: Stub;
  afterEach(() => stub.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  async function makerFor(options: StubOptions, stop = new AbortController().signal) {
    stub = await startStub({ delayMs: 1, ...options });
    const models = await readModelsFile(writeModels(folder, stub.baseUrl));
    return new CallMaker(models.get("stub")!, {
      limits: { ...LIMITS, waitMs: 20 },
      clock: REAL_CLOCK,
      random: () => 0.5,
      stop,
      abandon: new AbortController().signal,
    });
  }

  test("reports the outcome, what was sent, the requests and their price", async () => {
    const maker = await makerFor({ faultOf: (_, count) => (count === 0 ? "failing" : null) });
    const made = await maker.make(KEY, CALL);
    // 100 tokens at $1 a million, 20 at $10.
    expect(made).toEqual({
      kind: "ended",
      report: {
        key: KEY,
        sent: { model: "stub-model", parameters: { temperature: 0 }, structured: true },
        outcome: {
          kind: "answered",
          key: KEY,
          reply: expect.objectContaining({ value: answerTo("question 1") }),
        },
        attempts: 2,
        tokensIn: 100,
        tokensOut: 20,
        dollars: 0.0003,
        endedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    expect(maker.unfit).toBeNull();
  });

  test("gives calls back where the key is wrong, and is unfit after three", async () => {
    const maker = await makerFor({ always: () => ({ status: 401, body: "{}" }) });
    for (let times = 0; times < 3; times++) {
      expect(maker.unfit).toBeNull();
      expect(await maker.make(KEY, CALL)).toEqual({
        kind: "given-back",
        why: expect.stringContaining("status 401"),
      });
    }
    expect(maker.unfit).toContain("status 401");
  });

  test("a request that the server finds wrong is the call's own failure", async () => {
    const maker = await makerFor({ always: () => ({ status: 400, body: "{}" }) });
    for (let times = 0; times < 4; times++) {
      expect(await maker.make(KEY, CALL)).toMatchObject({
        kind: "ended",
        report: { outcome: { kind: "failed", reason: "bad-request" }, dollars: 0 },
      });
    }
    expect(maker.unfit).toBeNull();
  });

  test("when it is stopped, requests on their way end and calls that wait are given back", async () => {
    const stop = new AbortController();
    const maker = await makerFor(
      { delayMs: 100, faultOf: (question) => (question === "question 2" ? "limited" : null) },
      stop.signal,
    );
    const refused = callOf("question 2");
    const both = [maker.make(KEY, CALL), maker.make(callKey(refused), refused)];
    setTimeout(() => stop.abort(), 50);
    expect(await Promise.all(both)).toEqual([
      expect.objectContaining({ kind: "ended" }),
      { kind: "given-back", why: "it was stopped" },
    ]);
    expect(stub.requests.get("question 2")).toBe(1);
  });
});
