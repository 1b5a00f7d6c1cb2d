/** What the models imply for a population: people by the answers they would give. */
import { STATES } from "../../schema/places.ts";
import { type ClassTable, classProbabilities } from "./class-table.ts";

/**
 * Divides the people of every profile and state among the classes: the people of the next model,
 * whose profiles are this one's by class.
 * @param people by profile and state, row-major.
 */
export function divide(table: ClassTable, people: Float64Array): Float64Array {
  const { classes } = table;
  const divided = new Float64Array(people.length * classes);
  const p = new Float64Array(classes);
  people.forEach((weight, i) => {
    if (weight === 0) return;
    const profile = Math.floor(i / STATES.length);
    const state = i % STATES.length;
    classProbabilities(table, profile, state, p);
    for (let k = 0; k < classes; k++) {
      divided[(profile * classes + k) * STATES.length + state] = weight * p[k];
    }
  });
  return divided;
}

/** People by profile and class, and by state and class, row-major. */
export interface ImpliedClasses {
  readonly byProfile: Float64Array;
  readonly byState: Float64Array;
}

export function impliedClasses(table: ClassTable, people: Float64Array): ImpliedClasses {
  const { classes } = table;
  const byProfile = new Float64Array((people.length / STATES.length) * classes);
  const byState = new Float64Array(STATES.length * classes);
  const p = new Float64Array(classes);
  people.forEach((weight, i) => {
    if (weight === 0) return;
    const profile = Math.floor(i / STATES.length);
    const state = i % STATES.length;
    classProbabilities(table, profile, state, p);
    for (let k = 0; k < classes; k++) {
      byProfile[profile * classes + k] += weight * p[k];
      byState[state * classes + k] += weight * p[k];
    }
  });
  return { byProfile, byState };
}

/** Sums of a row-major table's rows by the group of each row. */
export function sumRows(
  table: Float64Array,
  classes: number,
  groups: number,
  groupOf: (row: number) => number,
): Float64Array {
  const sums = new Float64Array(groups * classes);
  table.forEach((value, i) => {
    sums[groupOf(Math.floor(i / classes)) * classes + (i % classes)] += value;
  });
  return sums;
}

/** Every row divided by its sum. */
export function rowShares(table: Float64Array, classes: number): Float64Array {
  return table.map((value, i) => {
    const row = Math.floor(i / classes) * classes;
    return value / table.subarray(row, row + classes).reduce((sum, x) => sum + x, 0);
  });
}
