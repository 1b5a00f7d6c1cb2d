import fc from "fast-check";
import { expect, test } from "vitest";
import { questionsOf } from "../../../src/stats/bench/questions.ts";
import { judged, judgedRows } from "./judged.ts";

test("takes the attempts at a question together, and leaves failures out", () => {
  const rows = judged([
    { persona: 2, prompt: 1, passed: 1 },
    { persona: 0, prompt: 1, passed: Number.NaN },
    { persona: 2, prompt: 1, attempt: 1, passed: 0 },
    { persona: 2, prompt: 3, passed: 1 },
  ]);
  const { persona, prompt, n, passed, personas, prompts } = questionsOf(rows);
  expect([...persona]).toEqual([2, 2]);
  expect([...prompt]).toEqual([1, 3]);
  expect([...n]).toEqual([2, 1]);
  expect([...passed]).toEqual([1, 1]);
  expect([personas, prompts]).toEqual([3, 4]);
});

test("counts every judged answer once", () => {
  fc.assert(
    fc.property(judgedRows, (rows) => {
      const { n, passed, persona, prompt } = questionsOf(rows);
      const scores = Array.from(rows.passed).filter((value) => !Number.isNaN(value));
      expect(n.reduce((sum, one) => sum + one, 0)).toBe(scores.length);
      expect(passed.reduce((sum, one) => sum + one, 0)).toBe(scores.reduce((a, b) => a + b, 0));
      const names = Array.from(persona, (who, at) => `${who} ${prompt[at]}`);
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});
