/** Published ACS tables (estimates by geography) with their legends. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { InputError } from "../datasets/input-error.ts";

/** Estimates of one table: `get(geography, variable)`, variables such as `DP02_0123E`. */
export interface PublishedTable {
  get(geography: string, variable: string): number;
  /** Label of a variable: the last part of its path. */
  label(variable: string): string;
}

export const NATION = "0100000US";
export const stateGeography = (fips: string): string => `0400000US${fips}`;

/**
 * Reads `<folder>/<place>/<name>.csv` and its legend in `<folder>/us/legend`.
 * @throws InputError naming the file and the variable that is missing.
 */
export function readPublishedTable(
  folder: string,
  place: "us" | "bystate",
  name: string,
): PublishedTable {
  const path = join(folder, place, `${name}.csv`);
  const legendPath = join(folder, "us", "legend", `${name}.csv`);
  for (const needed of [path, legendPath]) {
    if (!existsSync(needed)) {
      throw new InputError(`${needed}: no such file; expected the published table ${name}`);
    }
  }
  const rows = new Map(
    csvParse(readFileSync(path, "utf8")).map((row) => [row.GEO_ID, row] as const),
  );
  const labels = new Map(
    csvParse(readFileSync(legendPath, "utf8")).map((row) => [row.VARIABLE, row.LABEL] as const),
  );
  return {
    get(geography, variable) {
      const text = rows.get(geography)?.[variable];
      const value = Number(text);
      if (text === undefined || text === "" || Number.isNaN(value)) {
        throw new InputError(`${path}: no estimate of ${variable} for ${geography}`);
      }
      return value;
    },
    label: (variable) => labels.get(variable)?.split("!!").at(-1) ?? variable,
  };
}
