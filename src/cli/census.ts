/** `atlas census`: the committed census tables from the microdata, and a check of what was filled. */
import type { Command } from "commander";
import { completionReport } from "../testbed/census/completion-check.ts";
import {
  type CensusInputs,
  loadPopulation,
  tablesFolder,
} from "../testbed/census/load-population.ts";
import { readPublishedTable } from "../testbed/census/published-table.ts";
import { tabulateCensus } from "../testbed/census/tabulate.ts";
import { progressFor } from "./progress.ts";

interface CheckOptions extends CensusInputs {
  readonly quiet?: boolean;
}

interface TabulateOptions extends CheckOptions {
  readonly out: string;
}

/** A subcommand with the options that name the inputs. */
const reader = (command: Command, name: string, description: string): Command =>
  command
    .command(name)
    .description(description)
    .requiredOption("--pums <dir>", "folder with the PUMS person and housing files")
    .option("--donors <file>", "2018 donors (default: ../acs-pums-2018/ beside the folder)")
    .option("--tables <dir>", "published ACS tables (default: ../acs-tables-2018)")
    .option("--dictionary <dir>", "PUMS data dictionary (default: ../pums-dictionary)")
    .option("--quiet", "no progress");

export default function census(program: Command): void {
  const command = program.command("census").description("census figures");
  reader(command, "tabulate", "make the census tables from ACS PUMS files (Parquet or CSV)")
    .option("--out <dir>", "where the tables go", "data/census")
    .action(async (options: TabulateOptions) => {
      const { persons, files, bytes } = await tabulateCensus(
        options,
        options.out,
        progressFor(options),
      );
      const size = (bytes / 1e6).toFixed(1);
      console.log(
        `${options.out}: ${files} tables, ${size} MB, from ${persons.toLocaleString("en-US")} sampled persons`,
      );
    });
  reader(
    command,
    "check",
    "report what was filled in the microdata, and households beside published figures",
  ).action(async (options: CheckOptions) => {
    const population = await loadPopulation(options, progressFor(options));
    const dp02 = readPublishedTable(tablesFolder(options), "us", "DP02");
    console.log(completionReport(population, dp02));
  });
}
