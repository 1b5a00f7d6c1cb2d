/** Calls and files that the tests of language models share. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallOutcome, CallRunner, ModelCall } from "../../../src/testbed/lm/model.ts";

/** A key that no file and no output may have. */
export const KEY = "sk-stub-5c1e9f0b7a";

export const CHOICE_SCHEMA = {
  type: "object",
  properties: { choice: { type: "string", enum: ["a", "b"] }, question: { type: "string" } },
  required: ["choice", "question"],
  additionalProperties: false,
};

export function callOf(question: string, more: Partial<ModelCall> = {}): ModelCall {
  return {
    model: "stub",
    purpose: "answer",
    template: "test-1",
    messages: [{ role: "user", content: question }],
    parameters: { temperature: 0 },
    schema: CHOICE_SCHEMA,
    sample: 0,
    ...more,
  };
}

export function callsOf(count: number): ModelCall[] {
  return Array.from({ length: count }, (_, index) => callOf(`question ${index}`));
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "atlas-lm-"));
}

/** A models.json with one model, `stub`, with a structured server unless said otherwise. */
export function writeModels(folder: string, baseUrl: string, more: object = {}): string {
  const path = join(folder, "models.json");
  const price = { in: 1, out: 10 };
  const entry = { name: "stub", baseUrl, model: "stub-model", structured: true, price, ...more };
  writeFileSync(path, JSON.stringify({ models: [entry] }));
  return path;
}

/** Every outcome by the text of its call, in the order in which they came. */
export async function runAll(
  runner: CallRunner,
  calls: readonly ModelCall[],
): Promise<Map<string, CallOutcome>> {
  const outcomes = new Map<string, CallOutcome>();
  await runner.run(calls, (call, outcome) => {
    outcomes.set(call.messages[0]!.content, outcome);
  });
  return outcomes;
}

/** The text of every file below a folder, by path. */
export function textsBelow(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    paths
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path, readFileSync(path, "utf8")]),
  );
}
