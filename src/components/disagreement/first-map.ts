/** The map of the default view as a small table, painted before the feedback has come. */
import type { Table } from "npm:apache-arrow";
import type { GapCell } from "../../stats/group-gap.ts";

/** Columns of numbers of the table, row-major by topic and group. */
export const FIRST_MAP_COLUMNS = [
  "share",
  "others",
  "gap",
  "se",
  "low",
  "high",
  "p",
  "n",
  "personas",
  "prompts",
] as const satisfies readonly (keyof GapCell)[];

/** Cells of the table; `choices` and `skipped` stand in its last row. */
export function decodeFirstMap(table: Table): {
  readonly cells: readonly GapCell[];
  readonly choices: number;
  readonly skipped: number;
} {
  const columns = FIRST_MAP_COLUMNS.map((key) => table.getChild(key)?.toArray() as Float64Array);
  const cells = Array.from(
    { length: table.numRows - 1 },
    (_, row) =>
      Object.fromEntries(
        FIRST_MAP_COLUMNS.map((key, at) => [key, columns[at][row]]),
      ) as unknown as GapCell,
  );
  const last = table.numRows - 1;
  return { cells, choices: columns[0][last], skipped: columns[1][last] };
}
