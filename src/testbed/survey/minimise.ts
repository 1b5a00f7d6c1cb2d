/** Unconstrained minimisation of a smooth convex function. */

/** Value at `x`; writes the gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  readonly maxIterations?: number;
  /** Largest component of the gradient at which the search ends. */
  readonly tolerance?: number;
}

const MEMORY = 12;

const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

const largest = (a: Float64Array) => a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

interface Step {
  readonly dx: Float64Array;
  readonly dg: Float64Array;
  readonly rho: number;
}

/** The quasi-Newton direction: two loops over the remembered steps. */
function direction(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const d = gradient.map((value) => -value);
  const alphas = new Float64Array(steps.length);
  for (let s = steps.length - 1; s >= 0; s--) {
    alphas[s] = steps[s].rho * dot(steps[s].dx, d);
    for (let i = 0; i < d.length; i++) d[i] -= alphas[s] * steps[s].dg[i];
  }
  const last = steps.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.dg, last.dg));
    for (let i = 0; i < d.length; i++) d[i] *= scale;
  }
  steps.forEach(({ dx, dg, rho }, s) => {
    const beta = rho * dot(dg, d);
    for (let i = 0; i < d.length; i++) d[i] += (alphas[s] - beta) * dx[i];
  });
  return d;
}

/**
 * Limited-memory BFGS with a halving line search (Armijo).
 * @returns the minimiser; the gradient there is at most `tolerance` unless the steps ran out.
 * Source: Nocedal and Wright (2006), Numerical Optimization, algorithm 7.4.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { maxIterations = 500, tolerance = 1e-6 }: MinimiseOptions = {},
): Float64Array {
  let x = Float64Array.from(start);
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const steps: Step[] = [];
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(gradient) <= tolerance) break;
    const d = direction(gradient, steps);
    const slope = dot(gradient, d);
    let length = steps.length > 0 ? 1 : Math.min(1, 1 / largest(gradient));
    let next = x;
    const nextGradient = new Float64Array(x.length);
    let nextValue = Number.POSITIVE_INFINITY;
    for (let halving = 0; halving < 40; halving++, length /= 2) {
      next = x.map((xi, i) => xi + length * d[i]);
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
    }
    if (!(nextValue < value)) break;
    const dx = next.map((xi, i) => xi - x[i]);
    const dg = nextGradient.map((gi, i) => gi - gradient[i]);
    const curvature = dot(dx, dg);
    if (curvature > 0) steps.push({ dx, dg, rho: 1 / curvature });
    if (steps.length > MEMORY) steps.shift();
    x = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return x;
}
