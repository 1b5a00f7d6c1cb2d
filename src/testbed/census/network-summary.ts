/** What the committed tables say of themselves: which variable is drawn given which. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTable } from "./table-file.ts";
import type { ParentName } from "./variables.ts";

/** One table of the population model. */
export interface NetworkTable {
  /** Path below data/census. */
  readonly path: string;
  readonly key: string;
  readonly levels: number;
  /** In order of importance; `~` marks coarse levels. */
  readonly parents: readonly ParentName[];
  /** Distributions in the table: combinations of parents with enough persons, and pools. */
  readonly rows: number;
  /** Counts above zero. */
  readonly cells: number;
}

/**
 * The tables of a census folder in the order in which they are drawn, details last.
 * @throws InputError for a damaged table.
 */
export function readNetwork(folder: string): NetworkTable[] {
  return ["conditional", "details"].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith(".csv"))
      .sort()
      .map((file) => {
        const path = join(folder, part, file);
        const { key, levels, parents, rows } = parseTable(readFileSync(path, "utf8"), path);
        const cells = rows.reduce(
          (sum, { counts }) =>
            sum + counts.reduce((filled, count) => filled + Number(count > 0), 0),
          0,
        );
        return { path: `${part}/${file}`, key, levels, parents, rows: rows.length, cells };
      }),
  );
}
