import { describe, expect, test } from "vitest";
import { coarseLevels, coarseOf } from "../../../src/schema/attribute.ts";
import { attributeOf, CENSUS } from "../../../src/schema/attributes.ts";
import { parseMargins } from "../../../src/schema/targets.ts";
import { seeded } from "../../../src/stats/random.ts";
import { incomeRows, parseIncomeQuantiles } from "../../../src/testbed/census/income-quantiles.ts";
import type { Population } from "../../../src/testbed/census/load-population.ts";
import { marginRows, PAIRED, pairRows } from "../../../src/testbed/census/margin-tables.ts";
import { parsePairs } from "../../../src/testbed/census/targets.ts";

const N = 500;
const random = seeded(9);

/** People of random levels, most of them the first few, so that many cells are empty. */
const codes = Object.fromEntries(
  CENSUS.map(({ key, levels }) => [
    key,
    Uint8Array.from({ length: N }, () => Math.floor(levels.length * random.next() ** 3)),
  ]),
);
const weights = Float64Array.from({ length: N }, () => 1 + random.below(200));
const population = { n: N, codes, weights } as unknown as Population;
const total = weights.reduce((a, b) => a + b, 0);

describe("marginRows", () => {
  test("counts every level, weighted and not", () => {
    const lines = marginRows(population).trimEnd().split("\n");
    expect(lines).toHaveLength(1 + CENSUS.reduce((sum, { levels }) => sum + levels.length, 0));
    const female = [...codes.sex.keys()].filter((row) => codes.sex[row] === 1);
    const weighted = female.reduce((sum, row) => sum + weights[row], 0);
    expect(lines).toContain(`sex,Female,${weighted},${female.length}`);
  });

  test("is read as the targets that a population is held to", () => {
    const margins = parseMargins(marginRows(population), "census", "margins.csv");
    for (const { key } of CENSUS) {
      const counts = new Float64Array(attributeOf(key).levels.length);
      codes[key].forEach((level, row) => {
        counts[level] += weights[row] / total;
      });
      margins[key].shares.forEach((share, level) => {
        expect(share).toBeCloseTo(counts[level], 12);
      });
    }
  });
});

test("pairRows are read as the joint shares of coarse levels", () => {
  const pairs = parsePairs(pairRows(population), "pairs.csv");
  expect(pairs).toHaveLength((PAIRED.length * (PAIRED.length - 1)) / 2);
  for (const { a, b, shares } of pairs) {
    const [ofA, ofB] = [a, b].map(attributeOf);
    const counts = new Float64Array(shares.length);
    for (let row = 0; row < N; row++) {
      const cell = coarseOf(ofA, codes[a][row]) * coarseLevels(ofB).length;
      counts[cell + coarseOf(ofB, codes[b][row])] += weights[row];
    }
    expect([...shares]).toEqual(Array.from(counts, (count) => count / total));
  }
});

test("incomeRows are the weighted quantiles of each bracket", () => {
  // In the bracket from 10,000: 10,000 and 20,000 of weight 1 and 14,000 of weight 2. Sorted, the
  // weights run up to 1, 3 and 4 of 4: 14,000 is first reached beyond a quarter, 20,000 beyond three.
  const dollars = [20_000, 10_000, 14_000];
  const bracketOf = (amounts: readonly number[]) =>
    Uint8Array.from(amounts, (amount) =>
      attributeOf("income").bins!.findLastIndex((from) => amount >= from),
    );
  const fill = attributeOf("income").bins!.map((from) =>
    from === Number.NEGATIVE_INFINITY ? 0 : from,
  );
  const amounts = [...dollars, ...fill.filter((from) => from !== 10_000)];
  const people = {
    n: amounts.length,
    weights: Float64Array.from(amounts, (_, i) => (i === 2 ? 2 : 1)),
    numbers: { income: Int32Array.from(amounts), household_income: Int32Array.from(amounts) },
    codes: { income: bracketOf(amounts), household_income: bracketOf(amounts) },
  } as unknown as Population;
  const { income, household_income } = parseIncomeQuantiles(incomeRows(people), "incomes.csv");
  const quantiles = [...income[2]];
  expect(quantiles.slice(0, 11)).toEqual(new Array(11).fill(10_000));
  expect(quantiles.slice(11, 31)).toEqual(new Array(20).fill(14_000));
  expect(quantiles.slice(31)).toEqual(new Array(10).fill(20_000));
  expect(household_income).toEqual(income);
  expect(new Set(income[9])).toEqual(new Set([200_000]));
});
