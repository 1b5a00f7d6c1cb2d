/** npm run bench: runs every tests/perf/*.bench.ts and prints what each measured. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Benchmark } from "./benchmark.ts";
import { table } from "./table.ts";

async function load(file: string): Promise<Benchmark> {
  const module = await import(pathToFileURL(join(import.meta.dirname, file)).href);
  if (typeof module.name === "string" && typeof module.run === "function") return module;
  throw new Error(`tests/perf/${file} must export a name and a function run()`);
}

const asked = process.argv.slice(2);
const files = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith(".bench.ts"))
  .filter((file) => asked.length === 0 || asked.some((word) => file.includes(word)))
  .sort();
if (files.length === 0) console.log(`no benchmark is called ${asked.join(" or ") || "anything"}`);
for (const file of files) {
  const benchmark = await load(file);
  console.log(`\n${benchmark.name}`);
  try {
    console.log(table(await benchmark.run()));
  } catch (error) {
    process.exitCode = 1;
    console.log(`  failed: ${error instanceof Error ? error.message : error}`);
  }
}
