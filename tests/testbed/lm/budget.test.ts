import { expect, test } from "vitest";
import { Budget, expectedTokens } from "../../../src/testbed/lm/budget.ts";
import type { ModelEntry } from "../../../src/testbed/lm/models-file.ts";
import { callOf } from "./calls.ts";

const ENTRY: ModelEntry = {
  name: "stub",
  baseUrl: "http://127.0.0.1:1/v1",
  model: "m",
  key: null,
  keyVariable: null,
  parameters: {},
  price: { in: 0, out: 10 },
  structured: true,
};
// 100 tokens at $10 a million: $0.001.
const CALL = callOf("x".repeat(40), { parameters: { max_tokens: 100 }, schema: undefined });

test("tokens are characters over four, and for the answer its bound", () => {
  expect(expectedTokens(CALL, ENTRY)).toEqual({ tokensIn: 10, tokensOut: 100, isBounded: true });
  const free = callOf("x".repeat(41), { schema: undefined });
  expect(expectedTokens(free, ENTRY)).toEqual({ tokensIn: 11, tokensOut: 500, isBounded: false });
  const bounded = { ...ENTRY, parameters: { max_completion_tokens: 7 } };
  expect(expectedTokens(free, bounded).tokensOut).toBe(7);
});

test("calls are counted as they begin", () => {
  const budget = new Budget({ maxCalls: 2, maxDollars: null });
  const admissions = [1, 2, 3].map(() => budget.admit(CALL, ENTRY).admission);
  expect(admissions).toEqual(["yes", "yes", "no"]);
});

// $0.0025 are two calls on their way; when both turn out to cost half, there is room for one more.
test("dollars are held back for calls on their way, and freed if they cost less", () => {
  const budget = new Budget({ maxCalls: null, maxDollars: 0.0025 });
  const first = budget.admit(CALL, ENTRY);
  const second = budget.admit(CALL, ENTRY);
  expect(budget.admit(CALL, ENTRY).admission).toBe("wait");
  budget.settle(first.hold, 0.0005, 50);
  budget.settle(second.hold, 0.0005, 50);
  const third = budget.admit(CALL, ENTRY);
  expect(third.admission).toBe("yes");
  budget.settle(third.hold, 0.001, 100);
  expect(budget.admit(CALL, ENTRY)).toEqual({ admission: "no", hold: 0 });
});
