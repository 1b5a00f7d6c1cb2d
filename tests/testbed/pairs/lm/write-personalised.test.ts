import { describe, expect, test } from "vitest";
import {
  equalLength,
  LENGTH_TRIES,
  writePersonalised,
} from "../../../../src/testbed/pairs/lm/write-personalised.ts";
import { CASES } from "../../../schema/persona-cases.ts";
import { between, MODEL, type Script, scriptedRunner } from "../../lm/scripted-runner.ts";

const words = (count: number) => `${new Array(count).fill("word").join(" ")}.`;
const request = { persona: CASES.worker, question: "Should buses be free?", isNatural: true };

/** A generic answer of 100 words, a natural rewrite of 60, then rewrites of the lengths given. */
const author =
  (...lengths: readonly number[]): Script =>
  (call) => {
    if (call.purpose === "answer") return words(100);
    if (call.purpose === "critique") return "Who pays?";
    if (!/must have/.test(call.messages[0].content)) return words(60);
    // The first try has two messages; each later one shows the text before and what to do.
    return words(
      lengths[call.messages.length === 2 ? 0 : tries(call.messages[2].content, lengths)],
    );
  };
const tries = (before: string, lengths: readonly number[]) =>
  lengths.indexOf(before.split(" ").length) + 1;

test("lengths within 5 % are equal", () => {
  expect(equalLength(100)).toEqual({ least: 95, most: 105 });
  expect(equalLength(61)).toEqual({ least: 58, most: 64 });
});

describe("a rewrite of equal length", () => {
  test.each([
    [[98], 98, 1],
    [[80, 105], 105, 2],
    [[80, 120, 95], 95, 3],
  ])("%j is accepted at the first that fits", async (lengths, expected, taken) => {
    const runner = scriptedRunner(author(...lengths));
    const [{ generic, natural, matched, tries }] = await writePersonalised(runner, MODEL, [
      request,
    ]);
    expect(generic).toMatchObject({ kind: "text", words: 100 });
    expect(natural).toMatchObject({ kind: "text", words: 60 });
    expect(matched).toMatchObject({ kind: "text", words: expected });
    expect(tries).toBe(taken);
    // An answer, a critique, a natural rewrite, and the tries.
    expect(runner.made).toHaveLength(3 + taken);
  });

  test("that no try meets is a failure, and no fourth is made", async () => {
    const runner = scriptedRunner(author(80, 120, 94));
    const [{ matched, natural }] = await writePersonalised(runner, MODEL, [request]);
    expect(matched).toMatchObject({ kind: "failed", reason: "length" });
    expect(natural?.kind).toBe("text");
    expect(runner.made).toHaveLength(3 + LENGTH_TRIES);
  });

  test("is told what was wrong with the one before", async () => {
    const runner = scriptedRunner(author(80, 120, 95));
    await writePersonalised(runner, MODEL, [request]);
    const again = runner.made.filter(({ template }) => template === "rewrite-again@1");
    expect(again.map(({ messages }) => messages.at(-1)!.content)).toEqual([
      expect.stringContaining("80 words. Make it longer, to 95 to 105"),
      expect.stringContaining("120 words. Make it shorter, to 95 to 105"),
    ]);
  });
});

test("the critique is by the persona, and the rewrite is by the critique", async () => {
  const runner = scriptedRunner(author(100));
  const other = { ...request, persona: CASES.retiree, isNatural: false };
  const written = await writePersonalised(runner, MODEL, [request, other]);
  expect(written[1].natural).toBeNull();
  // One generic answer for both; two critiques; one natural and two matched rewrites.
  expect(runner.made.map(({ purpose }) => purpose).sort()).toEqual([
    "answer",
    "critique",
    "critique",
    "rewrite",
    "rewrite",
    "rewrite",
  ]);
  for (const call of runner.made) {
    const isGeneric = call.purpose === "answer";
    expect(between(call, "profile") === "").toBe(isGeneric);
    if (call.purpose === "rewrite") expect(between(call, "critique")).toBe("Who pays?");
  }
});

test.each([
  ["answer", 1],
  ["critique", 2],
])("where the %s fails nothing is built on it", async (purpose, calls) => {
  const runner = scriptedRunner((call) =>
    call.purpose === purpose ? { fails: "refused" } : words(100),
  );
  const [{ natural, matched, tries }] = await writePersonalised(runner, MODEL, [request]);
  for (const text of [natural, matched]) expect(text).toMatchObject({ reason: "refused" });
  expect(tries).toBe(1);
  expect(runner.made).toHaveLength(calls);
});
