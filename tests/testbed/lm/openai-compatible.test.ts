import { afterEach, describe, expect, test } from "vitest";
import type { Attempt } from "../../../src/testbed/lm/attempt.ts";
import type { ModelCall } from "../../../src/testbed/lm/model.ts";
import type { ModelEntry } from "../../../src/testbed/lm/models-file.ts";
import { askModel } from "../../../src/testbed/lm/openai-compatible.ts";
import { bodyOf, sentOf } from "../../../src/testbed/lm/request.ts";
import { Secret } from "../../../src/testbed/lm/secret.ts";
import { CHOICE_SCHEMA, callOf, KEY } from "./calls.ts";
import { answerTo, type Fault, type Stub, type StubOptions, startStub } from "./stub-server.ts";

let stub: Stub;
afterEach(() => stub.close());

const ENTRY = {
  name: "stub",
  model: "stub-model",
  key: new Secret(KEY),
  keyVariable: null,
  parameters: { top_p: 0.9, temperature: 1 },
  price: null,
  structured: true,
};

async function ask(
  call: ModelCall,
  options: StubOptions = {},
  more: Partial<ModelEntry> = {},
  timeoutMs = 5000,
): Promise<Attempt> {
  stub = await startStub({ delayMs: 1, ...options });
  const entry = { ...ENTRY, baseUrl: stub.baseUrl, ...more };
  const signal = new AbortController().signal;
  return askModel(entry, call, { timeoutMs, signal, now: Date.now });
}

/** The faults for the first requests, then none. */
const first = (...faults: Fault[]): StubOptions => ({
  faultOf: (_, count) => faults[count] ?? null,
});

const content = (text: string, finish_reason = "stop", more: object = {}) => ({
  always: () => ({
    status: 200,
    body: JSON.stringify({
      choices: [{ message: { role: "assistant", content: text, ...more }, finish_reason }],
      usage: { prompt_tokens: 7, completion_tokens: 3 },
    }),
  }),
});

const CALL = callOf("q");
const GOOD = { kind: "answered", reply: { value: answerTo("q"), tokensIn: 100, tokensOut: 20 } };

test("an answer with its tokens, and the key in the header alone", async () => {
  expect(await ask(CALL)).toMatchObject(GOOD);
  expect([...stub.authorizations]).toEqual([`Bearer ${KEY}`]);
  expect(JSON.stringify(stub.bodies)).not.toContain(KEY);
});

describe("the body is what batch files say", () => {
  const calls: [string, ModelCall, boolean][] = [
    ["structured", CALL, true],
    ["in words", CALL, false],
    ["plain text", callOf("q", { schema: undefined }), true],
    [
      "all roles, any parameter",
      callOf("q", {
        messages: [
          { role: "system", content: "s" },
          { role: "user", content: "q" },
          { role: "assistant", content: "a" },
          { role: "user", content: "again" },
        ],
        parameters: { max_tokens: 5, seed: 1, reasoning_effort: "low", user: "u", odd_one: true },
      }),
      true,
    ],
  ];
  test.each(calls)("%s", async (_, call, structured) => {
    await ask(call, {}, { structured });
    const entry = { ...ENTRY, baseUrl: stub.baseUrl, structured };
    expect(stub.bodies[0]).toEqual(bodyOf(call, sentOf(call, entry)));
  });
});

test("the call's parameters go before those of models.json", async () => {
  await ask(CALL);
  expect(stub.bodies[0]).toMatchObject({ temperature: 0, top_p: 0.9 });
});

test("a server without schemas is told the schema in words", async () => {
  expect(await ask(CALL, first("prose"), { structured: false })).toMatchObject(GOOD);
  expect(stub.bodies[0]!.response_format).toBeUndefined();
  expect(stub.bodies[0]!.messages[0]!.content).toContain(JSON.stringify(CHOICE_SCHEMA));
});

