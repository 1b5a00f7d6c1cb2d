/** Moves a fitted model to the margins of the population: by origin and by state. */

export interface CalibrationInput {
  /** People by profile and state, row-major. A profile is what the model conditions on. */
  readonly people: Float64Array;
  /** Class probabilities by profile, row-major. */
  readonly probabilities: Float64Array;
  readonly classes: number;
  /** Origin of each profile. */
  readonly originOf: Uint8Array;
  /** Shares to meet, row-major: origin or state by class. */
  readonly origins: Float64Array;
  readonly states: Float64Array;
}

export interface Calibration {
  /** Multipliers of the classes' odds, row-major: origin or state by class. */
  readonly origins: Float64Array;
  readonly states: Float64Array;
  /** Largest distance of a share from its target after the last sweep. */
  readonly error: number;
}

/** People by origin, state and class that the model with these multipliers implies. */
function implied(
  input: CalibrationInput,
  byOrigin: Float64Array,
  byState: Float64Array,
): Float64Array {
  const { people, probabilities, classes, originOf, origins, states } = input;
  const stateCount = states.length / classes;
  const expected = new Float64Array((origins.length / classes) * states.length);
  const base = new Float64Array(classes);
  const row = new Float64Array(classes);
  for (let d = 0; d < originOf.length; d++) {
    const origin = originOf[d];
    for (let k = 0; k < classes; k++) {
      base[k] = probabilities[d * classes + k] * byOrigin[origin * classes + k];
    }
    for (let s = 0; s < stateCount; s++) {
      const weight = people[d * stateCount + s];
      if (weight === 0) continue;
      let sum = 0;
      for (let k = 0; k < classes; k++) {
        row[k] = base[k] * byState[s * classes + k];
        sum += row[k];
      }
      const at = (origin * stateCount + s) * classes;
      for (let k = 0; k < classes; k++) expected[at + k] += (weight * row[k]) / sum;
    }
  }
  return expected;
}

/** Scales the multipliers of each group to its target; returns the largest error of a share. */
function scale(
  expected: Float64Array,
  groupOf: (cell: number) => number,
  targets: Float64Array,
  multipliers: Float64Array,
  classes: number,
): number {
  const sums = new Float64Array(targets.length);
  expected.forEach((value, i) => {
    sums[groupOf(Math.floor(i / classes)) * classes + (i % classes)] += value;
  });
  let error = 0;
  for (let g = 0; g < targets.length; g += classes) {
    const total = sums.subarray(g, g + classes).reduce((sum, value) => sum + value, 0);
    if (total === 0) continue;
    for (let k = g; k < g + classes; k++) {
      error = Math.max(error, Math.abs(sums[k] / total - targets[k]));
      if (sums[k] > 0) multipliers[k] *= (targets[k] * total) / sums[k];
    }
  }
  return error;
}

/**
 * Multipliers by origin and by state under which the people have the target shares in both:
 * iterative proportional fitting of the table people × class with the people fixed.
 * The model's odds ratios within an origin and a state stay as fitted.
 */
export function calibrate(input: CalibrationInput, sweeps = 60, tolerance = 1e-6): Calibration {
  const { classes } = input;
  const stateCount = input.states.length / classes;
  const origins = new Float64Array(input.origins.length).fill(1);
  const states = new Float64Array(input.states.length).fill(1);
  let error = Number.POSITIVE_INFINITY;
  for (let sweep = 0; sweep < sweeps && error > tolerance; sweep++) {
    const originOf = (cell: number) => Math.floor(cell / stateCount);
    error = scale(implied(input, origins, states), originOf, input.origins, origins, classes);
    const stateOf = (cell: number) => cell % stateCount;
    const next = scale(implied(input, origins, states), stateOf, input.states, states, classes);
    error = Math.max(error, next);
  }
  return { origins, states, error };
}
