import { describe, expect, it } from "vitest";
import { majorityOf } from "../../src/stats/majority.ts";
import {
  diagonalContrast,
  type Panel,
  pairTables,
  personaMatrix,
} from "../../src/stats/persona-matrix.ts";
import { seeded } from "../../src/stats/random.ts";

/** A panel of one rater; codes by persona and item. */
const single = (codes: readonly (readonly number[])[]): Panel => ({
  personas: codes.length,
  items: codes[0].length,
  values: 3,
  cells: codes.flat().map((code) => (code < 0 ? [] : [{ rater: 0, code }])),
});

// [[20, 5], [10, 15]] of Cohen: kappa 0.4, 95 % interval 0.151092 to 0.648908.
const FIRST = [...Array(25).fill(0), ...Array(25).fill(1)];
const SECOND = [
  ...Array(20).fill(0),
  ...Array(5).fill(1),
  ...Array(10).fill(0),
  ...Array(15).fill(1),
];

describe("personaMatrix", () => {
  it("is Cohen's kappa of each pair of personas on the items that both judged", () => {
    const rows = single([
      [...FIRST, 2],
      [...SECOND, -1],
    ]);
    const columns = single([
      [...SECOND, -1],
      [...FIRST, 0],
    ]);
    const matrix = personaMatrix(pairTables(rows, columns));
    expect(matrix.map(({ units }) => units)).toEqual([50, 51, 50, 50]);
    expect(matrix[0].value).toBeCloseTo(0.4, 12);
    expect(matrix[0].low).toBeCloseTo(0.151092, 6);
    expect(matrix[2].value).toBe(1);
  });

  it("shares an item's weight by its pairs of raters, and holds nobody against itself", () => {
    const panel: Panel = {
      personas: 1,
      items: 2,
      values: 3,
      cells: [
        [
          { rater: 0, code: 0 },
          { rater: 1, code: 0 },
          { rater: 2, code: 1 },
        ],
        [
          { rater: 0, code: 1 },
          { rater: 1, code: 1 },
        ],
      ],
    };
    const [{ units, value }] = personaMatrix(pairTables(panel, panel));
    expect(units).toBeCloseTo(2, 12);
    // Agreement (1/3 + 1) / 2 = 2/3; shares 1/3 and 2/3, chance 5/9: (2/3 − 5/9) / (4/9) = 1/4.
    expect(value).toBeCloseTo(0.25, 12);
  });

  it("leaves the diagonal of a single rater empty", () => {
    const panel = single([FIRST, SECOND]);
    const matrix = personaMatrix(pairTables(panel, panel));
    expect(matrix[0]).toMatchObject({ units: 0, value: Number.NaN });
    expect(matrix[1].value).toBeCloseTo(0.4, 12);
  });

  it("is not defined where both gave one answer only", () => {
    const panel = single([[0, 0, 0]]);
    const [{ value, reason }] = personaMatrix(pairTables(panel, single([[0, 0, 0]])));
    expect(value).toBeNaN();
    expect(reason).toContain("only one value");
  });
});

describe("diagonalContrast", () => {
  const random = seeded(5);
  const truth = Array.from({ length: 8 }, () =>
    Array.from({ length: 20 }, () => (random.next() < 0.5 ? 0 : 1)),
  );
  const noisy = truth.map((row) => row.map((code) => (random.next() < 0.15 ? 1 - code : code)));
  const tables = pairTables(single(truth), single(noisy));
  const contrast = diagonalContrast(tables, seeded(1));

  it("has the means of the matrix", () => {
    const kappas = personaMatrix(tables).map(({ value }) => value);
    const on = kappas.filter((_, at) => at % 9 === 0);
    const off = kappas.filter((_, at) => at % 9 !== 0);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;
    expect(contrast.diagonal).toBeCloseTo(mean(on), 12);
    expect(contrast.elsewhere).toBeCloseTo(mean(off), 12);
    expect(contrast.defined).toEqual([8, 56]);
  });

  it("tells that a persona agrees with itself, and repeats itself", () => {
    expect(contrast.intervals.difference.low).toBeGreaterThan(0.3);
    expect(contrast.intervals.elsewhere.low).toBeLessThan(0.05);
    expect(diagonalContrast(tables, seeded(1))).toEqual(contrast);
  });
});

describe("majorityOf", () => {
  it("needs more than half, and enough ratings", () => {
    expect(majorityOf([1, 2, 0])).toBe(1);
    expect(majorityOf([1, 1, 1])).toBe(-1);
    expect(majorityOf([2, 2, 0])).toBe(-1);
    expect(majorityOf([0, 1, 0], 2)).toBe(-1);
    expect(majorityOf([0, 0, 0])).toBe(-1);
  });
});
