import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bradleyTerry } from "../../src/stats/bradley-terry.ts";

/** Log-likelihood of strengths and ν given wins and ties. */
function likelihood(
  wins: readonly number[],
  ties: readonly number[],
  strengths: ArrayLike<number>,
  tie: number,
): number {
  const items = strengths.length;
  let sum = 0;
  for (let i = 0; i < items; i++) {
    for (let j = 0; j < items; j++) {
      if (i === j) continue;
      const root = tie * Math.sqrt(strengths[i] * strengths[j]);
      const all = strengths[i] + strengths[j] + root;
      sum += wins[i * items + j] * Math.log(strengths[i] / all);
      if (i < j && ties[i * items + j] > 0) sum += ties[i * items + j] * Math.log(root / all);
    }
  }
  return sum;
}

const WINS = [0, 2, 0, 1, 3, 0, 5, 0, 0, 3, 0, 1, 4, 0, 3, 0];

/** Wins and symmetric ties of four items that all met, so that a maximum exists. */
const tables = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 16, maxLength: 16 }),
    fc.array(fc.nat({ max: 9 }), { minLength: 16, maxLength: 16 }),
  )
  .map(([wins, half]) => ({
    wins: wins.map((count, at) => (at % 5 === 0 ? 0 : count)),
    ties: half.map((_, at) => {
      const [i, j] = [at >> 2, at & 3];
      return i === j ? 0 : half[4 * Math.min(i, j) + Math.max(i, j)];
    }),
  }));

describe("Bradley-Terry", () => {
  it("gives maximum likelihood with geometric mean 1", () => {
    // R: exp of the coefficients of glm(cbind(wins, losses) ~ 0 + difference, binomial), centred.
    const { strengths, converged, tie } = bradleyTerry(WINS, 4);
    [0.639835, 1.043314, 0.65981, 2.270377].forEach((strength, i) => {
      expect(strengths[i]).toBeCloseTo(strength, 6);
    });
    expect(converged).toBe(true);
    expect(tie).toBe(0);
  });

  it("is the odds of two items, ties being half a win each", () => {
    expect(bradleyTerry([0, 9, 4, 0], 2).strengths[0]).toBeCloseTo(3 / 2, 10);
    // Two items: P(tie) is fitted exactly, 6 of 19; the odds of winning are 9 to 4.
    const { strengths, tie } = bradleyTerry([0, 9, 4, 0], 2, { ties: [0, 6, 6, 0] });
    expect(strengths[0] / strengths[1]).toBeCloseTo(9 / 4, 9);
    expect(tie / (strengths[0] + strengths[1] + tie)).toBeCloseTo(6 / 19, 9);
  });

  it("explains the observed points of every item, and all ties", () => {
    fc.assert(
      fc.property(tables, ({ wins, ties }) => {
        const { strengths, tie, converged } = bradleyTerry(wins, 4, { ties });
        expect(converged).toBe(true);
        let expectedTies = 0;
        for (let i = 0; i < 4; i++) {
          let observed = 0;
          let expected = 0;
          for (let j = 0; j < 4; j++) {
            if (i === j) continue;
            const n = wins[4 * i + j] + wins[4 * j + i] + ties[4 * i + j];
            const root = tie * Math.sqrt(strengths[i] * strengths[j]);
            const all = strengths[i] + strengths[j] + root;
            observed += wins[4 * i + j] + ties[4 * i + j] / 2;
            expected += (n * (strengths[i] + root / 2)) / all;
            expectedTies += (n * root) / all / 2;
          }
          expect(expected).toBeCloseTo(observed, 6);
        }
        const observedTies = ties.reduce((sum, count) => sum + count, 0) / 2;
        expect(expectedTies).toBeCloseTo(observedTies, 6);
      }),
      { numRuns: 50 },
    );
  });

  it("is shift-invariant, scale-free in counts, and follows a permutation", () => {
    fc.assert(
      fc.property(
        tables,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        ({ wins, ties }, shift) => {
          const { strengths, tie } = bradleyTerry(wins, 4, { ties });
          const logs = strengths.reduce((sum, strength) => sum + Math.log(strength), 0);
          expect(logs).toBeCloseTo(0, 9);
          const shifted = strengths.map((strength) => strength * shift);
          expect(likelihood(wins, ties, shifted, tie)).toBeCloseTo(
            likelihood(wins, ties, strengths, tie),
            6,
          );
          const order = [2, 0, 3, 1];
          const permuted = (of: readonly number[]) =>
            order.flatMap((i) => order.map((j) => 3 * of[4 * i + j]));
          const other = bradleyTerry(permuted(wins), 4, { ties: permuted(ties) }).strengths;
          order.forEach((item, at) => {
            expect(other[at] / strengths[item]).toBeCloseTo(1, 6);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it("says why there are no strengths where an item never lost", () => {
    const { strengths, reason } = bradleyTerry([0, 3, 0, 0], 2);
    expect([...strengths]).toEqual([Number.NaN, Number.NaN]);
    expect(reason).toContain("never lost");
    // A tie and no loss: P(tie) = 1/4 and P(loss) = 0 are only approached, as ν grows.
    const tied = bradleyTerry([0, 3, 0, 0], 2, { ties: [0, 1, 1, 0] });
    expect(tied.reason).toContain("never go round");
    expect(bradleyTerry([0, 0, 0, 0], 2, { ties: [0, 9, 9, 0] }).reason).toContain("round");
    // A third item that only tied is reached, since the other two beat each other.
    const third = { ties: [0, 0, 0, 0, 0, 2, 0, 2, 0] };
    const { strengths: three } = bradleyTerry([0, 1, 0, 1, 0, 0, 0, 0, 0], 3, third);
    three.forEach((strength) => {
      expect(strength).toBeCloseTo(1, 6);
    });
  });

  it("has strengths exactly where it gives no reason against them", () => {
    const sparse = fc.tuple(
      fc.array(fc.nat({ max: 1 }), { minLength: 9, maxLength: 9 }),
      fc.array(fc.nat({ max: 1 }), { minLength: 3, maxLength: 3 }),
    );
    fc.assert(
      fc.property(sparse, ([wins, [t, u, v]]) => {
        const ties = [0, t, u, t, 0, v, u, v, 0];
        const { strengths, tie, reason, converged } = bradleyTerry(wins, 3, { ties });
        expect(converged).toBe(reason === null);
        expect(strengths.every(Number.isFinite)).toBe(reason === null);
        if (reason !== null) expect(tie).toBeNaN();
      }),
    );
  });

  it("refuses tables of another size, and ties that differ by order", () => {
    expect(() => bradleyTerry([0, 1], 2)).toThrow("2 cells are no table of 2 by 2");
    expect(() => bradleyTerry([0, 1, 1, 0], 2, { ties: [0, 1, 2, 0] })).toThrow("differ by order");
  });
});
