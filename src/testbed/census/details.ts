/**
 * Details within a level: the year of age within a band, the country within a region, the title
 * within a category. Each is a conditional table whose child counts within its group.
 */
import { BIRTH_REGIONS, BIRTHPLACE_LEVELS, birthRegionOf } from "../../schema/birthplaces.ts";
import { DIVISIONS, STATES } from "../../schema/places.ts";
import { AGE_BANDS } from "./age-bands.ts";
import {
  type Codes,
  type ConditionalTable,
  countTable,
  type ParentColumn,
} from "./conditional-table.ts";
import type { Population } from "./load-population.ts";
import { parentCodes } from "./structure.ts";
import { type ParentName, RELATIVE_BIRTHPLACES, VARIABLES } from "./variables.ts";

export type TitleKind = "industry" | "occupation";

/** Years in the last age band: 85 to 99. */
const OPEN_BAND = 15;

/** Years from the start of each band; the last band has fifteen. */
export const YEARS_IN_BAND = Math.max(
  OPEN_BAND,
  ...AGE_BANDS.slice(1).map((start, i) => start - AGE_BANDS[i]),
);

/** Birthplace levels that a relative birthplace can be, in the levels' order. */
export const PLACES_WITHIN: readonly (readonly number[])[] = RELATIVE_BIRTHPLACES.map(
  (_, relative) => {
    const all = BIRTHPLACE_LEVELS.map((_, level) => level);
    if (relative === 0) return [];
    const division = DIVISIONS[relative - 1];
    if (division) return all.filter((level) => STATES[level]?.division === division);
    const island = relative - 1 - DIVISIONS.length;
    if (island < 2) return [STATES.length + island];
    const region = BIRTH_REGIONS[island - 2];
    return all.filter((level) => birthRegionOf(BIRTHPLACE_LEVELS[level]) === region);
  },
);

/** Title codes of each category, ascending. */
export type TitlesWithin = readonly (readonly number[])[];

/** Parents of each detail table. */
export const DETAIL_PARENTS: Readonly<Record<string, readonly ParentName[]>> = {
  age_years: ["age", "education", "sex"],
  birth_state: ["birthplace", "state"],
  birth_country: ["birthplace", "ancestry", "hispanic_origin", "race"],
  occupation_title: ["occupation_category", "~education", "sex", "industry_category", "~age"],
  industry_title: ["industry_category", "occupation_title", "class_of_worker"],
};

const columnsOf = (
  names: readonly ParentName[],
  codes: Readonly<Record<string, Uint8Array>>,
  rows: Int32Array,
  extra: Readonly<Record<string, { readonly levels: number; readonly codes: Codes }>> = {},
): ParentColumn[] =>
  names.map((name) => {
    const column = extra[name] ?? parentCodes(name, VARIABLES, codes);
    const picked =
      column.codes instanceof Uint16Array
        ? Uint16Array.from(rows, (row) => column.codes[row])
        : Uint8Array.from(rows, (row) => column.codes[row]);
    return { name, levels: column.levels, codes: picked };
  });

/**
 * The detail tables of a population.
 * @param variables level indices of the model's variables, by key.
 */
export function detailTables(
  population: Population,
  variables: Readonly<Record<string, Uint8Array>>,
  titles: Readonly<Record<TitleKind, TitlesWithin>>,
  minimum: number,
): ConditionalTable[] {
  const { codes, numbers, weights } = population;
  const rowsWhere = (test: (row: number) => boolean) => {
    const rows: number[] = [];
    for (let row = 0; row < population.n; row++) if (test(row)) rows.push(row);
    return Int32Array.from(rows);
  };
  const table = (
    key: string,
    rows: Int32Array,
    levels: number,
    child: (row: number) => number,
    extra?: Parameters<typeof columnsOf>[3],
  ) =>
    countTable(
      key,
      Uint8Array.from(rows, child),
      levels,
      columnsOf(DETAIL_PARENTS[key], variables, rows, extra),
      Float64Array.from(rows, (row) => weights[row]),
      minimum,
    );
  const longest = (lists: readonly (readonly number[])[]) =>
    Math.max(...lists.map((list) => list.length));
  const within = (row: number) =>
    PLACES_WITHIN[variables.birthplace[row]].indexOf(codes.place_of_birth[row]);
  const abroad = 1 + DIVISIONS.length + 2;
  const everyone = rowsWhere(() => true);
  const workers = rowsWhere((row) => population.titles.occupation[row] !== 0);
  const position = (kind: TitleKind) => {
    const at = new Map<number, number>();
    for (const list of titles[kind])
      list.forEach((code, i) => {
        at.set(code, i);
      });
    return (row: number) => at.get(population.titles[kind][row])!;
  };
  const occupationIndex = new Map(titles.occupation.flat().map((code, i) => [code, i]));
  const occupationTitle = {
    levels: occupationIndex.size,
    codes: Uint16Array.from(population.titles.occupation, (code) => occupationIndex.get(code) ?? 0),
  };
  return [
    table("age_years", everyone, YEARS_IN_BAND, (row) =>
      Math.min(numbers.age[row] - AGE_BANDS[variables.age[row]], OPEN_BAND - 1),
    ),
    table(
      "birth_state",
      rowsWhere((row) => variables.birthplace[row] >= 1 && variables.birthplace[row] < abroad - 2),
      longest(PLACES_WITHIN.slice(1, abroad - 2)),
      within,
    ),
    table(
      "birth_country",
      rowsWhere((row) => variables.birthplace[row] >= abroad),
      longest(PLACES_WITHIN.slice(abroad)),
      within,
    ),
    table("occupation_title", workers, longest(titles.occupation), position("occupation")),
    table("industry_title", workers, longest(titles.industry), position("industry"), {
      occupation_title: occupationTitle,
    }),
  ];
}
