/**
 * How often each unit was given each value: the rows of the units-by-values table, without its
 * zeros. Cells `start[u]` to `start[u + 1]` are those of unit u, by ascending value.
 */
export interface RatingCounts {
  readonly units: number;
  /** Possible values; codes are 0 to values − 1. */
  readonly values: number;
  readonly start: Int32Array;
  /** Code per cell. */
  readonly code: Int32Array;
  /** Ratings per cell, above zero. */
  readonly count: Int32Array;
  /** Ratings without a value. */
  readonly missing: number;
}

/**
 * Counts ratings by unit and value, in O(ratings + units + values).
 * @param unit index of the unit per rating, below `units`.
 * @param code index of the value per rating, below `values`; a negative one is a missing value.
 * @throws RangeError for an index out of range, or columns of different lengths.
 */
export function countRatings(
  unit: ArrayLike<number>,
  code: ArrayLike<number>,
  units: number,
  values: number,
): RatingCounts {
  const ratings = unit.length;
  if (code.length !== ratings) {
    throw new RangeError(`${ratings} units and ${code.length} values are not of the same ratings`);
  }
  const ofValue = new Int32Array(values + 1);
  let missing = 0;
  for (let i = 0; i < ratings; i++) {
    if (!(unit[i] >= 0 && unit[i] < units && code[i] < values)) {
      throw new RangeError(
        `rating ${i}: unit ${unit[i]} of ${units}, value ${code[i]} of ${values}`,
      );
    }
    if (code[i] < 0) missing++;
    else ofValue[code[i] + 1]++;
  }
  for (let value = 0; value < values; value++) ofValue[value + 1] += ofValue[value];
  const ordered = new Int32Array(ratings - missing);
  for (let i = 0; i < ratings; i++) if (code[i] >= 0) ordered[ofValue[code[i]]++] = unit[i];
  return cellsByUnit(ordered, ofValue, units, values, missing);
}

/**
 * Cells by unit from the units in the order of their values.
 * @param end where the ratings of each value end.
 */
function cellsByUnit(
  ordered: Int32Array,
  end: Int32Array,
  units: number,
  values: number,
  missing: number,
): RatingCounts {
  // A cell begins where a unit's last seen value is another one.
  const last = new Int32Array(units).fill(-1);
  const start = new Int32Array(units + 1);
  for (let value = 0, i = 0; value < values; value++) {
    for (; i < end[value]; i++) {
      const unit = ordered[i];
      if (last[unit] === value) continue;
      last[unit] = value;
      start[unit + 1]++;
    }
  }
  for (let unit = 0; unit < units; unit++) start[unit + 1] += start[unit];
  const next = start.slice(0, units);
  const code = new Int32Array(start[units]);
  const count = new Int32Array(start[units]);
  last.fill(-1);
  for (let value = 0, i = 0; value < values; value++) {
    for (; i < end[value]; i++) {
      const unit = ordered[i];
      if (last[unit] !== value) {
        last[unit] = value;
        code[next[unit]++] = value;
      }
      count[next[unit] - 1]++;
    }
  }
  return { units, values, start, code, count, missing };
}

/** Ratings with a value per unit. */
export function ratingsPerUnit({ units, start, count }: RatingCounts): Int32Array {
  const ratings = new Int32Array(units);
  for (let unit = 0; unit < units; unit++) {
    for (let cell = start[unit]; cell < start[unit + 1]; cell++) ratings[unit] += count[cell];
  }
  return ratings;
}
