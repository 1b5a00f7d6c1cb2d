/** `atlas check`: whether a dataset is what its manifest and the schema promise. */
import type { Command } from "commander";
import { checkDataset } from "../testbed/datasets/check/check-dataset.ts";
import { faultLine } from "../testbed/datasets/check/fault.ts";

export default function check(program: Command): void {
  program
    .command("check")
    .description("check a dataset: files, columns, keys, counts, splits")
    .argument("<dir>", "folder of a dataset, with manifest.json")
    .option("--json", "print the faults as JSON")
    .action(async (dir: string, { json }: { readonly json?: boolean }) => {
      const { manifest, faults } = await checkDataset(dir);
      if (json) console.log(JSON.stringify(faults, null, 2));
      else if (faults.length > 0) for (const fault of faults) console.log(faultLine(fault));
      else {
        const tables = manifest.files.map(
          ({ path, rows }) => `${rows.toLocaleString("en-US")} in ${path}`,
        );
        console.log(`${dir}: sound; rows: ${tables.join(", ")}`);
      }
      // Faults are what the command is asked for, so they have a code of their own.
      if (faults.length > 0) process.exitCode = 1;
    });
}
