import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../src/stats/benjamini-hochberg.ts";

const P = [0.01, 0.013, 0.014, 0.19, 0.35, 0.5, 0.63, 0.67, 0.75, 0.81];

describe("Benjamini-Hochberg", () => {
  it("gives R's p.adjust", () => {
    // Third of ten: .014 × 10 / 3 = .046667, which is below .013 × 10 / 2 and .01 × 10.
    const third = 0.14 / 3;
    const expected = [third, third, third, 0.475, 0.7, 0.81, 0.81, 0.81, 0.81, 0.81];
    benjaminiHochberg(P).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 10);
    });
  });

  it("refuses what is not a probability", () => {
    expect(() => benjaminiHochberg([0.2, 1.2])).toThrow("p-value 1 is 1.2");
    expect(() => benjaminiHochberg([Number.NaN])).toThrow("not a probability");
  });

  it("follows its tests through a permutation, never lowers, and keeps the order", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(values, (p) => {
        const adjusted = benjaminiHochberg(p);
        const reversed = benjaminiHochberg([...p].reverse()).reverse();
        expect([...adjusted]).toEqual([...reversed]);
        for (let i = 0; i < p.length; i++) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p[i]);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (let j = 0; j < p.length; j++) {
            if (p[i] < p[j]) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]);
          }
        }
      }),
    );
  });
});
