import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binOf } from "../../../src/schema/attribute.ts";
import { attributeOf } from "../../../src/schema/attributes.ts";
import {
  dollars,
  INCOME_KEYS,
  parseIncomeQuantiles,
} from "../../../src/testbed/census/income-quantiles.ts";

const path = join(import.meta.dirname, "../../../data/census/incomes.csv");
const committed = parseIncomeQuantiles(readFileSync(path, "utf8"), "incomes.csv");
const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Quantiles from `low` to `high` in forty even steps. */
const even = (low: number, high: number) =>
  Int32Array.from({ length: 41 }, (_, i) => Math.round(low + ((high - low) * i) / 40));

describe("dollars", () => {
  test.each(INCOME_KEYS)("%s stays within its declared bracket", (key) => {
    const attribute = attributeOf(key);
    expect(committed[key]).toHaveLength(attribute.levels.length - 1);
    fc.assert(
      fc.property(fc.nat(committed[key].length - 1), draw, (bracket, at) => {
        expect(binOf(attribute, dollars(committed[key][bracket], at))).toBe(bracket);
      }),
      { numRuns: 400 },
    );
  });

  test("grows with the draw", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.array(draw, { minLength: 2, maxLength: 2 }), (bracket, draws) => {
        const [less, more] = draws.sort((a, b) => a - b);
        const quantiles = committed.income[bracket];
        expect(dollars(quantiles, less)).toBeLessThanOrEqual(dollars(quantiles, more));
      }),
      { numRuns: 400 },
    );
  });

  test("is the quantile at its step, and between steps in proportion", () => {
    expect(dollars(even(0, 400), 0.5)).toBe(200);
    expect(dollars(even(1000, 5000), 0.25)).toBe(2000);
    // Between the quantiles 0 and 10,000 of the first step: 0.0125 is half of it.
    const jump = Int32Array.from({ length: 41 }, (_, i) => (i === 0 ? 0 : 10_000));
    expect(dollars(jump, 0.0125)).toBe(5000);
  });

  test.each([
    [2, 998, 0.4444, 440], // 444.6: tens below 1,000
    [1000, 49_000, 0.5003, 25_000], // 25,014: hundreds below 50,000
    [50_000, 99_000, 0.31, 65_000], // 65,190: thousands above
    [-9000, -1000, 0.123, -8000], // -8,016: losses as gains
  ])("from %i to %i at %d is rounded as the Census Bureau rounds", (low, high, at, expected) => {
    expect(dollars(even(low, high), at)).toBe(expected);
  });

  test("rounding never leaves the quantiles", () => {
    expect(dollars(even(1, 4), 0)).toBe(1);
    expect(dollars(even(50_100, 50_400), 0.5)).toBe(50_100);
    expect(dollars(even(9_600, 9_990), 0.9999)).toBe(9_990);
  });
});

describe("parseIncomeQuantiles", () => {
  const line = (text: string) => `# made up\nattribute,level,quantiles\n${text}\n`;
  const good = `income,0,${[...even(0, 40)].join(" ")}`;

  test("reads the quantiles of a bracket", () => {
    const { income } = parseIncomeQuantiles(line(good), "i.csv");
    expect([...income[0]]).toEqual(Array.from({ length: 41 }, (_, i) => i));
  });

  test.each([
    ["an unknown attribute", good.replace("income", "wealth")],
    ["a quantile too few", good.replace(" 40", "")],
    ["a quantile that is no number", good.replace(" 40", " forty")],
    ["a cut line", "income,0"],
  ])("refuses %s, naming file and line", (_, text) => {
    expect(() => parseIncomeQuantiles(line(text), "i.csv")).toThrow(
      "i.csv, line 3: expected attribute, level and 41 quantiles",
    );
  });
});
