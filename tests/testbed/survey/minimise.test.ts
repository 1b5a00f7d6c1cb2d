import { expect, test } from "vitest";
import { minimise } from "../../../src/testbed/survey/minimise.ts";

test("finds the minimum of a badly scaled quadratic", () => {
  // f = sum of s (x - c)² / 2 has its minimum at c.
  const scale = [1, 100, 0.01];
  const centre = [3, -2, 7];
  const x = minimise(
    (x, gradient) => {
      let value = 0;
      x.forEach((xi, i) => {
        gradient[i] = scale[i] * (xi - centre[i]);
        value += (gradient[i] * (xi - centre[i])) / 2;
      });
      return value;
    },
    new Float64Array(3),
    { tolerance: 1e-9 },
  );
  centre.forEach((c, i) => {
    expect(x[i]).toBeCloseTo(c, 6);
  });
});

test("leaves a minimum as it is", () => {
  const start = Float64Array.of(1, 2);
  expect(minimise((_, gradient) => gradient.fill(0)[0], start)).toEqual(start);
});
