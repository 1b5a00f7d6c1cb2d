import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../src/stats/benjamini-hochberg.ts";
import { holm } from "../../src/stats/holm.ts";

describe("Holm", () => {
  it("gives R's p.adjust", () => {
    // 10 × .01 = .1; 9 × .013 = .117; 8 × .014 = .112, raised to .117; 7 × .19 is above 1.
    const adjusted = holm([0.01, 0.013, 0.014, 0.19, 0.35, 0.5, 0.63, 0.67, 0.75, 0.81]);
    [0.1, 0.117, 0.117, 1, 1, 1, 1, 1, 1, 1].forEach((value, i) => {
      expect(adjusted[i]).toBeCloseTo(value, 12);
    });
  });

  it("refuses what is not a probability", () => {
    expect(() => holm([0.2, -0.1])).toThrow("p-value 1 is -0.1");
  });

  it("is at least Benjamini-Hochberg, at most Bonferroni, and follows a permutation", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(values, (p) => {
        const adjusted = holm(p);
        const discovery = benjaminiHochberg(p);
        expect([...holm([...p].reverse())].reverse()).toEqual([...adjusted]);
        p.forEach((value, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(discovery[i] - 1e-12);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p.length * value));
        });
      }),
    );
  });
});
