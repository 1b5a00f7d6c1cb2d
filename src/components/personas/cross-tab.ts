/** A cross-tab of two attributes under a slice: counts, intervals, residuals and Cramér's V. */
import { type Attribute, coarseLevels, coarseOf, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { cramersV } from "../../stats/cramers-v.ts";
import { type Crosstab, crosstab, crosstabTotals } from "../../stats/crosstab.ts";
import { standardisedResiduals } from "../../stats/residuals.ts";
import { wilson } from "../../stats/wilson.ts";
import type { Column, Row } from "../csv.ts";
import type { PersonasTable } from "../personas-table.ts";
import { indicesOf } from "../slices/slice.ts";
import { SMALL_N } from "../theme.ts";

export interface CrossTabCell {
  readonly row: number;
  readonly column: number;
  readonly n: number;
  readonly expected: number;
  /** Standardised residual; NaN where it is not defined. */
  readonly residual: number;
  /** Share of the row, with its 95 % interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Not shown where the cell holds fewer than 10, faded under 30; the counts of nobody are as they are. */
  readonly reading: "full" | "faded" | "suppressed" | "empty";
}

export interface CrossTabTable {
  readonly rows: Attribute;
  readonly columns: Attribute;
  /** Coarse groups that hold people, as indices, in order. */
  readonly rowGroups: readonly number[];
  readonly columnGroups: readonly number[];
  readonly rowTotals: Float64Array;
  readonly columnTotals: Float64Array;
  readonly n: number;
  /** By row and column group. */
  readonly cells: readonly CrossTabCell[];
  /** Cramér's V, bias-corrected (Bergsma); NaN where a side has fewer than two groups. */
  readonly association: number;
}

/** Levels of an attribute in a coarse group. */
export function levelsOfGroup(attribute: Attribute, group: number): number[] {
  return attribute.levels
    .map((_, level) => level)
    .filter((level) => coarseOf(attribute, level) === group);
}

/**
 * Cross-tab of two attributes, in coarse groups where they are declared, over the personas of a mask.
 * People to whom either does not apply are left out: they would drown every other residual.
 */
export function crossTab(
  personas: PersonasTable,
  rowKey: string,
  columnKey: string,
  mask: Uint8Array,
): CrossTabTable {
  const rows = attributeOf(rowKey);
  const columns = attributeOf(columnKey);
  const width = coarseLevels(columns).length;
  const table: Crosstab = crosstab(
    coarseCodes(personas, rows),
    coarseLevels(rows).length,
    coarseCodes(personas, columns),
    width,
    indicesOf(applicable(personas, [rows, columns], mask)),
  );
  const { byRow, byColumn, all } = crosstabTotals(table);
  const residuals = standardisedResiduals(table);
  const held = (totals: Float64Array) =>
    Array.from(totals.keys()).filter((group) => totals[group] > 0);
  const rowGroups = held(byRow);
  const columnGroups = held(byColumn);
  const cells = rowGroups.flatMap((row) =>
    columnGroups.map((column): CrossTabCell => {
      const at = row * width + column;
      const n = table.counts[at];
      const { low, high } = wilson(n, byRow[row]);
      return {
        row,
        column,
        n,
        expected: (byRow[row] * byColumn[column]) / all,
        residual: residuals[at],
        share: n / byRow[row],
        low,
        high,
        reading: readingOf(n),
      };
    }),
  );
  return {
    rows,
    columns,
    rowGroups,
    columnGroups,
    rowTotals: byRow,
    columnTotals: byColumn,
    n: all,
    cells,
    association: cramersV(table, { corrected: true }),
  };
}

export const CROSS_TAB_COLUMNS: readonly Column[] = [
  { key: "row", label: "Row", kind: "text" },
  { key: "column", label: "Column", kind: "text" },
  { key: "n", label: "Personas", kind: "count" },
  { key: "share", label: "Share of row", kind: "share" },
  { key: "low", label: "95 % from", kind: "share" },
  { key: "high", label: "to", kind: "share" },
  { key: "expected", label: "Expected", kind: "number" },
  { key: "residual", label: "Standardised residual", kind: "number" },
];

export function crossTabRows({ rows, columns, cells }: CrossTabTable): Row[] {
  return cells.map(({ row, column, n, share, low, high, expected, residual }) => ({
    row: coarseLevels(rows)[row],
    column: coarseLevels(columns)[column],
    n,
    share,
    low,
    high,
    expected,
    residual: Number.isFinite(residual) ? residual : null,
  }));
}

function readingOf(n: number): CrossTabCell["reading"] {
  if (n === 0) return "empty";
  if (n < SMALL_N.suppressed) return "suppressed";
  return n < SMALL_N.faded ? "faded" : "full";
}

/** The personas of a mask to whom all of some attributes apply. */
function applicable(
  personas: PersonasTable,
  attributes: readonly Attribute[],
  mask: Uint8Array,
): Uint8Array {
  return attributes.reduce((kept, { key, levels }) => {
    const none = levels.indexOf(NOT_APPLICABLE);
    const codes = personas.codes[key];
    return none < 0 ? kept : kept.map((bit, i) => (codes[i] === none ? 0 : bit));
  }, mask);
}

function coarseCodes(personas: PersonasTable, attribute: Attribute): Uint8Array {
  const codes = personas.codes[attribute.key];
  const { coarse } = attribute;
  return coarse ? codes.map((level) => coarse.of[level]) : codes;
}
