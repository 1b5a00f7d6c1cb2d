import { logGamma } from "./log-gamma.ts";
import { normalQuantile } from "./normal.ts";

/**
 * Distribution function of Student's t, 1 − I(ν / (ν + t²); ν/2, 1/2) / 2 for t ≥ 0.
 * Source: Abramowitz and Stegun (1964), 26.7.1 and 26.5.27.
 */
export function studentProbability(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? 1 - tail : tail;
}

/**
 * Quantile of Student's t, by bisection to the last digits of its distribution function.
 * @param freedom degrees of freedom, above zero; Infinity gives the normal quantile.
 * @returns NaN where there are no degrees of freedom. @throws RangeError outside [0, 1].
 */
export function studentQuantile(p: number, freedom: number): number {
  if (!(freedom > 0)) return Number.NaN;
  if (p < 0.5) return -studentQuantile(1 - p, freedom);
  const normal = normalQuantile(p);
  if (!Number.isFinite(freedom) || !Number.isFinite(normal)) return normal;
  // The tails of t are heavier than the normal's.
  let low = normal;
  let high = normal + 1;
  while (studentProbability(high, freedom) < p) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (studentProbability(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Half-width of a two-sided interval in standard errors. */
export function studentCritical(confidence: number, freedom: number): number {
  return studentQuantile(0.5 + confidence / 2, freedom);
}

/** Regularised incomplete beta function. Source: Lentz's method for DLMF 8.17.22. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean of the distribution.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front =
    Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) /
    a;
  return front * continuedFraction(x, a, b);
}

function continuedFraction(x: number, a: number, b: number): number {
  const guard = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let factor = 1;
    for (const term of [even, odd]) {
      d = 1 / guard(1 + term * d);
      c = guard(1 + term / c);
      factor = d * c;
      fraction *= factor;
    }
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction;
}
