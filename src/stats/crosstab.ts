/** Counts of two attributes together: cell of row i and column j at i · columns + j. */
export interface Crosstab {
  readonly rows: number;
  readonly columns: number;
  readonly counts: Float64Array;
}

/**
 * Counts people by two attributes.
 * @param a, b level index per person, below aLevels and bLevels; a gives the table's rows.
 * @param rows indices of the people counted; absent means everyone.
 * @param weights one per person; absent means all 1.
 * @throws RangeError where the columns differ in length.
 */
export function crosstab(
  a: Uint8Array,
  aLevels: number,
  b: Uint8Array,
  bLevels: number,
  rows?: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Crosstab {
  if (a.length !== b.length) throw new RangeError(`${a.length} people against ${b.length}`);
  const counts = new Float64Array(aLevels * bLevels);
  if (rows) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      counts[a[row] * bLevels + b[row]] += weights ? weights[row] : 1;
    }
  } else if (weights) {
    for (let i = 0; i < a.length; i++) counts[a[i] * bLevels + b[i]] += weights[i];
  } else {
    for (let i = 0; i < a.length; i++) counts[a[i] * bLevels + b[i]]++;
  }
  return { rows: aLevels, columns: bLevels, counts };
}

/** Totals of a cross-tab: by row, by column, and of all. */
export interface CrosstabTotals {
  readonly byRow: Float64Array;
  readonly byColumn: Float64Array;
  readonly all: number;
}

/** Row, column and grand totals. */
export function crosstabTotals({ rows, columns, counts }: Crosstab): CrosstabTotals {
  const byRow = new Float64Array(rows);
  const byColumn = new Float64Array(columns);
  let all = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const count = counts[i * columns + j];
      byRow[i] += count;
      byColumn[j] += count;
      all += count;
    }
  }
  return { byRow, byColumn, all };
}
