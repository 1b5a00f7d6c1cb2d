import { expect, test } from "vitest";
import { householdShares } from "../../../src/testbed/census/completion-check.ts";
import type { PublishedTable } from "../../../src/testbed/census/published-table.ts";

const ONE_IN_FOUR: PublishedTable = {
  get: (_, variable) => (variable === "DP02_0001E" ? 4 : 1),
  label: (variable) => variable,
};

test("a household is counted once, by its householder's weight", () => {
  // Weights 3 + 1 of householders: a married couple with children (3) and a woman alone (1). The
  // couple's other member (role 1) and a person in group quarters (role 3) are no householders.
  const shares = householdShares(
    {
      codes: { household_type: Uint8Array.of(0, 0, 7, 10) },
      role: Uint8Array.of(0, 1, 0, 3),
      weights: Float64Array.of(3, 50, 1, 50),
    },
    ONE_IN_FOUR,
  );
  const derived = Object.fromEntries(shares.map(({ name, derived }) => [name, derived]));
  expect(derived["Married couple"]).toBe(0.75);
  expect(derived["Married couple, own children under 18"]).toBe(0.75);
  expect(derived["Living alone"]).toBe(0.25);
  expect(derived["Female householder, no spouse, family"]).toBe(0);
  expect(shares.map(({ published }) => published)).toEqual(shares.map(() => 0.25));
});
