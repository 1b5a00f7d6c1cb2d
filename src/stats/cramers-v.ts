import { chiSquare } from "./chi-square.ts";
import type { Crosstab } from "./crosstab.ts";

/**
 * Cramér's V of a cross-tab: √(χ²/n / (min(rows, columns) − 1)), 0 for independence and
 * 1 where one attribute decides the other. Rows and columns without people do not count.
 *
 * With `corrected`, Bergsma's estimate, which is near 0 for independent attributes however
 * small n is: φ² is lowered by (r−1)(c−1)/(n−1), and r, c by (r−1)²/(n−1), (c−1)²/(n−1).
 * @returns NaN where fewer than two rows or two columns hold people.
 * Source: Cramér (1946), Mathematical Methods of Statistics, section 21.9; Bergsma (2013), A bias
 * correction for Cramér's V and Tschuprow's T, Journal of the Korean Statistical Society 42.
 */
export function cramersV(table: Crosstab, { corrected = false } = {}): number {
  const { statistic, n, rows, columns } = chiSquare(table);
  if (rows < 2 || columns < 2) return Number.NaN;
  const phi = statistic / n;
  if (!corrected) return Math.min(1, Math.sqrt(phi / (Math.min(rows, columns) - 1)));
  if (n <= 1) return Number.NaN;
  const lowered = Math.max(0, phi - ((rows - 1) * (columns - 1)) / (n - 1));
  const ofRows = rows - (rows - 1) ** 2 / (n - 1);
  const ofColumns = columns - (columns - 1) ** 2 / (n - 1);
  return Math.min(1, Math.sqrt(lowered / (Math.min(ofRows, ofColumns) - 1)));
}
