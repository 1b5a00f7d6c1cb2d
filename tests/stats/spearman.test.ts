import fc from "fast-check";
import { expect, test } from "vitest";
import { spearman } from "../../src/stats/spearman.ts";

// Without ties: 1 - 6 Σd² / (n (n² - 1)); here d = 0, 1, -1, 0, so 1 - 12 / 60.
test("of a hand-made pair", () => {
  expect(spearman([1, 2, 3, 4], [10, 30, 20, 40])).toBeCloseTo(0.8, 12);
});

// Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 × 5).
test("with a tie, by mean ranks", () => {
  expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
});

test("is NaN where one side does not vary, and refuses unequal lengths", () => {
  expect(spearman([1, 1], [1, 2])).toBeNaN();
  expect(spearman([], [])).toBeNaN();
  expect(() => spearman([1], [1, 2])).toThrow(RangeError);
});

test("does not change under increasing transformations, and turns with one side", () => {
  const values = fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(values, (pairs) => {
      const a = pairs.map(([x]) => x);
      const b = pairs.map(([, y]) => y);
      const r = spearman(a, b);
      if (Number.isNaN(r)) return;
      expect(
        spearman(
          a.map((x) => x * 3 + 1),
          b,
        ),
      ).toBeCloseTo(r, 9);
      expect(
        spearman(
          a.map((x) => -x),
          b,
        ),
      ).toBeCloseTo(-r, 9);
    }),
  );
});
