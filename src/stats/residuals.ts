import { type Crosstab, crosstabTotals } from "./crosstab.ts";

/**
 * Standardised (adjusted Pearson) residuals of a cross-tab, in the order of its cells:
 * (observed − expected) / √(expected (1 − row share)(1 − column share)).
 * Each is about standard normal where the attributes are independent, so |r| above 2 stands
 * out and above 3 stands out among many cells. NaN where a row or column is empty or holds all.
 * Source: Haberman (1973), The Analysis of Residuals in Cross-Classified Tables, Biometrics 29;
 * Agresti (2013), section 3.3.1.
 */
export function standardisedResiduals(table: Crosstab): Float64Array {
  const { byRow, byColumn, all } = crosstabTotals(table);
  return table.counts.map((count, cell) => {
    const row = byRow[Math.floor(cell / table.columns)];
    const column = byColumn[cell % table.columns];
    const expected = (row * column) / all;
    const variance = expected * (1 - row / all) * (1 - column / all);
    return variance > 0 ? (count - expected) / Math.sqrt(variance) : Number.NaN;
  });
}
