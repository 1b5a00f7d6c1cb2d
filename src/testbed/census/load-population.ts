/** The complete national population: microdata, missing answers filled, origins added. */
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { attributeOf } from "../../schema/attributes.ts";
import { seeded } from "../../stats/random.ts";
import type { Progress } from "../progress.ts";
import { type BirthStates, birthStates } from "./birth-state.ts";
import { type Completion, completeAnswers, completeOrigins } from "./complete.ts";
import { categoriesOf, readDictionary, type TitleDictionary } from "./dictionary.ts";
import { type Donors, readDonors } from "./donors.ts";
import { type CodedPopulation, readPopulation } from "./population.ts";
import { readPublishedTable } from "./published-table.ts";
import { findPumsFiles } from "./pums-files.ts";

/** Folders of the inputs; those not given are looked for beside the PUMS folder. */
export interface CensusInputs {
  readonly pums: string;
  readonly donors?: string;
  readonly tables?: string;
  readonly dictionary?: string;
}

export interface Population extends CodedPopulation {
  readonly dictionary: TitleDictionary;
  readonly donors: Donors;
  readonly birth: BirthStates;
  readonly completions: { readonly answers: Completion; readonly origins: Completion };
}

/** Seed of the hot decks: part of the method, not of a dataset. */
const COMPLETION_SEED = 2024;

const besidePums = (pums: string, name: string) => join(dirname(pums.replace(/\/+$/, "")), name);

/** Folder of the published tables. */
export const tablesFolder = ({ pums, tables }: CensusInputs): string =>
  tables ?? besidePums(pums, "acs-tables-2018");

/** @throws InputError naming the file or column that is missing or corrupt. */
export async function loadPopulation(
  inputs: CensusInputs,
  progress: Progress,
): Promise<Population> {
  const beside = (name: string) => besidePums(inputs.pums, name);
  const tables = tablesFolder(inputs);
  const donorFile = inputs.donors ?? join(beside("acs-pums-2018"), "donors_14_states.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    // The folder that the user named is looked at before those beside it.
    await findPumsFiles(connection, inputs.pums);
    const dictionary = readDictionary(inputs.dictionary ?? beside("pums-dictionary"));
    progress.begin("Reading 2018 donors");
    const dp02 = readPublishedTable(tables, "us", "DP02");
    const b16001 = readPublishedTable(tables, "us", "B16001");
    const donors = await readDonors(connection, donorFile, { dp02, b16001 });
    const birth = birthStates(
      readPublishedTable(tables, "bystate", "DP02"),
      readPublishedTable(tables, "us", "B06001"),
      donors,
    );
    progress.begin("Reading census microdata");
    let seen = 0;
    const population = await readPopulation(connection, inputs.pums, (rows) => {
      progress.advance(rows - seen);
      seen = rows;
    });
    progress.begin("Completing answers and origins");
    const answers = completeAnswers(population, seeded(COMPLETION_SEED, 1));
    for (const kind of ["industry", "occupation"] as const) {
      const key = `${kind}_category`;
      const notApplicable = attributeOf(key).levels.length - 1;
      population.codes[key] = categoriesOf(
        population.titles[kind],
        dictionary[kind],
        notApplicable,
        kind === "industry" ? "INDP" : "OCCP",
      );
    }
    const origins = completeOrigins(population, donors, birth, seeded(COMPLETION_SEED, 2));
    progress.end();
    return { ...population, dictionary, donors, birth, completions: { answers, origins } };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
