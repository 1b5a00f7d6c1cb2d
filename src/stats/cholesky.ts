/**
 * Solves A x = b for a symmetric positive definite A. O(n³ / 6).
 * @param matrix n × n, row-major, of which the lower triangle is read; overwritten by its factor.
 * @param right b; overwritten by x.
 * @throws RangeError where the matrix is not positive definite.
 * Source: Golub and Van Loan (2013), Matrix Computations, 4.2.
 */
export function solveCholesky(matrix: Float64Array, right: Float64Array): Float64Array {
  factorCholesky(matrix, right.length);
  return solveFactored(matrix, right);
}

/** Overwrites the lower triangle by L with A = L Lᵀ. @throws RangeError as solveCholesky. */
export function factorCholesky(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      const sum = matrix[row + j] - dot(matrix, row, other, j);
      if (j < i) matrix[row + j] = sum / matrix[other + j];
      else if (sum > 0) matrix[row + i] = Math.sqrt(sum);
      else throw new RangeError(`the matrix is not positive definite: pivot ${i} is ${sum}`);
    }
  }
}

/** Solves L Lᵀ x = b in place, given L in the lower triangle. O(n²). */
export function solveFactored(factor: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  for (let i = 0; i < n; i++) {
    let sum = right[i];
    for (let k = 0; k < i; k++) sum -= factor[i * n + k] * right[k];
    right[i] = sum / factor[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    const value = right[i] / factor[i * n + i];
    right[i] = value;
    for (let k = 0; k < i; k++) right[k] -= factor[i * n + k] * value;
  }
  return right;
}

/** Σ of n products from two places. Four sums side by side do not wait for each other. */
function dot(of: Float64Array, a: number, b: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < n; k += 4) {
    s0 += of[a + k] * of[b + k];
    s1 += of[a + k + 1] * of[b + k + 1];
    s2 += of[a + k + 2] * of[b + k + 2];
    s3 += of[a + k + 3] * of[b + k + 3];
  }
  for (; k < n; k++) s0 += of[a + k] * of[b + k];
  return s0 + s1 + (s2 + s3);
}
