import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demographics } from "../../../src/components/groups/demographics.ts";
import { agreementOf, DRAWS, tested } from "../../../src/components/groups/reliability.ts";
import { sidesOf } from "../../../src/components/groups/sides.ts";
import {
  DEFAULT_VIEW,
  type GroupsView,
  readView,
  writeView,
} from "../../../src/components/groups/view.ts";
import { EVERYBODY } from "../../../src/components/slices/slice.ts";
import { choicesOf, promptsOf } from "../feedback/small-feedback.ts";
import { personasOf } from "../personas-of.ts";
import { slices } from "../slices/slices.ts";

const personas = personasOf(120, 9);

describe("the view in the address", () => {
  const views: fc.Arbitrary<GroupsView> = fc.record({
    a: slices(120),
    b: slices(120),
    rows: fc.constantFrom("topics" as const, "axes" as const),
    rank: fc.constantFrom("gap" as const, "consensus" as const),
    by: fc.constantFrom("race", "political_views"),
  });

  test("comes back as it was, everybody on a side too", () => {
    const check = (view: GroupsView) => {
      expect(readView(writeView(view), 120)).toEqual({ value: view, problems: [] });
    };
    fc.assert(fc.property(views, check));
    check({ ...DEFAULT_VIEW, a: EVERYBODY });
    check({ ...DEFAULT_VIEW, b: EVERYBODY });
  });

  test("of defaults is empty; what is not understood is said", () => {
    expect(writeView(DEFAULT_VIEW)).toBe("");
    const { value, problems } = readView("a.filters=%7B&b=nobody&rows=cells", 120);
    expect(problems).toEqual([
      "The filters are not valid JSON.",
      '"nobody" is not a known value of "b".',
      '"cells" is not a known value of "rows".',
    ]);
    expect(value.b).toEqual(DEFAULT_VIEW.b);
  });
});

describe("sidesOf", () => {
  test("keeps those in both out of the comparison, and counts them", () => {
    const { grouping, n, both } = sidesOf(
      Uint8Array.from([1, 1, 0, 0]),
      Uint8Array.from([0, 1, 1, 0]),
    );
    expect(Array.from(grouping.of)).toEqual([0, -1, 1, -1]);
    expect(grouping.groups.map((group) => group.personas)).toEqual([1, 1]);
    expect([n, both]).toEqual([[2, 2], 1]);
  });
});

describe("demographics", () => {
  const mask = (sex: number) => personas.codes.sex.map((code) => (code === sex ? 1 : 0));

  test("puts first the attribute that tells the sides apart", () => {
    const sides = sidesOf(mask(0), mask(1));
    const [first, ...rest] = demographics(personas, sides, new Set());
    expect(first).toMatchObject({ key: "sex", distance: 1 });
    expect(first.levels.map(({ sides: [a, b] }) => [a.share, b.share])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    // Attributes are independent here: what is left is chance.
    for (const { association } of rest) expect(association || 0).toBeLessThan(0.35);
  });

  test("leaves out attributes that are named, and people not asked", () => {
    const sides = sidesOf(mask(0), mask(1));
    const found = demographics(personas, sides, new Set(["sex"]));
    expect(found.some(({ key }) => key === "sex")).toBe(false);
    for (const { levels } of found) {
      expect(levels.map(({ label }) => label)).not.toContain("Not applicable");
      for (const side of [0, 1]) {
        const { n } = levels[0].sides[side];
        expect(levels.reduce((sum, level) => sum + level.sides[side].k, 0)).toBe(n);
      }
    }
  });
});

describe("agreement in turns", () => {
  const choices = choicesOf(120, 10);
  const prompts = promptsOf();
  const sides = sidesOf(
    Uint8Array.from({ length: 120 }, (_, who) => (who < 60 ? 1 : 0)),
    Uint8Array.from({ length: 120 }, (_, who) => (who < 60 ? 0 : 1)),
  );
  // A's choices depend on the prompt alone, B's on nothing.
  const planted = {
    ...choices,
    choice: choices.choice.map((choice, row) =>
      choices.persona[row] < 60 ? choices.prompt[row] % 2 : choice,
    ),
  };

  test("finds the side that agrees with itself", async () => {
    const agreement = agreementOf(planted, prompts.n, sides.grouping);
    expect(agreement.irr[0]).toBeCloseTo(1);
    expect(Math.abs(agreement.irr[1])).toBeLessThan(0.15);
    const result = await tested(agreement, planted, () => false);
    expect(result?.p?.[0]).toBeCloseTo(1 / (1 + DRAWS));
    expect(result?.intervals?.matrix[0].low).toBeCloseTo(1);
  });

  test("does not call chance a difference, and stops when nobody waits", async () => {
    const agreement = agreementOf(choices, prompts.n, sides.grouping);
    const result = await tested(agreement, choices, () => false);
    expect(Math.min(...(result?.p ?? []))).toBeGreaterThan(0.01);
    expect(await tested(agreement, choices, () => true)).toBeNull();
  });
});
