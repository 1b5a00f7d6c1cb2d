/** Makes the committed census tables from the microdata. */
import { join } from "node:path";
import { csvFormatRows } from "d3-dsv";
import { replaceFolder, writeFileAtomically } from "../datasets/atomic.ts";
import type { Progress } from "../progress.ts";
import { countTable } from "./conditional-table.ts";
import { detailTables, type TitlesWithin } from "./details.ts";
import { incomeRows } from "./income-quantiles.ts";
import { type CensusInputs, loadPopulation, type Population } from "./load-population.ts";
import { marginRows, pairRows } from "./margin-tables.ts";
import { learnStructure, parentCodes, type Structure } from "./structure.ts";
import { formatTable } from "./table-file.ts";
import { VARIABLES, variableCodes } from "./variables.ts";

/** Sampled rows, and cells among them, that fix the structure; persons that a combination must have. */
export const STRUCTURE = { rows: 600_000, cells: 400_000, maxParents: 6 } as const;
export const MINIMUM_PERSONS = 10;

const COMMAND = "npx atlas census tabulate --pums DIR";
const SOURCE =
  "US Census Bureau, American Community Survey 2024 1-year Public Use Microdata Sample (public domain)";

const headerOf = (what: string, extra: readonly string[] = []): string[] => [
  what,
  "year: 2024",
  `source: ${SOURCE}`,
  "universe: resident population of the 50 states and DC, in households and group quarters",
  "weight: PWGTP (person weight); counts are weighted unless they are called n",
  "California and Texas: work, family and health answers are estimated from the other states",
  "ancestry and place of birth: 2018 donors raked to national DP02 and B16001 of 2018",
  ...extra,
  `made by: ${COMMAND}`,
];

/** Tables by path below data/census. */
export type CensusTables = ReadonlyMap<string, string>;

/** Title codes of each category in ascending order, by kind. */
function titlesWithin(population: Population, kind: "industry" | "occupation"): TitlesWithin {
  const within: number[][] = [];
  for (const { code, category } of population.dictionary[kind].values()) {
    within[category] ??= [];
    within[category].push(code);
  }
  return Array.from(within, (list) => (list ?? []).sort((a, b) => a - b));
}

function titleRows(population: Population): string {
  const rows: string[][] = [["kind", "category", "code", "title", "weighted", "n"]];
  for (const kind of ["industry", "occupation"] as const) {
    const weighted = new Map<number, number>();
    const persons = new Map<number, number>();
    population.titles[kind].forEach((code, row) => {
      weighted.set(code, (weighted.get(code) ?? 0) + population.weights[row]);
      persons.set(code, (persons.get(code) ?? 0) + 1);
    });
    titlesWithin(population, kind).forEach((list, category) => {
      for (const code of list) {
        rows.push([
          kind,
          String(category),
          String(code),
          population.dictionary[kind].get(code)!.title,
          String(weighted.get(code) ?? 0),
          String(persons.get(code) ?? 0),
        ]);
      }
    });
  }
  return `${csvFormatRows(rows)}\n`;
}

/** Every k-th person by weight: rows of equal weight for learning the structure. */
function systematicRows(weights: Float64Array, count: number): Int32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const step = total / count;
  const rows = new Int32Array(count);
  let running = 0;
  let taken = 0;
  for (let row = 0; row < weights.length && taken < count; row++) {
    running += weights[row];
    while (taken < count && running > step * (taken + 0.5)) rows[taken++] = row;
  }
  return rows;
}

/** All tables of a population as text. Cost: about 30 passes over the rows, and the structure. */
export function censusTables(population: Population, progress: Progress): CensusTables {
  const tables = new Map<string, string>();
  const comment = (lines: readonly string[]) => lines.map((line) => `# ${line}\n`).join("");
  const persons = `n: ${population.n} sampled persons`;
  progress.begin("Margins and pairs");
  tables.set(
    "margins.csv",
    comment(headerOf("Margins of the census attributes (targets)", [persons])) +
      marginRows(population),
  );
  tables.set(
    "pairs.csv",
    comment(
      headerOf("Joint counts of every pair of census attributes at coarse levels (targets)", [
        persons,
        "counts: row-major, a by b; 0*k stands for k zeros",
      ]),
    ) + pairRows(population),
  );
  tables.set(
    "incomes.csv",
    comment(headerOf("Dollars within each income bracket: quantiles 0, 1/40, ..., 1", [persons])) +
      incomeRows(population),
  );
  tables.set(
    "titles.csv",
    comment(
      headerOf("Industry (INDP) and occupation (OCCP) titles by category", [
        persons,
        "titles: PUMS data dictionary 2023, wording normalised",
      ]),
    ) + titleRows(population),
  );
  const codes = variableCodes(population);
  const rows = systematicRows(population.weights, STRUCTURE.rows);
  const sampled = Object.fromEntries(
    Object.entries(codes).map(([key, column]) => [
      key,
      Uint8Array.from(rows, (row) => column[row]),
    ]),
  );
  progress.begin("Learning the structure", STRUCTURE.cells);
  let seen = 0;
  const structure: Structure = learnStructure(
    VARIABLES,
    { n: rows.length, codes: sampled },
    STRUCTURE,
    (cells) => {
      progress.advance(cells - seen);
      seen = cells;
    },
  );
  progress.begin("Conditional tables", VARIABLES.length + 5);
  VARIABLES.forEach((variable, i) => {
    const parents = structure.parents
      .get(variable.key)!
      .map((name) => ({ name, ...parentCodes(name, VARIABLES, codes) }));
    const table = countTable(
      variable.key,
      codes[variable.key],
      variable.levels,
      parents,
      population.weights,
      MINIMUM_PERSONS,
    );
    const given = parents.length ? ` given ${table.parents.join(", ")}` : "";
    const header = headerOf(`Weighted counts of ${variable.key}${given}`, TABLE_NOTES);
    const name = `${String(i + 1).padStart(2, "0")}-${variable.key}.csv`;
    tables.set(`conditional/${name}`, formatTable(table, header));
    progress.advance();
  });
  const titles = {
    industry: titlesWithin(population, "industry"),
    occupation: titlesWithin(population, "occupation"),
  };
  for (const table of detailTables(population, codes, titles, MINIMUM_PERSONS)) {
    const header = headerOf(`Weighted counts of ${table.key} given ${table.parents.join(", ")}`, [
      ...TABLE_NOTES,
      "the child counts within its group (src/testbed/census/details.ts)",
    ]);
    tables.set(`details/${table.key}.csv`, formatTable(table, header));
    progress.advance();
  }
  progress.end();
  return tables;
}

const TABLE_NOTES = [
  "levels are indices of the declared levels (src/testbed/census/variables.ts); ~ marks coarse levels",
  `* pools the combinations seen in fewer than ${MINIMUM_PERSONS} sampled persons`,
];

/**
 * Reads the microdata and writes data/census whole or not at all.
 * @throws InputError for missing or corrupt inputs, UserError where `out` cannot be written.
 */
export async function tabulateCensus(
  inputs: CensusInputs,
  out: string,
  progress: Progress,
): Promise<{ readonly persons: number; readonly files: number; readonly bytes: number }> {
  return replaceFolder(out, async (folder) => {
    const population = await loadPopulation(inputs, progress);
    const tables = censusTables(population, progress);
    let bytes = 0;
    for (const [path, text] of tables) {
      await writeFileAtomically(join(folder, path), text);
      bytes += Buffer.byteLength(text);
    }
    return { persons: population.n, files: tables.size, bytes };
  });
}
