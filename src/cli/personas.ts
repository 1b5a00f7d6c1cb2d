/** `atlas personas`: generates a population. */
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { generatePersonas } from "../testbed/personas/generate.ts";
import { positiveInteger, seed } from "./numbers.ts";
import { progressFor } from "./progress.ts";
import { UserError } from "./user-error.ts";

interface PersonasOptions {
  readonly n: number;
  readonly seed: number;
  readonly out: string;
  readonly from: "model" | "pums";
  readonly pums?: string;
  readonly donors?: string;
  readonly tables?: string;
  readonly dictionary?: string;
  readonly weights: "equal" | "raked";
  readonly name?: string;
  readonly threads?: number;
  readonly quiet?: boolean;
}

const ROOT = resolve(import.meta.dirname, "../..");

export default function personas(program: Command): void {
  program
    .command("personas")
    .description("generate a population of personas: personas.parquet and manifest.json")
    .option("--n <count>", "how many personas", positiveInteger, 1586)
    .option("--seed <number>", "the same seed gives the same bytes", seed, 2024)
    .option("--out <dir>", "folder of the dataset", "build/datasets/default")
    .addOption(
      new Option("--from <source>", "the committed tables, or rows of the census microdata")
        .choices(["model", "pums"])
        .default("model"),
    )
    .option("--pums <dir>", "folder with PUMS files, for --from pums")
    .option("--donors <file>", "2018 donors (default: ../acs-pums-2018/ beside --pums)")
    .option("--tables <dir>", "published ACS tables (default: ../acs-tables-2018)")
    .option("--dictionary <dir>", "PUMS data dictionary (default: ../pums-dictionary)")
    .addOption(
      new Option("--weights <kind>", "one weight for all, or raked to the margins")
        .choices(["equal", "raked"])
        .default("equal"),
    )
    .option("--name <text>", "name of the dataset (default: us-N-seed-SEED)")
    .option("--threads <count>", "worker threads for large populations", positiveInteger)
    .option("--quiet", "no progress")
    .action(async (options: PersonasOptions) => {
      if (options.from === "pums" && !options.pums) {
        throw new UserError("--from pums needs --pums DIR, the folder with the PUMS files");
      }
      if (options.from === "model" && options.pums) {
        throw new UserError("--pums goes with --from pums; leave it out to draw from the tables");
      }
      const { n, seed, out, weights, threads, pums, donors, tables, dictionary } = options;
      const manifest = await generatePersonas(
        {
          n,
          seed,
          out,
          weights,
          threads,
          root: ROOT,
          name: options.name ?? `us-${n}-seed-${seed}`,
          pums: pums ? { pums, donors, tables, dictionary } : undefined,
        },
        progressFor(options),
      );
      const [file] = manifest.files;
      console.log(
        `${out}: ${n.toLocaleString("en-US")} personas, ${(file.bytes / 1e6).toFixed(1)} MB, by ${manifest.calibration.method}`,
      );
    });
}
