/** Designs of categorical factors: which terms a linear predictor has, and their levels. */

export interface Factor {
  readonly name: string;
  readonly levels: readonly string[];
}

/** The factors, and the terms of the linear predictor: indices of the factors that a term crosses. */
export interface Design {
  readonly factors: readonly Factor[];
  readonly terms: readonly (readonly number[])[];
}

/** Levels of a term: the product over its factors. */
export function termSize({ factors }: Design, term: readonly number[]): number {
  return term.reduce((size, factor) => size * factors[factor].levels.length, 1);
}

/** Names of a term's levels, the last factor running fastest. */
export function termLevels({ factors }: Design, term: readonly number[]): string[] {
  return term.reduce<string[]>(
    (names, factor) =>
      names.length === 0
        ? [...factors[factor].levels]
        : names.flatMap((name) => factors[factor].levels.map((level) => `${name} × ${level}`)),
    [],
  );
}

/** Writes the active feature of each term for the levels given, after the intercept. */
export function activeFeatures(design: Design, codes: ArrayLike<number>, out: Int32Array) {
  let offset = 1;
  design.terms.forEach((term, t) => {
    let level = 0;
    for (const factor of term) level = level * design.factors[factor].levels.length + codes[factor];
    out[t] = offset + level;
    offset += termSize(design, term);
  });
}

/** Features of a design, the intercept counted. */
export function featureCount(design: Design): number {
  return design.terms.reduce((count, term) => count + termSize(design, term), 1);
}
