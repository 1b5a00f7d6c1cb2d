import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustTests, benjaminiHochberg } from "../../src/stats/benjamini-hochberg.ts";

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

describe("tests that could not all be made", () => {
  it("counts and adjusts the others alone", () => {
    // Two tests: .01 × 2 / 1 and .04 × 2 / 2.
    const { adjusted, tests } = adjustTests([Number.NaN, 0.04, Number.NaN, 0.01]);
    expect(tests).toBe(2);
    expect([...adjusted]).toEqual([Number.NaN, 0.04, Number.NaN, 0.02]);
    expect(adjustTests([Number.NaN])).toEqual({ adjusted: Float64Array.of(Number.NaN), tests: 0 });
    expect(() => adjustTests([Number.NaN, 1.5])).toThrow("not a probability");
  });

  it("is the plain adjustment where all were made, wherever others stand between", () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.option(p, { nil: Number.NaN }), { maxLength: 30 }), (values) => {
        const made = values.filter((of) => !Number.isNaN(of));
        const { adjusted, tests } = adjustTests(values);
        expect(tests).toBe(made.length);
        expect([...adjusted].filter((of) => !Number.isNaN(of))).toEqual([
          ...benjaminiHochberg(made),
        ]);
        values.forEach((of, i) => {
          expect(Number.isNaN(adjusted[i])).toBe(Number.isNaN(of));
        });
      }),
    );
  });
});
