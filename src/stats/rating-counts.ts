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
 * Counts ratings by unit and value. Where the whole table of units by values is at most about as
 * large as the ratings it is filled in one pass; else ratings are sorted by value, then by unit, in
 * O(ratings + units + values).
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
  const isDense = units * values <= 2 * ratings + 1024;
  const table = new Int32Array(isDense ? units * values : 0);
  const ofValue = new Int32Array(isDense ? 0 : values);
  let missing = 0;
  for (let i = 0; i < ratings; i++) {
    const [u, value] = [unit[i], code[i]];
    if (!(u >= 0 && u < units && value < values)) {
      throw new RangeError(`rating ${i}: unit ${u} of ${units}, value ${value} of ${values}`);
    }
    if (value < 0) missing++;
    else if (isDense) table[u * values + value]++;
    else ofValue[value]++;
  }
  const cells = isDense
    ? cellsOfTable(table, units, values)
    : cellsOfSorted(unitsByValue(unit, code, ofValue), ofValue, units);
  return { units, values, missing, ...cells };
}

type Cells = Pick<RatingCounts, "start" | "code" | "count">;

/** The cells above zero of a table of units by values, row-major. */
function cellsOfTable(table: Int32Array, units: number, values: number): Cells {
  let cells = 0;
  for (let at = 0; at < table.length; at++) if (table[at] > 0) cells++;
  const start = new Int32Array(units + 1);
  const code = new Int32Array(cells);
  const count = new Int32Array(cells);
  let cell = 0;
  for (let unit = 0, at = 0; unit < units; unit++) {
    for (let value = 0; value < values; value++, at++) {
      if (table[at] === 0) continue;
      code[cell] = value;
      count[cell++] = table[at];
    }
    start[unit + 1] = cell;
  }
  return { start, code, count };
}

/** The units of the ratings in the order of their values. @param ofValue ratings per value. */
function unitsByValue(
  unit: ArrayLike<number>,
  code: ArrayLike<number>,
  ofValue: Int32Array,
): Int32Array {
  const next = new Int32Array(ofValue.length);
  let sum = 0;
  for (let value = 0; value < ofValue.length; value++) {
    next[value] = sum;
    sum += ofValue[value];
  }
  const ordered = new Int32Array(sum);
  for (let i = 0; i < unit.length; i++) if (code[i] >= 0) ordered[next[code[i]]++] = unit[i];
  return ordered;
}

/** The cells from the units in the order of their values: one begins where a unit's last value is another. */
function cellsOfSorted(ordered: Int32Array, ofValue: Int32Array, units: number): Cells {
  const last = new Int32Array(units).fill(-1);
  const start = new Int32Array(units + 1);
  const each = (visit: (unit: number, value: number, isFirst: boolean) => void) => {
    last.fill(-1);
    for (let value = 0, i = 0; value < ofValue.length; value++) {
      for (const end = i + ofValue[value]; i < end; i++) {
        const isFirst = last[ordered[i]] !== value;
        last[ordered[i]] = value;
        visit(ordered[i], value, isFirst);
      }
    }
  };
  each((unit, _, isFirst) => {
    if (isFirst) start[unit + 1]++;
  });
  for (let unit = 0; unit < units; unit++) start[unit + 1] += start[unit];
  const next = start.slice(0, units);
  const code = new Int32Array(start[units]);
  const count = new Int32Array(start[units]);
  each((unit, value, isFirst) => {
    if (isFirst) code[next[unit]++] = value;
    count[next[unit] - 1]++;
  });
  return { start, code, count };
}

/** Ratings with a value per unit. */
export function ratingsPerUnit({ units, start, count }: RatingCounts): Int32Array {
  const ratings = new Int32Array(units);
  for (let unit = 0; unit < units; unit++) {
    for (let cell = start[unit]; cell < start[unit + 1]; cell++) ratings[unit] += count[cell];
  }
  return ratings;
}
