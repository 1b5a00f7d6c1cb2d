import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRunner } from "../../../src/testbed/lm/create-runner.ts";
import type { LedgerLine } from "../../../src/testbed/lm/ledger-line.ts";
import type { CallOutcome } from "../../../src/testbed/lm/model.ts";
import { callsOf, KEY, newFolder, runAll, textsBelow, writeModels } from "./calls.ts";
import { answerTo, type Stub, startStub } from "./stub-server.ts";

/** Shares of requests. Together one in ten fails, and one in eight answers loosely. */
const FAULTS = {
  limited: 0.005,
  failing: 0.03,
  silent: 0.002,
  truncated: 0.03,
  notJson: 0.03,
  prose: 0.1,
  unreadable: 0.02,
};
const CALLS = 2000;

let folder: string;
let ledgerPath: string;
let stub: Stub;
let output = "";
beforeEach(async () => {
  folder = newFolder();
  ledgerPath = join(folder, "ledger.jsonl");
  stub = await startStub({ faults: FAULTS, seed: 7 });
  output = "";
});
afterEach(() => stub.close());

/** The ledger's lines that are whole. */
function ledgerLines(): LedgerLine[] {
  if (!existsSync(ledgerPath)) return [];
  const text = readFileSync(ledgerPath, "utf8");
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const questionOf = ({ call }: LedgerLine) => call.messages[0]!.content;

test("500 calls to a server with every fault: each ends, is kept, and is right", async () => {
  const runner = await createRunner({
    modelsFile: writeModels(folder, stub.baseUrl, { apiKey: KEY }),
    ledgerPath,
    limits: { waitMs: 50, timeoutMs: 2000 },
  });
  const outcomes = await runAll(runner, callsOf(500));
  await runner.close();

  expect(outcomes.size).toBe(500);
  expect(Object.keys(FAULTS).filter((fault) => !stub.played.has(fault))).toEqual([]);
  expectRight([...outcomes].map(([question, outcome]) => ({ question, outcome })));
  const lines = ledgerLines();
  expect(lines.length).toBe(500);
  expect(new Set(lines.map(questionOf)).size).toBe(500);
  expect(runner.spent()).toMatchObject({ calls: 500 });
  // Every request was an attempt at a call, or a repair: none went unaccounted for.
  const requests = [...stub.requests.values()].reduce((sum, count) => sum + count, 0);
  const repairs = stub.bodies.filter(({ messages }) => messages.length > 1).length;
  expect(lines.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(requests - repairs);
}, 120_000);

/** All answers are the stub's; but few calls are answered in words twice (expected: 0.04 %). */
function expectRight(ended: readonly { question: string; outcome: CallOutcome }[]): void {
  const failed = ended.filter(({ outcome }) => outcome.kind === "failed");
  expect(failed.length).toBeLessThanOrEqual(5);
  for (const { outcome } of failed) expect(outcome).toMatchObject({ reason: "unreadable" });
  for (const { question, outcome } of ended) {
    if (outcome.kind === "answered") expect(outcome.reply.value).toEqual(answerTo(question));
  }
}

/** A run of all calls in a process of its own, with the key in its environment. */
function start(): ChildProcess {
  const script = join(import.meta.dirname, "run-calls.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, folder, String(CALLS)], {
    env: { ...process.env, STUB_KEY: KEY },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  return child;
}

test("2,000 calls, killed at half and run again: none is repeated, and the key is nowhere", async () => {
  writeModels(folder, stub.baseUrl, { apiKeyEnv: "STUB_KEY" });
  const first = start();
  while (stub.requests.size < CALLS / 2) await new Promise((resolve) => setTimeout(resolve, 20));
  first.kill("SIGKILL");
  await once(first, "exit");
  const finished = ledgerLines().map(questionOf);
  expect(finished.length).toBeGreaterThan(CALLS / 4);
  expect(finished.length).toBeLessThan(CALLS);
  expect(existsSync(`${ledgerPath}.lock`)).toBe(true);
  const asked = new Map(finished.map((question) => [question, stub.requests.get(question)]));
  // As if the last write had been cut off, whether or not it was.
  appendFileSync(ledgerPath, '{"key":"0123');

  const [status] = await once(start(), "close");
  expect(status, output).toBe(0);
  const { counts, setAside, spent } = JSON.parse(output.trim().split("\n").at(-1)!);
  expect(counts.answered + (counts.unreadable ?? 0)).toBe(CALLS);
  expect(spent.calls).toBe(CALLS);
  for (const [question, before] of asked) {
    expect([question, stub.requests.get(question)]).toEqual([question, before]);
  }
  const lines = ledgerLines();
  expect(lines.length).toBe(CALLS);
  expect(new Set(lines.map(questionOf)).size).toBe(CALLS);
  expectRight(lines.map((line) => ({ question: questionOf(line), outcome: line.outcome })));
  expect(setAside).toMatchObject({ line: finished.length + 1, path: `${ledgerPath}.set-aside` });
  expect(output).toContain(`line ${finished.length + 1}, the last, was set aside in `);

  expect([...stub.authorizations]).toEqual([`Bearer ${KEY}`]);
  expect(output).not.toContain(KEY);
  for (const [path, text] of textsBelow(folder)) {
    expect([path, text.includes(KEY)]).toEqual([path, false]);
  }
}, 120_000);
