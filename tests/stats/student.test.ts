import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../src/stats/normal.ts";
import { quantile } from "../../src/stats/quantile.ts";
import { studentCritical, studentProbability, studentQuantile } from "../../src/stats/student.ts";

describe("Student's t", () => {
  it("agrees with R's qt", () => {
    // qt(c(.975, .975, .9, .995), c(11, 1, 3.5, 1585)).
    expect(studentQuantile(0.975, 11)).toBeCloseTo(2.2009851600916, 11);
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.7062047361747, 9);
    expect(studentQuantile(0.9, 3.5)).toBeCloseTo(1.5765766051364, 11);
    expect(studentQuantile(0.995, 1585)).toBeCloseTo(2.578934746084, 9);
  });

  it("is Cauchy's with one degree of freedom, and the normal's with infinitely many", () => {
    for (const t of [-4, -0.3, 0, 1, 20]) {
      expect(studentProbability(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
    }
    expect(studentQuantile(0.9, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.9));
    expect(studentCritical(0.95, 0)).toBeNaN();
  });

  it("inverts its distribution function, and mirrors", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        (p, freedom) => {
          const t = studentQuantile(p, freedom);
          expect(studentProbability(t, freedom)).toBeCloseTo(p, 10);
          expect(studentQuantile(1 - p, freedom)).toBeCloseTo(-t, 7);
        },
      ),
    );
  });
});

describe("quantile", () => {
  it("gives R's default", () => {
    // quantile(c(1, 2, 4, 8), c(.1, .5, .9)) = 1.3 3.0 6.8.
    const at = [0.1, 0.5, 0.9].map((p) => quantile([1, 2, 4, 8], p));
    [1.3, 3, 6.8].forEach((value, i) => {
      expect(at[i]).toBeCloseTo(value, 12);
    });
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([3], 1)).toBe(3);
  });
});
