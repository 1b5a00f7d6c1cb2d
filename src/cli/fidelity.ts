/** `atlas fidelity`: how well a population fits the census and the surveys. */
import { join } from "node:path";
import type { Command } from "commander";
import { fidelityReport } from "../testbed/personas/fidelity-report.ts";
import { measureDataset } from "../testbed/personas/measure-dataset.ts";
import { SILENT } from "../testbed/progress.ts";
import { integerBetween, seed } from "./numbers.ts";
import { progressFor } from "./progress.ts";

interface FidelityOptions {
  readonly json?: boolean;
  readonly pums?: string;
  readonly draws: number;
  readonly seed: number;
  readonly quiet?: boolean;
}

const ROOT = join(import.meta.dirname, "../..");

export default function fidelity(program: Command): void {
  program
    .command("fidelity")
    .description("measure how well a population fits the census and the surveys")
    .argument("<dir>", "folder of a dataset, with personas.parquet and manifest.json")
    .option("--json", "print JSON instead of a table")
    .option("--pums <dir>", "draw the random samples from these ACS PUMS files")
    .option("--draws <n>", "random samples to average over", integerBetween(20, 10_000), 20)
    .option("--seed <n>", "seed of the random samples", seed, 1)
    .option("--quiet", "no progress")
    .action(async (dir: string, options: FidelityOptions) => {
      const progress = options.json && !options.pums ? SILENT : progressFor(options);
      const measured = await measureDataset(
        dir,
        { root: ROOT, withModel: true, ...options },
        progress,
      );
      console.log(options.json ? JSON.stringify(measured, null, 2) : fidelityReport(measured));
    });
}
