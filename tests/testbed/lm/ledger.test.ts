import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { InputError } from "../../../src/testbed/datasets/input-error.ts";
import { callKey } from "../../../src/testbed/lm/call-key.ts";
import type { LedgerLine } from "../../../src/testbed/lm/ledger-line.ts";
import { openLedger } from "../../../src/testbed/lm/open-ledger.ts";
import { callOf, newFolder } from "./calls.ts";

let path: string;
beforeEach(() => {
  path = join(newFolder(), "runs", "ledger.jsonl");
});

function lineOf(question: string, reason?: string): LedgerLine {
  const call = callOf(question);
  const key = callKey(call);
  const reply = {
    ...{ text: `ünï ${question}`, value: { a: 1 }, latencyMs: 5, finishReason: "stop" },
    ...{ tokensIn: 3, tokensOut: 4 },
  };
  return {
    key,
    call,
    sent: { model: "m", parameters: {}, structured: true },
    outcome: reason
      ? { kind: "failed", key, reason, detail: "" }
      : { kind: "answered", key, reply },
    attempts: 1,
    tokensIn: 3,
    tokensOut: 4,
    dollars: null,
    endedAt: "2026-01-01T00:00:00.000Z",
  };
}

async function write(...lines: LedgerLine[]): Promise<void> {
  const ledger = await openLedger(path);
  await Promise.all(lines.map((line) => ledger.append(line)));
  await ledger.close();
}

test("what was appended is found, at once and after opening again", async () => {
  const lines = Array.from({ length: 50 }, (_, index) => lineOf(`q${index}`));
  const ledger = await openLedger(path);
  await Promise.all(lines.map((line) => ledger.append(line)));
  for (const line of lines) expect(ledger.find(line.key)).toEqual(line);
  await ledger.close();
  const again = await openLedger(path);
  for (const line of lines) expect(again.find(line.key)).toEqual(line);
  expect(again.size).toBe(50);
  expect(again.find("unknown")).toBeNull();
  await again.close();
});

test("a line is in the file when its append has resolved", async () => {
  const ledger = await openLedger(path);
  const line = lineOf("q");
  await ledger.append(line);
  expect(readFileSync(path, "utf8")).toBe(`${JSON.stringify(line)}\n`);
  await ledger.close();
});

test("answers and what was paid for in vain are final; the last line of a call counts", async () => {
  const failures = ["unreadable", "refused", "server-error", "timeout", "rate-limit", "network"];
  await write(...failures.map((reason) => lineOf(reason, reason)), lineOf("twice", "timeout"));
  await write(lineOf("twice"));
  const ledger = await openLedger(path);
  const final = (question: string) => ledger.findFinal(lineOf(question).key) !== null;
  expect(failures.filter(final)).toEqual(["unreadable", "refused"]);
  expect(final("twice")).toBe(true);
  await ledger.close();
});

describe("a last line that cannot be read", () => {
  test.each([
    ["cut off", JSON.stringify(lineOf("c")).slice(0, 80), "it is no JSON"],
    ["of zeros, as a power cut leaves it", "\0".repeat(4096), "it is no JSON"],
    ["of another shape, with its end", '{"key":"x"}\n', "call: "],
  ])("%s is set aside with its number, and the ledger goes on", async (_, tail, problem) => {
    await write(lineOf("a"), lineOf("b"));
    const whole = readFileSync(path, "utf8");
    appendFileSync(path, tail);
    const ledger = await openLedger(path);
    expect(ledger.setAside).toMatchObject({ line: 3, path: `${path}.set-aside` });
    expect(ledger.setAside!.problem).toContain(problem);
    expect(readFileSync(path, "utf8")).toBe(whole);
    expect(readFileSync(`${path}.set-aside`, "utf8").trimEnd()).toBe(tail.trimEnd());
    await ledger.append(lineOf("c"));
    await ledger.close();
    const again = await openLedger(path);
    expect([again.size, again.setAside]).toEqual([3, null]);
    expect(again.find(lineOf("c").key)).toEqual(lineOf("c"));
    await again.close();
  });

  test("one that lacks only its end is kept", async () => {
    await write(lineOf("a"), lineOf("b"));
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.slice(0, -1));
    const ledger = await openLedger(path);
    expect([ledger.size, ledger.setAside]).toEqual([2, null]);
    await ledger.append(lineOf("c"));
    await ledger.close();
    expect(readFileSync(path, "utf8")).toBe(`${text}${JSON.stringify(lineOf("c"))}\n`);
  });
});

test("a line before the last that cannot be read is an error with file and line", async () => {
  await write(lineOf("a"), lineOf("b"), lineOf("c"));
  const lines = readFileSync(path, "utf8").split("\n");
  lines[1] = lines[1]!.slice(0, 30);
  const text = lines.join("\n");
  writeFileSync(path, text);
  const error = await openLedger(path).catch((reason) => reason);
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toContain(`${path}, line 2: `);
  expect(readFileSync(path, "utf8")).toBe(text);
  // The lock was given back.
  await expect(openLedger(path)).rejects.toThrow("line 2");
});
