/** `atlas dictionary`: the data dictionary, from the schema, the rules and the census tables. */
import { join } from "node:path";
import type { Command } from "commander";
import { readNetwork } from "../testbed/census/network-summary.ts";
import { writeFileAtomically } from "../testbed/datasets/atomic.ts";
import { dataDictionary } from "../testbed/datasets/dictionary.ts";

const CENSUS_FOLDER = join(import.meta.dirname, "../../data/census");

export default function dictionary(program: Command): void {
  program
    .command("dictionary")
    .description("write the data dictionary: columns, manifest, model and rules")
    .option("--out <file>", "Markdown file", "docs/data-dictionary.md")
    .action(async ({ out }: { readonly out: string }) => {
      await writeFileAtomically(out, dataDictionary(readNetwork(CENSUS_FOLDER)));
      console.log(out);
    });
}
