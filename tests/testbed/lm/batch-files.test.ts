import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { writeBatchFiles } from "../../../src/testbed/lm/batch-files.ts";
import { ingestBatchFile } from "../../../src/testbed/lm/batch-results.ts";
import { callKey } from "../../../src/testbed/lm/call-key.ts";
import { createRunner } from "../../../src/testbed/lm/create-runner.ts";
import { type Models, readModelsFile } from "../../../src/testbed/lm/models-file.ts";
import { openLedger } from "../../../src/testbed/lm/open-ledger.ts";
import { callOf, callsOf, KEY, newFolder, runAll, writeModels } from "./calls.ts";
import { answerTo } from "./stub-server.ts";

let folder: string;
let models: Models;
let ledgerPath: string;
beforeEach(async () => {
  folder = newFolder();
  ledgerPath = join(folder, "ledger.jsonl");
  models = await readModelsFile(writeModels(folder, "http://127.0.0.1:9/v1", { apiKey: KEY }));
});

const linesOf = (path: string) => readFileSync(path, "utf8").trimEnd().split("\n");

test("a request a line, under the key of its call, and no key of a server", async () => {
  const calls = [callOf("a"), callOf("a"), callOf("b", { schema: undefined })];
  const { files } = await writeBatchFiles(calls, { folder, models, ledger: null });
  expect(files).toEqual([{ path: join(folder, "stub-1.jsonl"), model: "stub", calls: 2 }]);
  const lines = linesOf(files[0]!.path).map((line) => JSON.parse(line));
  expect(lines.map(({ custom_id }) => custom_id)).toEqual([callKey(calls[0]!), callKey(calls[2]!)]);
  expect(lines[1]).toEqual({
    custom_id: callKey(calls[2]!),
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "stub-model", messages: [{ role: "user", content: "b" }], temperature: 0 },
  });
  expect(readFileSync(files[0]!.path, "utf8")).not.toContain(KEY);
});

test("files hold as many requests and bytes as a provider takes", async () => {
  const calls = callsOf(10);
  const options = { folder, models, ledger: null };
  const byCount = await writeBatchFiles(calls, {
    ...options,
    limits: { requests: 4, bytes: 1e6 },
  });
  expect(byCount.files.map((file) => [basename(file.path), file.calls])).toEqual([
    ["stub-1.jsonl", 4],
    ["stub-2.jsonl", 4],
    ["stub-3.jsonl", 2],
  ]);
  const size = readFileSync(byCount.files[2]!.path).length;
  const byBytes = await writeBatchFiles(calls, {
    ...options,
    limits: { requests: 1000, bytes: size },
  });
  expect(byBytes.files.map((file) => file.calls)).toEqual([2, 2, 2, 2, 2]);
});

const body = (content: string | null, more: object = {}, finish_reason = "stop") => ({
  choices: [{ index: 0, message: { role: "assistant", content, ...more }, finish_reason }],
  usage: { prompt_tokens: 100, completion_tokens: 20 },
});

const result = (question: string, response: unknown, error: unknown = null) =>
  JSON.stringify({ id: "x", custom_id: callKey(callOf(question)), response, error });

const good = (question: string) =>
  result(question, { status_code: 200, body: body(JSON.stringify(answerTo(question))) });

async function ingest(lines: readonly string[], calls = callsOf(9)) {
  const path = join(folder, "results.jsonl");
  writeFileSync(path, `${lines.join("\n")}\n`);
  const ledger = await openLedger(ledgerPath);
  try {
    return await ingestBatchFile(path, { calls, models, ledger });
  } finally {
    await ledger.close();
  }
}

test("results are in the ledger as if they had been asked for, and are not asked for again", async () => {
  expect(await ingest([good("question 1"), good("question 0")])).toMatchObject({ answered: 2 });
  // Nobody listens at the model's address.
  const runner = await createRunner({
    modelsFile: join(folder, "models.json"),
    ledgerPath,
    limits: { retries: 0 },
  });
  const outcomes = await runAll(runner, callsOf(2));
  expect(outcomes.get("question 1")).toMatchObject({
    kind: "answered",
    reply: { value: answerTo("question 1"), tokensIn: 100, tokensOut: 20, finishReason: "stop" },
  });
  expect(outcomes.get("question 0")!.kind).toBe("answered");
  expect(runner.spent()).toMatchObject({ calls: 2, dollars: expect.closeTo(0.0006, 12) });
  const { known, files } = await writeBatchFiles(callsOf(3), {
    ...{ folder, models },
    ledger: { findFinal: (key) => (key === callKey(callsOf(1)[0]!) ? lineOf(key) : null) },
  });
  expect([known, files[0]!.calls]).toEqual([1, 2]);
  await runner.close();
});

function lineOf(key: string) {
  return linesOf(ledgerPath)
    .map((line) => JSON.parse(line))
    .find((line) => line.key === key);
}

describe("every line is accounted for", () => {
  test("failures by reason, bad lines by number, repeated ones once", async () => {
    const report = await ingest([
      good("question 0"),
      good("question 0"),
      result("question 1", { status_code: 400, body: { error: { message: `bad ${KEY}` } } }),
      result("question 2", null, { code: "batch_expired", message: "not run in time" }),
      result("question 3", { status_code: 200, body: body("I would rather not say.") }),
      result("question 4", { status_code: 200, body: body(null, { refusal: "No." }) }),
      result("question 5", { status_code: 200, body: body("", {}, "content_filter") }),
      result("question 6", { status_code: 200, body: {} }),
      "{",
      '{"id": "x"}',
      good("a question of another run"),
    ]);
    expect(report).toEqual({
      lines: 11,
      answered: 1,
      known: 1,
      failed: { "bad-request": 1, "server-error": 2, unreadable: 1, refused: 2 },
      bad: [
        { line: 9, problem: "it is no JSON" },
        { line: 10, problem: expect.stringContaining("custom_id: ") },
        { line: 11, problem: expect.stringContaining("is of no call of this run") },
      ],
    });
    expect(readFileSync(ledgerPath, "utf8")).not.toContain(KEY);
    expect(linesOf(ledgerPath).length).toBe(7);
  });

  test("a file taken in twice adds nothing", async () => {
    await ingest([good("question 0")]);
    const text = readFileSync(ledgerPath, "utf8");
    expect(await ingest([good("question 0")])).toMatchObject({ answered: 0, known: 1 });
    expect(readFileSync(ledgerPath, "utf8")).toBe(text);
  });

  test("a file that is not there is an error", async () => {
    const ledger = await openLedger(ledgerPath);
    const reading = ingestBatchFile("nowhere.jsonl", { calls: [], models, ledger });
    await expect(reading).rejects.toThrow("cannot read nowhere.jsonl");
    await ledger.close();
  });
});
