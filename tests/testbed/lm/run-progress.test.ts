import { expect, test } from "vitest";
import { describeRun } from "../../../src/testbed/lm/run-progress.ts";

const SPENT = { calls: 100, tokensIn: 1_200_000, tokensOut: 100_000, dollars: 2.5 };

// 100 calls in 50 s are 2 a second: 400 more take 200 s, which are 3 minutes and a third.
test.each([
  [SPENT, 400, "2.0 calls/s, 1.3M tokens, $2.50, 3 min left"],
  [SPENT, 40, "2.0 calls/s, 1.3M tokens, $2.50, 20 s left"],
  [SPENT, 72_000, "2.0 calls/s, 1.3M tokens, $2.50, 10.0 h left"],
  [{ ...SPENT, dollars: null }, 0, "2.0 calls/s, 1.3M tokens"],
  [{ ...SPENT, dollars: 0.0042 }, 0, "2.0 calls/s, 1.3M tokens, $0.0042"],
  [{ ...SPENT, calls: 0 }, 10, "0.0 calls/s, 1.3M tokens, $2.50"],
])("%j with %i calls left", (spent, left, text) => {
  expect(describeRun(spent, 50, left)).toBe(text);
});
