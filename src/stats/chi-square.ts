import { type Crosstab, crosstabTotals } from "./crosstab.ts";

/** Pearson's statistic of independence; rows and columns without people do not count. */
export interface ChiSquare {
  readonly statistic: number;
  /** (rows − 1)(columns − 1) over the rows and columns that hold people. */
  readonly degrees: number;
  /** People, or their total weight. */
  readonly n: number;
  /** Rows and columns that hold people. */
  readonly rows: number;
  readonly columns: number;
}

/**
 * Pearson's chi-square of a cross-tab: Σ (observed − expected)² / expected with the
 * expectation row total × column total / n.
 * Source: Agresti (2013), Categorical Data Analysis, section 3.2.1.
 */
export function chiSquare(table: Crosstab): ChiSquare {
  const { byRow, byColumn, all } = crosstabTotals(table);
  let statistic = 0;
  for (let i = 0; i < table.rows; i++) {
    for (let j = 0; j < table.columns; j++) {
      const expected = (byRow[i] * byColumn[j]) / all;
      if (!(expected > 0)) continue;
      const error = table.counts[i * table.columns + j] - expected;
      statistic += (error * error) / expected;
    }
  }
  const rows = byRow.filter((count) => count > 0).length;
  const columns = byColumn.filter((count) => count > 0).length;
  return { statistic, degrees: Math.max(0, (rows - 1) * (columns - 1)), n: all, rows, columns };
}
