import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transitivity } from "../../src/stats/transitivity.ts";

/** A table of wins from a function of the pair i < j: 1 where i is preferred, 0 where j, 1/2 a tie. */
function winsOf(k: number, preferred: (i: number, j: number) => number): number[] {
  return Array.from({ length: k * k }, (_, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    if (i === j) return 0;
    return i < j ? preferred(i, j) : 1 - preferred(j, i);
  });
}

/** Number of the pair i < j among the pairs of k candidates, row by row. */
const pairOf = (k: number, i: number, j: number) => i * k - (i * (i + 1)) / 2 + j - i - 1;

/** Every way to decide the pairs of k candidates. */
function tournaments(k: number): number[][] {
  return Array.from({ length: 2 ** ((k * (k - 1)) / 2) }, (_, bits) =>
    winsOf(k, (i, j) => (bits >> pairOf(k, i, j)) & 1),
  );
}

describe("coefficient of consistence", () => {
  it("is 1 for an order and 0 for a circle of three", () => {
    const order = transitivity(
      winsOf(3, () => 1),
      3,
    );
    expect(order).toMatchObject({ circular: 0, decided: 1, tied: 0, incomplete: 0, zeta: 1 });
    // 0 > 1 > 2 > 0.
    const circle = transitivity(
      winsOf(3, (i, j) => (j - i === 1 ? 1 : 0)),
      3,
    );
    expect(circle).toMatchObject({ circular: 1, decided: 1, zeta: 0 });
  });

  it("gives circular triads from the scores, k odd and even", () => {
    // k = 5 in order, but the last two above the first: scores 2 3 2 2 1, Σ a² = 22, and
    // d = 5 · 4 · 9 / 12 − 22 / 2 = 4 of (125 − 5) / 24 = 5.
    const five = transitivity(
      winsOf(5, (i, j) => (i === 0 && j > 2 ? 0 : 1)),
      5,
    );
    expect(five).toMatchObject({ circular: 4, decided: 10 });
    expect(five.zeta).toBeCloseTo(1 - 4 / 5, 12);
    // k = 4 with the last above the first: scores 2 2 1 1, d = 4 · 3 · 7 / 12 − 10 / 2 = 2 of
    // (64 − 16) / 24 = 2, the most there can be.
    const four = transitivity(
      winsOf(4, (i, j) => (j - i === 3 ? 0 : 1)),
      4,
    );
    expect(four).toMatchObject({ circular: 2, decided: 4, zeta: 0 });
  });

  it.each([3, 4, 5])("over every tournament of %i spans 0 to 1, with the mean of a coin", (k) => {
    const all = tournaments(k).map((wins) => transitivity(wins, k));
    const zetas = all.map(({ zeta }) => zeta);
    expect(Math.min(...zetas)).toBeCloseTo(0, 12);
    expect(Math.max(...zetas)).toBe(1);
    // One order for each permutation of the candidates.
    const orders = zetas.filter((zeta) => zeta === 1).length;
    expect(orders).toBe([0, 1, 2, 6, 24, 120][k]);
    const mean = zetas.reduce((sum, zeta) => sum + zeta, 0) / zetas.length;
    expect(mean).toBeCloseTo(all[0].byChance, 12);
    const most = Math.max(...all.map(({ circular }) => circular));
    for (const { circular, zeta } of all) expect(zeta).toBeCloseTo(1 - circular / most, 12);
  });

  it("takes the mean over the ways to break ties", () => {
    const four = fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(four, (sides) => {
        const ways = sides.reduce<number[][]>(
          (before, side) =>
            before.flatMap((way) => (side === 0.5 ? [0, 1] : [side]).map((of) => [...way, of])),
          [[]],
        );
        const zetas = ways.map(
          (way) =>
            transitivity(
              winsOf(4, (i, j) => way[pairOf(4, i, j)]),
              4,
            ).zeta,
        );
        const expected = zetas.reduce((sum, zeta) => sum + zeta, 0) / ways.length;
        const { zeta, tied, decided } = transitivity(
          winsOf(4, (i, j) => sides[pairOf(4, i, j)]),
          4,
        );
        expect(zeta).toBeCloseTo(expected, 12);
        expect(tied + decided).toBe(4);
        if (sides.every((side) => side === 0.5)) expect(tied).toBe(4);
      }),
    );
  });

  it("takes counts, of which the larger decides", () => {
    const counts = [0, 8, 3, 2, 0, 9, 7, 1, 0];
    // 0 > 1 by 8 to 2, 1 > 2 by 9 to 1, 2 > 0 by 7 to 3.
    expect(transitivity(counts, 3)).toMatchObject({ circular: 1, zeta: 0 });
  });

  it("is undefined below three candidates, and where a pair was not compared", () => {
    for (const k of [0, 1, 2]) {
      const few = transitivity(
        winsOf(k, () => 1),
        k,
      );
      expect(few).toMatchObject({ circular: 0, decided: 0, zeta: Number.NaN });
      expect(few.byChance).toBeNaN();
    }
    // Of four triads the two with the pair 0, 1 are incomplete.
    const holes = winsOf(4, () => 1);
    [holes[1], holes[4]] = [0, 0];
    expect(transitivity(holes, 4)).toMatchObject({ incomplete: 2, decided: 2, zeta: Number.NaN });
    [holes[1], holes[4]] = [Number.NaN, Number.NaN];
    expect(transitivity(holes, 4)).toMatchObject({ incomplete: 2, zeta: Number.NaN });
    expect(() => transitivity([0, 1], 2)).toThrow("2 cells are no table of 2 by 2");
  });

  it("does not depend on the order of the candidates, nor on which end is best", () => {
    const cells = fc.array(fc.nat({ max: 3 }), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(cells, (wins) => {
        const of = transitivity(wins, 5);
        const at = (i: number, j: number) => wins[5 * i + j];
        const grid = Array.from({ length: 25 }, (_, cell) => [Math.floor(cell / 5), cell % 5]);
        const turned = grid.map(([i, j]) => at(j, i));
        const moved = grid.map(([i, j]) => at((2 * i) % 5, (2 * j) % 5));
        expect(transitivity(turned, 5)).toEqual(of);
        expect(transitivity(moved, 5)).toEqual(of);
      }),
    );
  });
});
