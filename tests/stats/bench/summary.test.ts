import { expect, test } from "vitest";
import { TASKS } from "../../../src/schema/bench.ts";
import { passRate } from "../../../src/stats/bench/pass-rates.ts";
import { pick } from "../../../src/stats/bench/rows.ts";
import { estimatesOf } from "../../../src/stats/bench/summary.ts";
import { judged } from "./judged.ts";

const ROWS = judged(
  [0, 1, 2].flatMap((persona) =>
    ["", "other"].flatMap((variant) =>
      [0, 1].map((prompt) => ({
        persona,
        prompt,
        variant,
        passed: (persona + prompt + variant.length) % 2,
        position: prompt,
      })),
    ),
  ),
);

test.each([
  ["main", [null]],
  ["intersectionality", [null]],
  ["loo", [null, "other"]],
  ["pass_at_k", [null, "k = 1", "k = 2"]],
  ["comparison", [null]],
  ["cross_persona", [null, "own", "others", "specificity"]],
  ["stability", [null, "other"]],
] as const)("%s has the overall estimate first, then %j", (task, groups) => {
  expect(estimatesOf(task, ROWS).map(({ group }) => group)).toEqual(groups);
});

test("every task has estimates; those with variants are of the plain case overall", () => {
  const plain = passRate(pick(ROWS, (row) => ROWS.variant[row] === 0));
  for (const task of TASKS) {
    const [overall] = estimatesOf(task, ROWS);
    if (task === "comparison") continue;
    const hasVariants = ["loo", "cross_persona", "stability"].includes(task);
    expect(overall).toEqual(hasVariants ? plain : passRate(ROWS));
  }
});
