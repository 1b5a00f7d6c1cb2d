/** `atlas census tabulate`: the committed census tables, from the microdata. */
import type { Command } from "commander";
import { tabulateCensus } from "../testbed/census/tabulate.ts";
import { progressFor } from "./progress.ts";

interface TabulateOptions {
  readonly pums: string;
  readonly donors?: string;
  readonly tables?: string;
  readonly dictionary?: string;
  readonly out: string;
  readonly quiet?: boolean;
}

export default function census(program: Command): void {
  const command = program.command("census").description("census figures");
  command
    .command("tabulate")
    .description("make the census tables from ACS PUMS files (Parquet or CSV)")
    .requiredOption("--pums <dir>", "folder with the PUMS person and housing files")
    .option("--donors <file>", "2018 donors (default: ../acs-pums-2018/ beside the folder)")
    .option("--tables <dir>", "published ACS tables (default: ../acs-tables-2018)")
    .option("--dictionary <dir>", "PUMS data dictionary (default: ../pums-dictionary)")
    .option("--out <dir>", "where the tables go", "data/census")
    .option("--quiet", "no progress")
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
}
