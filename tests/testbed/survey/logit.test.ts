import fc from "fast-check";
import { expect, test } from "vitest";
import { type Design, featureCount, termLevels } from "../../../src/testbed/survey/design.ts";
import { fitLogit, probabilities } from "../../../src/testbed/survey/logit.ts";

const group = { name: "group", levels: ["a", "b"] };
const sex = { name: "sex", levels: ["m", "f"] };
const oneTerm: Design = { factors: [group], terms: [[0]] };

test("a 2 × 2 table gives its log odds ratio", () => {
  // Counts 30 10 / 15 45: log (30 × 45 / (10 × 15)) = log 9.
  const { coefficients } = fitLogit(
    oneTerm,
    {
      codes: [Uint8Array.of(0, 0, 1, 1)],
      outcome: Uint8Array.of(0, 1, 0, 1),
      weight: Float64Array.of(30, 10, 15, 45),
    },
    2,
    { main: 1e-7, crossed: 1e-7 },
  );
  const [a, b] = [1, 2].map((f) => coefficients[f * 2] - coefficients[f * 2 + 1]);
  expect(a - b).toBeCloseTo(Math.log(9), 4);
});

test("fitted class shares equal the weighted ones, whatever the penalty", () => {
  // The intercept is not penalised: its score equations are observed = expected.
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 6, maxLength: 6 }),
      fc.double({ min: 0.5, max: 100, noNaN: true }),
      (counts, main) => {
        const model = fitLogit(
          oneTerm,
          {
            codes: [Uint8Array.of(0, 0, 0, 1, 1, 1)],
            outcome: Uint8Array.of(0, 1, 2, 0, 1, 2),
            weight: Float64Array.from(counts),
          },
          3,
          { main, crossed: main },
        );
        const sizes = [0, 1].map((g) => counts.slice(g * 3, g * 3 + 3).reduce((a, b) => a + b));
        const fitted = [0, 1].map((g) => probabilities(model, [g]));
        for (let k = 0; k < 3; k++) {
          const expected = sizes[0] * fitted[0][k] + sizes[1] * fitted[1][k];
          expect(expected).toBeCloseTo(counts[k] + counts[3 + k], 3);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test("a heavier penalty draws the groups together", () => {
  const observations = {
    codes: [Uint8Array.of(0, 0, 1, 1)],
    outcome: Uint8Array.of(0, 1, 0, 1),
    weight: Float64Array.of(30, 10, 15, 45),
  };
  const distance = (main: number) => {
    const model = fitLogit(oneTerm, observations, 2, { main, crossed: main });
    return probabilities(model, [0])[0] - probabilities(model, [1])[0];
  };
  expect(distance(1e-6)).toBeCloseTo(0.75 - 0.25, 3);
  expect(distance(20)).toBeLessThan(distance(1));
  expect(distance(1e6)).toBeCloseTo(0, 3);
});

test("a crossed term has a coefficient per combination, the last factor running fastest", () => {
  const design: Design = { factors: [group, sex], terms: [[0], [0, 1]] };
  expect(termLevels(design, [0, 1])).toEqual(["a × m", "a × f", "b × m", "b × f"]);
  expect(featureCount(design)).toBe(1 + 2 + 4);
});