describe("an answer that cannot be read", () => {
  test("is asked for once more with what was wrong, and both are counted", async () => {
    expect(await ask(CALL, first("unreadable"))).toMatchObject({
      kind: "answered",
      reply: { value: answerTo("q"), tokensIn: 200, tokensOut: 40 },
    });
    expect(stub.bodies[1]!.messages.slice(1)).toEqual([
      { role: "assistant", content: "I would rather not say." },
      {
        role: "user",
        content:
          "That could not be used: there is no complete JSON object in it. " +
          "Answer again with the JSON object alone.",
      },
    ]);
  });

  test("twice is a failure, for which no third request is made", async () => {
    expect(await ask(CALL, first("unreadable", "unreadable"))).toMatchObject({
      kind: "failed",
      reason: "unreadable",
      passes: false,
      usage: { tokensIn: 200, tokensOut: 40 },
    });
    expect(stub.bodies.length).toBe(2);
  });

  test("a repair that meets a fault of the server keeps the tokens of the first", async () => {
    expect(await ask(CALL, first("unreadable", "failing"))).toMatchObject({
      reason: "server-error",
      passes: true,
      usage: { tokensIn: 100, tokensOut: 20 },
    });
  });

  test("one cut off at the limit of tokens is not repaired", async () => {
    const attempt = await ask(CALL, content('{"choice": "a", "quest', "length"));
    expect(attempt).toMatchObject({ reason: "unreadable", usage: { tokensIn: 7, tokensOut: 3 } });
    expect((attempt as { detail: string }).detail).toContain("cut off at the limit of tokens");
    expect(stub.bodies.length).toBe(1);
  });

  test("an empty one is none, where no schema asks for more", async () => {
    const plain = callOf("q", { schema: undefined });
    expect(await ask(plain, content("  "))).toMatchObject({ reason: "unreadable" });
  });
});

test("plain text comes as it is, with no value", async () => {
  const plain = callOf("q", { schema: undefined });
  const { reply } = (await ask(plain, content(" Yes. "))) as Attempt & { kind: "answered" };
  expect(reply).toMatchObject({ text: " Yes. ", value: null, finishReason: "stop" });
});

test("tokens that the server does not count are characters over four", async () => {
  const body = JSON.stringify({
    choices: [{ message: { content: "12345" }, finish_reason: "stop" }],
  });
  const plain = callOf("123456789", { schema: undefined });
  const attempt = await ask(plain, { always: () => ({ status: 200, body }) });
  expect(attempt).toMatchObject({ reply: { tokensIn: 3, tokensOut: 2 } });
});

describe("failures", () => {
  const cases: [string, StubOptions, object][] = [
    ["429", first("limited"), { reason: "rate-limit", passes: true, waitMs: 1000 }],
    ["500", first("failing"), { reason: "server-error", passes: true, waitMs: null }],
    ["half a body", first("truncated"), { reason: "network", passes: true }],
    ["a body that is no JSON", first("notJson"), { reason: "server-error", passes: true }],
    ["no choices", { always: () => ({ status: 200, body: "{}" }) }, { reason: "server-error" }],
    ["a filter", content("", "content_filter"), { reason: "refused", passes: false }],
    ["a refusal", content("", "stop", { refusal: "No." }), { reason: "refused", detail: "No." }],
  ];
  const statuses: [number, string, object][] = [
    [400, "odd", { reason: "bad-request", passes: false, isGeneral: false }],
    [400, "content_filter", { reason: "refused", passes: false }],
    [401, "wrong key", { reason: "bad-request", isGeneral: true }],
    [404, "no model", { reason: "bad-request", isGeneral: true }],
    [429, "insufficient_quota", { reason: "rate-limit", passes: false, isGeneral: true }],
    [503, "busy", { reason: "server-error", passes: true }],
  ];
  test.each([
    ...cases,
    ...statuses.map(([status, message, expected]): (typeof cases)[number] => {
      const body = JSON.stringify({ error: { message, code: message } });
      return [`${status} ${message}`, { always: () => ({ status, body }) }, expected];
    }),
  ])("%s", async (_, options, expected) => {
    expect(await ask(CALL, options)).toMatchObject({ kind: "failed", ...expected });
    expect(stub.bodies.length).toBe(1);
  });

  test("no answer in time", async () => {
    const attempt = await ask(CALL, first("silent"), {}, 100);
    expect(attempt).toMatchObject({
      reason: "timeout",
      passes: true,
      detail: "no answer in 0.1 s",
    });
  });

  test("nobody listens", async () => {
    const attempt = await ask(CALL, {}, { baseUrl: "http://127.0.0.1:9/v1" });
    expect(attempt).toMatchObject({ reason: "network", passes: true });
  });
});

test("a server that quotes the key does not bring it into what is kept", async () => {
  const body = JSON.stringify({ error: { message: `${"x".repeat(280)} wrong key ${KEY}` } });
  const refused = await ask(CALL, { always: () => ({ status: 401, body }) });
  expect(JSON.stringify(refused)).not.toContain(KEY.slice(0, 6));
  await stub.close();
  const echo = await ask(CALL, content(`{"choice": "a", "question": "Bearer ${KEY}"}`));
  expect(echo).toMatchObject({ reply: { value: { choice: "a", question: "Bearer ***" } } });
  expect(JSON.stringify(echo)).not.toContain(KEY);
});
