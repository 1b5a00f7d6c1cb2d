/** Agreement of two choices whose utilities have a part in common, with logistic noise. */

/** Variance of the standard logistic distribution. */
export const LOGISTIC_VARIANCE = Math.PI ** 2 / 3;

/**
 * The logistic distribution function as Σ weight Φ(x × scale), right to 0.00005 everywhere.
 * Source: Monahan and Stefanski (1989), Normal Scale Mixture Approximations to F*(z), in
 * Balakrishnan (ed.), Handbook of the Logistic Distribution, with three terms.
 */
const MIXTURE = [
  { weight: 0.25220157, scale: 0.90793039 },
  { weight: 0.58522503, scale: 0.57778734 },
  { weight: 0.1625734, scale: 0.36403662 },
];

/** Chances and variances of the noise of a first and a second choice. */
const NOISES = MIXTURE.flatMap((a) =>
  MIXTURE.map((b) => ({
    chance: a.weight * b.weight,
    first: 1 / a.scale ** 2,
    second: 1 / b.scale ** 2,
  })),
);

/**
 * Chance that two choices are the same. Each is whether a normal utility of variance `signal`,
 * of which `shared` is common to both, plus logistic noise of its own is above zero:
 * Σ chance × (1/2 + asin(shared / sqrt((signal + noise) (signal + noise'))) / π).
 * Variances in squared logits; the mean is zero.
 * Source: Sheppard (1899) for two normals; the tetrachoric correlation of Pearson (1900) at even
 * margins is its inverse.
 */
export function agreementOf(shared: number, signal: number): number {
  let sum = 0;
  for (const { chance, first, second } of NOISES) {
    const total = Math.sqrt((signal + first) * (signal + second));
    sum += chance * (0.5 + Math.asin(shared / total) / Math.PI);
  }
  return sum;
}

/** How fast agreement rises with the variance in common: its derivative by `shared`. */
export function agreementSlope(shared: number, signal: number): number {
  let sum = 0;
  for (const { chance, first, second } of NOISES) {
    sum += chance / Math.sqrt((signal + first) * (signal + second) - shared * shared);
  }
  return sum / Math.PI;
}

/** Far above what choices can tell: a noise share of 0.0003. */
const MOST = 10_000;

/** Variance of a utility whose choices, asked again, agree so often; 0 at one half or less. */
export function signalOf(retestAgreement: number): number {
  if (Number.isNaN(retestAgreement)) return Number.NaN;
  return bisect(0, MOST, (signal) => agreementOf(signal, signal) < retestAgreement);
}

/** Variance in common that gives an agreement; below zero for less than one half. */
export function sharedOf(agreement: number, signal: number): number {
  if (Number.isNaN(agreement) || Number.isNaN(signal)) return Number.NaN;
  return bisect(-signal, signal, (shared) => agreementOf(shared, signal) < agreement);
}

/** Where a condition that holds from `low` on ends. */
function bisect(low: number, high: number, holds: (at: number) => boolean): number {
  let [from, to] = [low, high];
  for (let step = 0; step < 60; step++) {
    const middle = (from + to) / 2;
    if (holds(middle)) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}
