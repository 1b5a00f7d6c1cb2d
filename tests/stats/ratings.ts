import fc from "fast-check";
import { countRatings, type RatingCounts } from "../../src/stats/rating-counts.ts";

/** Ratings as a table: raters by units, −1 where one is missing. */
export type Sheet = readonly (readonly number[])[];

/** A sheet from lines as papers print them: one line per rater, `-` or `*` where missing. */
export function sheetOf(...lines: string[]): number[][] {
  return lines.map((line) => line.split(" ").map((cell) => (/\d/.test(cell) ? Number(cell) : -1)));
}

/** Counts by unit of the numbers 0 to `values` − 1 in a sheet. */
export function countsOf(sheet: Sheet, values: number): RatingCounts {
  const units = sheet[0].length;
  const unit = sheet.flatMap((rater) => rater.map((_, i) => i));
  return countRatings(unit, sheet.flat(), units, values);
}

/** Krippendorff's own example: 4 raters, 12 units, values 1 to 5. Gwet's raw4raters is the same. */
export const FOUR_RATERS = sheetOf(
  "1 2 3 3 2 1 4 1 2 - - -",
  "1 2 3 3 2 2 4 1 2 5 - 3",
  "- 3 3 3 2 3 4 2 2 5 1 -",
  "1 2 3 3 2 4 4 1 2 5 1 -",
);

/** The same with codes 0 to 4. */
export const FOUR_RATERS_CODED = FOUR_RATERS.map((rater) =>
  rater.map((value) => (value < 0 ? -1 : value - 1)),
);

/** The example of Wikipedia's "Krippendorff's alpha": 3 coders, 15 units, values 1 to 4. */
export const THREE_CODERS = sheetOf(
  "* * * * * 3 4 1 2 1 1 3 3 * 3",
  "1 * 2 1 3 3 4 3 * * * * * * *",
  "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
);

/** The example of Wikipedia's "Fleiss' kappa": 10 subjects, 14 raters, 5 categories. */
export const FLEISS_TABLE = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

/** Counts from a table of subjects by categories. */
export function countsOfTable(table: readonly (readonly number[])[]): RatingCounts {
  const cells = table.flatMap((row, unit) =>
    row.flatMap((count, code) => Array.from({ length: count }, () => ({ unit, code }))),
  );
  return countRatings(
    cells.map(({ unit }) => unit),
    cells.map(({ code }) => code),
    table.length,
    table[0].length,
  );
}

/** Sheets of 2 to 4 raters and 2 to 8 units over 4 values with missing cells. */
export const sheets: fc.Arbitrary<number[][]> = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 8 }))
  .chain(([raters, units]) =>
    fc.array(fc.array(fc.integer({ min: -1, max: 3 }), { minLength: units, maxLength: units }), {
      minLength: raters,
      maxLength: raters,
    }),
  );
