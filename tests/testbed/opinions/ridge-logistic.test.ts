import { expect, test } from "vitest";
import { seeded } from "../../../src/stats/random.ts";
import {
  fitRidgeLogistic,
  type LogisticRows,
  logLoss,
  logOdds,
} from "../../../src/testbed/opinions/ridge-logistic.ts";

function rows(
  list: readonly (readonly [answer: number, cls: number, weight: number])[],
): LogisticRows {
  return {
    answer: Int8Array.from(list, ([answer]) => answer),
    weight: Float64Array.from(list, ([, , weight]) => weight),
    classes: [Int8Array.from(list, ([, cls]) => cls)],
    sizes: [2],
  };
}

// Without a penalty the classes' log odds are those of their shares: 3 of 4 and 1 of 4.
test("an unpenalised fit gives the shares of each class", () => {
  const model = fitRidgeLogistic(
    rows([
      [1, 0, 1],
      [1, 0, 1],
      [1, 0, 1],
      [0, 0, 1],
      [1, 1, 2],
      [0, 1, 6],
    ]),
    1e-9,
  );
  expect(logOdds(model, [0])).toBeCloseTo(Math.log(3), 3);
  expect(logOdds(model, [1])).toBeCloseTo(-Math.log(3), 3);
});

test("coefficients have a weighted mean of zero, and an unknown class adds nothing", () => {
  const data = rows([
    [1, 0, 1],
    [0, 0, 1],
    [1, 1, 3],
    [0, 1, 1],
    [1, -1, 2],
  ]);
  const model = fitRidgeLogistic(data, 0.5);
  const [own] = model.coefficients;
  expect(2 * own[0] + 4 * own[1]).toBeCloseTo(0, 9);
  expect(logOdds(model, [-1])).toBe(model.intercept);
});

// ln 2 is the loss of a coin.
test("log loss of even odds is ln 2", () => {
  const data = rows([
    [1, 0, 1],
    [0, 1, 5],
  ]);
  expect(logLoss({ intercept: 0, coefficients: [] }, data)).toBeCloseTo(Math.LN2, 12);
});

test("true coefficients come back from answers drawn by them", () => {
  const random = seeded(3);
  const truth = [
    [-1, 0, 1],
    [0.5, -0.5],
  ];
  const n = 20_000;
  const classes = truth.map(({ length }) =>
    Int8Array.from({ length: n }, () => random.below(length)),
  );
  const answer = Int8Array.from({ length: n }, (_, i) => {
    const eta = 0.3 + truth[0][classes[0][i]] + truth[1][classes[1][i]];
    return random.next() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
  });
  const weight = new Float64Array(n).fill(7);
  const model = fitRidgeLogistic({ answer, weight, classes, sizes: [3, 2] }, 1);
  // Standard error of a coefficient here: about 0.03.
  truth.forEach((own, f) => {
    own.forEach((value, k) => {
      expect(Math.abs(model.coefficients[f][k] - value)).toBeLessThan(0.1);
    });
  });
});
