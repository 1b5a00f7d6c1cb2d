import fc from "fast-check";
import { expect, test } from "vitest";
import { preserveStructure, reclass } from "../../../src/testbed/survey/structure.ts";

const positive = fc.double({ min: 0.05, max: 1, noNaN: true });

test("keeps the odds ratios and meets the national shares", () => {
  fc.assert(
    fc.property(
      fc.array(positive, { minLength: 4, maxLength: 4 }),
      fc.array(positive, { minLength: 2, maxLength: 2 }),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      (cells, sizes, first) => {
        const shares = preserveStructure(
          Float64Array.from(cells),
          Float64Array.from(sizes),
          Float64Array.of(first, 1 - first),
        );
        const oddsRatio = ([a, b, c, d]: ArrayLike<number> & Iterable<number>) => (a * d) / (b * c);
        expect(Math.log(oddsRatio(shares))).toBeCloseTo(Math.log(oddsRatio(cells)), 6);
        const nation = (sizes[0] * shares[0] + sizes[1] * shares[2]) / (sizes[0] + sizes[1]);
        expect(nation).toBeCloseTo(first, 8);
        expect(shares[0] + shares[1]).toBeCloseTo(1, 8);
      },
    ),
  );
});

test("a class between two has their geometric mean", () => {
  expect([...reclass(Float64Array.of(0.4, 0.1, 0.5), 3, [[0], [0, 1], [2]])]).toEqual([
    0.4,
    Math.sqrt(0.4 * 0.1),
    0.5,
  ]);
});
