/** Labels of industry and occupation codes, from the PUMS data dictionary. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParseRows } from "d3-dsv";
import { INDUSTRY_SECTORS, OCCUPATION_FAMILIES } from "../../schema/levels.ts";
import { InputError } from "../datasets/input-error.ts";
import { readableTitle } from "./titles.ts";

/** A code's title and the index of its category among the declared levels. */
export interface Title {
  readonly code: number;
  readonly title: string;
  readonly category: number;
}

export interface TitleDictionary {
  readonly industry: ReadonlyMap<number, Title>;
  readonly occupation: ReadonlyMap<number, Title>;
}

/**
 * Reads `pums-dict_acs1-2023.csv` of a folder (rows `VAL,variable,type,length,low,high,label`).
 * @throws InputError where the file is missing or holds no INDP or OCCP labels.
 */
export function readDictionary(folder: string): TitleDictionary {
  const path = join(folder, "pums-dict_acs1-2023.csv");
  if (!existsSync(path)) {
    throw new InputError(`${path}: no such file; expected the PUMS data dictionary of 2023`);
  }
  const rows = csvParseRows(readFileSync(path, "latin1"));
  const titlesOf = (
    variable: string,
    prefixes: readonly (readonly [prefix: string, name: string])[],
  ) => {
    const titles = new Map<number, Title>();
    for (const [kind, name, , , low, , label] of rows) {
      if (kind !== "VAL" || name !== variable || !/^\d+$/.test(low)) continue;
      const category = prefixes.findIndex(([prefix]) => label.startsWith(prefix));
      if (category < 0) {
        throw new InputError(`${path}: ${variable} ${low} "${label}" is in no declared category`);
      }
      titles.set(Number(low), { code: Number(low), title: readableTitle(label), category });
    }
    if (titles.size === 0) throw new InputError(`${path}: no labels of ${variable}`);
    return titles;
  };
  return {
    industry: titlesOf("INDP", INDUSTRY_SECTORS),
    occupation: titlesOf("OCCP", OCCUPATION_FAMILIES),
  };
}

/**
 * Category level of each row's code; rows with code 0 are not applicable (the last level).
 * @throws InputError for a code that the dictionary does not have.
 */
export function categoriesOf(
  codes: Uint16Array,
  titles: ReadonlyMap<number, Title>,
  notApplicable: number,
  variable: string,
): Uint8Array {
  return Uint8Array.from(codes, (code) => {
    if (code === 0) return notApplicable;
    const title = titles.get(code);
    if (!title) {
      throw new InputError(
        `${variable} ${code} is not in the dictionary; use the files of 2023 or 2024`,
      );
    }
    return title.category;
  });
}
