import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BENCH_RESULTS, runSchema } from "../../../src/schema/bench.ts";
import { manifestSchema } from "../../../src/schema/manifest.ts";
import { PERSONA_COLUMNS } from "../../../src/schema/tables.ts";
import { readNetwork } from "../../../src/testbed/census/network-summary.ts";
import { dataDictionary } from "../../../src/testbed/datasets/dictionary.ts";

const DICTIONARY = dataDictionary(readNetwork("data/census"));

test("the committed data dictionary is that of the schema, rules and tables", () => {
  expect(readFileSync("docs/data-dictionary.md", "utf8")).toBe(DICTIONARY);
});

test("every column has a section, in the table's groups", () => {
  const sections = DICTIONARY.split("\n").flatMap((line) =>
    line.startsWith("### ") ? [line.slice(4)] : [],
  );
  expect([...sections].sort()).toEqual([...PERSONA_COLUMNS].sort());
});

test("every field of the manifest is explained", () => {
  const [, manifest] = DICTIONARY.split("## manifest.json");
  const fields = [...manifest.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
  expect(fields).toEqual(Object.keys(manifestSchema.shape));
});

test("every field and column of a run of the benchmark is explained", () => {
  const named = (text: string) => [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
  const [, run] = DICTIONARY.split(/^## (?:run|manifest)\.json$/m);
  expect(named(run)).toEqual(Object.keys(runSchema.shape));
  const [, results] = DICTIONARY.split(/^## (?:results\.parquet|run\.json)$/m);
  expect(named(results)).toEqual(BENCH_RESULTS.columns.map(({ name }) => name));
});
