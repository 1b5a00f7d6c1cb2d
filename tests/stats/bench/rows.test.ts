import { expect, test } from "vitest";
import { pick } from "../../../src/stats/bench/rows.ts";
import { judged } from "./judged.ts";

test("keeps the rows of a filter in order, with every column and all variants", () => {
  const rows = judged([
    { persona: 3, prompt: 1, passed: 1, position: 0 },
    { persona: 4, prompt: 2, passed: Number.NaN, variant: "age" },
    { persona: 5, prompt: 0, passed: 0, attempt: 2, variant: "sex", position: 1 },
  ]);
  const kept = pick(rows, (row) => row > 0);
  expect(kept.n).toBe(2);
  expect([...Array.from(kept.persona)]).toEqual([4, 5]);
  expect(Array.from(kept.prompt)).toEqual([2, 0]);
  expect(Array.from(kept.attempt)).toEqual([0, 2]);
  expect(Array.from(kept.variant)).toEqual([1, 2]);
  expect(kept.variants).toEqual(["", "age", "sex"]);
  expect(Array.from(kept.passed)).toEqual([Number.NaN, 0]);
  expect(Array.from(kept.position)).toEqual([Number.NaN, 1]);
  expect(pick(rows, () => false).n).toBe(0);
});
