/** The 2018 donors of ancestry and place of birth, raked to the published national figures. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { BIRTH_REGIONS, BIRTHPLACE_LEVELS, birthRegionOf } from "../../schema/birthplaces.ts";
import { ANCESTRY } from "../../schema/levels.ts";
import { STATES } from "../../schema/places.ts";
import { InputError } from "../datasets/input-error.ts";
import { ancestryOf, birthplaceOf, MISSING, PERSON_CODINGS } from "./coding.ts";
import { LANGUAGE_MARGINS, languageGroupOf } from "./languages.ts";
import { NATION, type PublishedTable } from "./published-table.ts";
import { scan } from "./pums-files.ts";

export interface Donors {
  readonly n: number;
  /** Raked weight. */
  readonly weights: Float64Array;
  readonly age: Int32Array;
  /** Level indices of race, hispanic_origin, citizenship, state, ancestry, place_of_birth. */
  readonly codes: Readonly<Record<string, Uint8Array>>;
  /** 0 English only, 1 Spanish, 2 other Indo-European, 3 Asian and Pacific, 4 other. */
  readonly language: Uint8Array;
  /** What raking leaves of each margin, as a share of the population. */
  readonly misses: Float64Array;
}

const NEEDED = ["AGEP", "RAC1P", "HISP", "CIT", "ST", "POBP", "ANC1P", "ANC2P", "LANP", "PWGTP"];

/** One 0/1 margin: the rows that count, and their published total. */
interface BinaryMargin {
  readonly rows: Int32Array;
  readonly total: number;
}

/**
 * Reads the donor file and rakes its weights to ancestry and birthplace of DP02 and to languages of
 * B16001 (all national, 2018).
 * @throws InputError naming the file and the missing column or table.
 */
export async function readDonors(
  connection: DuckDBConnection,
  path: string,
  tables: { readonly dp02: PublishedTable; readonly b16001: PublishedTable },
): Promise<Donors> {
  const rows = await donorRows(connection, path);
  const n = rows.AGEP.length;
  const coded = (key: string) => {
    const { of, variable } = PERSON_CODINGS[key];
    return Uint8Array.from(rows[variable], (code) => of[code] ?? MISSING);
  };
  const stateOf = new Map(STATES.map((state, index) => [Number(state.fips), index]));
  const codes = {
    race: coded("race"),
    hispanic_origin: coded("hispanic_origin"),
    citizenship: coded("citizenship"),
    state: Uint8Array.from(rows.ST, (fips) => stateOf.get(fips) ?? MISSING),
    ancestry: Uint8Array.from(rows.ANC1P, ancestryOf),
    place_of_birth: Uint8Array.from(rows.POBP, birthplaceOf),
  };
  const second = Uint8Array.from(rows.ANC2P, ancestryOf);
  const weights = Float64Array.from(rows.PWGTP);
  const margins = [
    ...ancestryMargins(codes.ancestry, second, tables.dp02),
    ...birthplaceMargins(codes, tables.dp02),
    ...languageMargins(rows.LANP, tables.b16001),
  ];
  const population = tables.dp02.get(NATION, "DP02_0086E");
  rake(weights, margins, population);
  return {
    n,
    weights,
    age: Int32Array.from(rows.AGEP),
    codes,
    language: Uint8Array.from(rows.LANP, languageGroupOf),
    misses: marginMisses(weights, margins, population),
  };
}

async function donorRows(
  connection: DuckDBConnection,
  path: string,
): Promise<Record<string, number[]>> {
  const columns = NEEDED.map((name) => `coalesce(TRY_CAST(${name} AS INTEGER), 0)`).join(", ");
  try {
    const reader = await connection.runAndReadAll(
      `SELECT ${columns} FROM ${scan([path])} ORDER BY ST, SERIALNO, TRY_CAST(SPORDER AS INTEGER)`,
    );
    const read = reader.getColumns() as number[][];
    return Object.fromEntries(NEEDED.map((name, i) => [name, read[i]]));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new InputError(
      `${path}: cannot be read as the 2018 donor file (${reason}); expected columns ${NEEDED.join(", ")}`,
    );
  }
}

const rowsWhere = (n: number, test: (row: number) => boolean): Int32Array => {
  const rows: number[] = [];
  for (let row = 0; row < n; row++) if (test(row)) rows.push(row);
  return Int32Array.from(rows);
};

