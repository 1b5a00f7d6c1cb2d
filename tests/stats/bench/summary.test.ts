import { expect, test } from "vitest";
import { TASKS } from "../../../src/schema/bench.ts";
import { passRate } from "../../../src/stats/bench/pass-rates.ts";
import { pick } from "../../../src/stats/bench/rows.ts";
import { estimatesOf, unitOf } from "../../../src/stats/bench/summary.ts";
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
  ["loo_three", [null]],
  ["drift", [null, "perturbation"]],
] as const)("%s has the overall estimate first, then %j", (task, groups) => {
  expect(estimatesOf(task, ROWS).map(({ group }) => group)).toEqual(groups);
});

test("of three attributes shown, the pass rate is of answers with the one in question", () => {
  const rows = judged([
    { persona: 0, prompt: 0, variant: "with age: sex, race, income", passed: 1, position: 0 },
    { persona: 0, prompt: 0, variant: "without age: sex, race, income", passed: 0, position: 1 },
    { persona: 1, prompt: 1, variant: "with age: sex, race, religion", passed: 1, position: 0 },
    { persona: 1, prompt: 1, variant: "without age: sex, race, religion", passed: 0, position: 0 },
  ]);
  const [overall, age] = estimatesOf("loo_three", rows);
  expect(overall).toMatchObject({ group: null, n: 2, estimate: 1 });
  expect(age).toMatchObject({ group: "age", n: 2 });
});

test.each([
  ["main", null, "share"],
  ["loo", "age", "points"],
  ["loo_three", "age", "number"],
  ["cross_persona", "own", "share"],
  ["cross_persona", "specificity", "points"],
  ["stability", null, "share"],
  ["stability", "repeat", "number"],
  ["drift", "sequence: turn 3", "share"],
  ["drift", "sequence: drift per turn", "points"],
  ["drift", "sequence: inertia", "number"],
  ["drift", "re-anchored every 5: drift less", "points"],
  ["drift", "perturbation", "share"],
] as const)("%s, %s reads as %s", (task, group, unit) => {
  expect(unitOf(task, group)).toBe(unit);
});

test("every task has estimates; those with variants are of the plain case overall", () => {
  const plain = passRate(pick(ROWS, (row) => ROWS.variant[row] === 0));
  for (const task of TASKS) {
    const [overall] = estimatesOf(task, ROWS);
    if (task === "comparison") continue;
    if (task === "loo_three") continue;
    expect(overall).toEqual(plain);
  }
});
