import fc from "fast-check";
import { expect, it } from "vitest";
import { solveCholesky } from "../../src/stats/cholesky.ts";

it("solves a system by hand", () => {
  // 4x + 2y = 10, 2x + 3y = 11: x = 1, y = 3. The upper triangle is not read.
  const x = solveCholesky(Float64Array.of(4, Number.NaN, 2, 3), Float64Array.of(10, 11));
  expect(x[0]).toBeCloseTo(1, 14);
  expect(x[1]).toBeCloseTo(3, 14);
});

it("refuses a matrix that is not positive definite", () => {
  expect(() => solveCholesky(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1))).toThrow(
    "not positive definite: pivot 1",
  );
});

it("gives back x from A x", () => {
  const entries = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 90, maxLength: 90 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), entries, (n, values) => {
      // A = B Bᵀ + I is positive definite for any B.
      const at = (i: number, j: number) => values[i * n + j];
      const matrix = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          for (let k = 0; k < n; k++) matrix[i * n + j] += at(i, k) * at(j, k);
        }
        matrix[i * n + i]++;
      }
      const x = Array.from({ length: n }, (_, i) => values[81 + i]);
      const right = Float64Array.from(x, (_, i) =>
        x.reduce((sum, of, j) => sum + matrix[i * n + j] * of, 0),
      );
      solveCholesky(matrix, right).forEach((of, i) => {
        expect(of).toBeCloseTo(x[i], 7);
      });
    }),
  );
});
