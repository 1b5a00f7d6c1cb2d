import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipf, marginOfCells } from "../../src/stats/ipf.ts";

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
const cells = (n: number) => fc.array(positive, { minLength: n, maxLength: n });

describe("ipf", () => {
  it("reproduces the worked 4 × 4 example to the cent", () => {
    // The usual textbook table; the same cells result from 1,000 alternating scalings in R.
    const seed = [40, 30, 20, 10, 35, 50, 100, 75, 30, 80, 70, 120, 20, 30, 40, 50];
    const { values, converged } = ipf(
      seed,
      [4, 4],
      [
        { axes: [0], totals: [150, 300, 400, 150] },
        { axes: [1], totals: [200, 300, 400, 100] },
      ],
    );
    const expected = [
      [64.55850978, 46.23245971, 35.38429826, 3.82473225],
      [49.96791942, 68.15935407, 156.49854642, 25.37418009],
      [56.7219436, 144.42822557, 145.08248143, 53.7673494],
      [28.7516272, 41.17996065, 63.03467388, 17.03373826],
    ].flat();
    expect(converged).toBe(true);
    expected.forEach((cell, i) => {
      expect(values[i]).toBeCloseTo(cell, 6);
    });
  });

  it("meets its margins and keeps the seed's odds ratios", () => {
    fc.assert(
      fc.property(cells(12), cells(12), (seed, other) => {
        // Margins of another positive 3 × 4 table are always reachable.
        const rows = [0, 1, 2].map((i) => other.slice(4 * i, 4 * i + 4).reduce((a, b) => a + b));
        const columns = [0, 1, 2, 3].map((j) => other[j] + other[4 + j] + other[8 + j]);
        const { values } = ipf(
          seed,
          [3, 4],
          [
            { axes: [0], totals: rows },
            { axes: [1], totals: columns },
          ],
        );
        rows.forEach((total, i) => {
          const sum = values.slice(4 * i, 4 * i + 4).reduce((a, b) => a + b);
          expect(sum / total).toBeCloseTo(1, 6);
        });
        columns.forEach((total, j) => {
          expect((values[j] + values[4 + j] + values[8 + j]) / total).toBeCloseTo(1, 6);
        });
        const odds = (table: ArrayLike<number>, i: number, j: number) =>
          (table[0] * table[4 * i + j]) / (table[j] * table[4 * i]);
        for (const i of [1, 2]) {
          for (const j of [1, 2, 3]) {
            expect(odds(values, i, j) / odds(seed, i, j)).toBeCloseTo(1, 6);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("changes nothing where the seed has the margins already", () => {
    const { values, iterations } = ipf(
      [1, 2, 3, 4],
      [2, 2],
      [
        { axes: [0], totals: [3, 7] },
        { axes: [1], totals: [4, 6] },
      ],
    );
    expect([...values]).toEqual([1, 2, 3, 4]);
    expect(iterations).toBe(1);
  });

  it("fits two-way margins of a three-way table", () => {
    const shape = [2, 3, 2];
    const truth = [5, 1, 2, 8, 3, 4, 6, 2, 7, 1, 9, 3];
    const margin = (axes: number[]) => {
      const groups = marginOfCells(shape, axes);
      const totals = new Float64Array(Math.max(...groups) + 1);
      truth.forEach((value, i) => {
        totals[groups[i]] += value;
      });
      return { axes, totals };
    };
    const margins = [margin([0, 1]), margin([1, 2]), margin([2, 0])];
    const { values, converged } = ipf(new Float64Array(12).fill(1), shape, margins);
    expect(converged).toBe(true);
    for (const { axes, totals } of margins) {
      const groups = marginOfCells(shape, axes);
      const sums = new Float64Array(totals.length);
      values.forEach((value, i) => {
        sums[groups[i]] += value;
      });
      sums.forEach((sum, k) => {
        expect(sum).toBeCloseTo(totals[k], 6);
      });
    }
  });

  it("says which total a seed of zeros cannot reach", () => {
    expect(() => ipf([0, 0, 1, 1], [2, 2], [{ axes: [0], totals: [1, 1] }])).toThrow(
      "margin 0, cell 0: total 1, but the seed has none",
    );
    expect(() => ipf([1, 1], [2, 2], [])).toThrow("2 cells do not fill 2 × 2");
    expect(() => ipf([1, 1], [2], [{ axes: [0], totals: [1] }])).toThrow("has 1 totals, not 2");
  });
});