/** DP02 counts a person under both ancestries reported, so each ancestry is a margin of its own. */
function ancestryMargins(
  first: Uint8Array,
  second: Uint8Array,
  dp02: PublishedTable,
): BinaryMargin[] {
  const margins: BinaryMargin[] = [];
  for (let variable = 123; variable <= 149; variable++) {
    const name = `DP02_0${variable}E`;
    const label = dp02.label(name);
    const level = ANCESTRY.findIndex((level) => DP02_NAMES[label] === level || label === level);
    if (level < 0) throw new InputError(`DP02: ancestry "${label}" is not one of the levels`);
    const rows = rowsWhere(first.length, (row) => first[row] === level || second[row] === level);
    margins.push({ rows, total: dp02.get(NATION, name) });
  }
  return margins;
}

const DP02_NAMES: Readonly<Record<string, string>> = {
  "French (except Basque)": "French",
  "Scotch-Irish": "Scotch-Irish",
  "Subsaharan African": "Sub-Saharan African",
  "West Indian (excluding Hispanic origin groups)": "West Indian",
};

function birthplaceMargins(
  codes: Readonly<Record<string, Uint8Array>>,
  dp02: PublishedTable,
): BinaryMargin[] {
  const region = BIRTHPLACE_LEVELS.map(birthRegionOf);
  const { citizenship, place_of_birth, state } = codes;
  const n = citizenship.length;
  const total = (number: number) => dp02.get(NATION, `DP02_${String(number).padStart(4, "0")}E`);
  const isForeign = (row: number) => citizenship[row] >= 3;
  const margins: BinaryMargin[] = [
    {
      rows: rowsWhere(n, (row) => citizenship[row] === 0 && place_of_birth[row] === state[row]),
      total: total(89),
    },
    {
      rows: rowsWhere(n, (row) => citizenship[row] === 0 && place_of_birth[row] !== state[row]),
      total: total(90),
    },
    {
      rows: rowsWhere(n, (row) => citizenship[row] === 1 || citizenship[row] === 2),
      total: total(91),
    },
    { rows: rowsWhere(n, (row) => citizenship[row] === 3), total: total(94) },
    { rows: rowsWhere(n, (row) => citizenship[row] === 4), total: total(95) },
  ];
  const regionVariables: Readonly<Record<(typeof BIRTH_REGIONS)[number], number>> = {
    Europe: 104,
    Asia: 105,
    Africa: 106,
    Oceania: 107,
    "Latin America": 108,
    "Northern America": 109,
  };
  for (const name of BIRTH_REGIONS) {
    margins.push({
      rows: rowsWhere(n, (row) => isForeign(row) && region[place_of_birth[row]] === name),
      total: total(regionVariables[name]),
    });
  }
  return margins;
}

function languageMargins(lanp: readonly number[], b16001: PublishedTable): BinaryMargin[] {
  return LANGUAGE_MARGINS.map(([variable, list]) => {
    const wanted = new Set(list);
    return {
      rows: rowsWhere(lanp.length, (row) => wanted.has(lanp[row])),
      total: b16001.get(NATION, variable),
    };
  });
}

/**
 * Raking to overlapping 0/1 margins: each pass scales the rows in and out of a margin to its total
 * and to the rest of the population. Factors are held within [1/25, 25] of the design weight so
 * that a handful of donors never stands for millions.
 */
export function rake(
  weights: Float64Array,
  margins: readonly BinaryMargin[],
  population: number,
  passes = 60,
  bound = 25,
): void {
  const sum = weights.reduce((a, b) => a + b, 0);
  const scale = population / sum;
  const start = weights.map((weight) => weight * scale);
  weights.set(start);
  const inside = margins.map((margin) => {
    const flag = new Uint8Array(weights.length);
    for (const row of margin.rows) flag[row] = 1;
    return flag;
  });
  for (let pass = 0; pass < passes; pass++) {
    margins.forEach((margin, m) => {
      let within = 0;
      let all = 0;
      for (let row = 0; row < weights.length; row++) {
        all += weights[row];
        if (inside[m][row]) within += weights[row];
      }
      if (within === 0 || within === all) return;
      const up = margin.total / within;
      const down = (population - margin.total) / (all - within);
      for (let row = 0; row < weights.length; row++) {
        const scaled = weights[row] * (inside[m][row] ? up : down);
        weights[row] = Math.min(Math.max(scaled, start[row] / bound), start[row] * bound);
      }
    });
  }
}

/** Distance of each margin from its total, as a share of the population. */
export function marginMisses(
  weights: Float64Array,
  margins: readonly BinaryMargin[],
  population: number,
): Float64Array {
  return Float64Array.from(margins, ({ rows, total }) => {
    const within = rows.reduce((sum, row) => sum + weights[row], 0);
    return Math.abs(within - total) / population;
  });
}
