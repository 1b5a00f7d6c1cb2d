/** `atlas dictionary`: the data dictionary, from the schema. */
import type { Command } from "commander";
import { writeFileAtomically } from "../testbed/datasets/atomic.ts";
import { dataDictionary } from "../testbed/datasets/dictionary.ts";

export default function dictionary(program: Command): void {
  program
    .command("dictionary")
    .description("write the data dictionary: every column and every field of the manifest")
    .option("--out <file>", "Markdown file", "docs/data-dictionary.md")
    .action(async ({ out }: { readonly out: string }) => {
      await writeFileAtomically(out, dataDictionary());
      console.log(out);
    });
}
