import fc from "fast-check";
import { expect, test } from "vitest";
import { calibrate } from "../../../src/testbed/survey/calibration.ts";

const positive = fc.double({ min: 0.1, max: 1, noNaN: true });

test("meets shares by origin and by state at once", () => {
  // Targets that some population has: shares of a table origin × state × class made by hand.
  fc.assert(
    fc.property(
      fc.array(positive, { minLength: 8, maxLength: 8 }),
      fc.array(positive, { minLength: 4, maxLength: 4 }),
      (truth, guess) => {
        const people = Float64Array.of(40, 10, 20, 30);
        const row = (cell: number) => truth[2 * cell] / (truth[2 * cell] + truth[2 * cell + 1]);
        const share = (cells: readonly number[]) =>
          cells.reduce((sum, c) => sum + people[c] * row(c), 0) /
          cells.reduce((sum, c) => sum + people[c], 0);
        const origins = [share([0, 1]), share([2, 3])];
        const states = [share([0, 2]), share([1, 3])];
        const both = (first: readonly number[]) =>
          Float64Array.from(first.flatMap((value) => [value, 1 - value]));
        const result = calibrate(
          {
            people,
            probabilities: Float64Array.from(guess),
            classes: 2,
            originOf: Uint8Array.of(0, 1),
            origins: both(origins),
            states: both(states),
          },
          500,
          1e-9,
        );
        expect(result.error).toBeLessThan(1e-9);
        const implied = (profile: number, state: number) => {
          const [a, b] = [0, 1].map(
            (k) =>
              guess[profile * 2 + k] *
              result.origins[profile * 2 + k] *
              result.states[state * 2 + k],
          );
          return a / (a + b);
        };
        expect((40 * implied(0, 0) + 10 * implied(0, 1)) / 50).toBeCloseTo(origins[0], 6);
        expect((40 * implied(0, 0) + 20 * implied(1, 0)) / 60).toBeCloseTo(states[0], 6);
      },
    ),
    { numRuns: 50 },
  );
});
