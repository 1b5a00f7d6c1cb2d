import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberAxis } from "../../../src/components/personas/number-axis.ts";
import { filterSentence } from "../../../src/components/slices/slice-bar.ts";
import { attributeOf } from "../../../src/schema/attributes.ts";

const age = numberAxis(attributeOf("age"));
const income = numberAxis(attributeOf("income"));

describe("a brush over ages", () => {
  test("means whole years, open at the ends", () => {
    expect(age.range(0.65, 1)).toEqual({ kind: "range", key: "age", from: 65, to: null });
    expect(age.range(0, 0.18)).toEqual({ kind: "range", key: "age", from: null, to: 17 });
    expect(age.range(0.3, 0.3)).toEqual({ kind: "range", key: "age", from: 30, to: 30 });
  });

  test("lies where its filter is drawn", () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(99), (a, b) => {
        const [from, to] = [Math.min(a, b) / 100, (Math.max(a, b) + 1) / 100];
        expect(age.extent(age.range(from, to))).toEqual([from, to]);
      }),
    );
  });
});

describe("a brush over incomes", () => {
  test("means whole bands", () => {
    // Ten bands: the sixth begins at 50,000 dollars, the eighth ends before 150,000.
    expect(income.range(0.52, 0.78)).toEqual({
      kind: "range",
      key: "income",
      from: 50_000,
      to: 149_999,
    });
    expect(income.range(0.01, 0.02)).toEqual({ kind: "range", key: "income", from: null, to: 0 });
    expect(income.range(0.95, 1)).toEqual({
      kind: "range",
      key: "income",
      from: 200_000,
      to: null,
    });
  });

  test("lies where its filter is drawn", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), (a, b) => {
        const [from, to] = [Math.min(a, b) / 10, (Math.max(a, b) + 1) / 10];
        const [left, right] = income.extent(income.range(from, to)) ?? [];
        expect(left).toBeCloseTo(from, 9);
        expect(right).toBeCloseTo(to, 9);
      }),
    );
  });
});

test.each([
  [{ kind: "range", key: "age", from: 65, to: null }, "Age 65 and over"],
  [{ kind: "range", key: "age", from: null, to: 17 }, "Age up to 17"],
  [{ kind: "range", key: "age", from: 30, to: 30 }, "Age 30"],
  [{ kind: "range", key: "income", from: -500, to: 50_000 }, "Personal income −$500–$50,000"],
  [{ kind: "levels", key: "sex", levels: [1] }, "Sex: Female"],
  [{ kind: "levels", key: "sex", levels: [0, 1] }, "Sex: Male or Female"],
  [{ kind: "levels", key: "state", levels: [0, 1, 2, 3] }, "State: 4 of 51 levels"],
] as const)("a filter reads as a sentence", (filter, sentence) => {
  expect(filterSentence(filter)).toBe(sentence);
});
