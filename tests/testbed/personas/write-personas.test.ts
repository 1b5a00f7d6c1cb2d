import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Manifest } from "../../../src/schema/manifest.ts";
import { readPersonas } from "../../../src/testbed/datasets/read-personas.ts";
import { generatePersonas } from "../../../src/testbed/personas/generate.ts";
import { writePersonas } from "../../../src/testbed/personas/write-personas.ts";
import { SILENT } from "../../../src/testbed/progress.ts";

let folder: string;
let manifest: Manifest;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-write-"));
  // Raked weights: a value of its own for most personas.
  manifest = await generatePersonas(
    { n: 60, seed: 5, out: folder, root: process.cwd(), name: "small", weights: "raked" },
    SILENT,
  );
});
afterAll(() => rm(folder, { recursive: true }));

test("a generated file that is read and written has the same bytes", async () => {
  writePersonas(at("again.parquet"), await readPersonas(at("personas.parquet")), manifest);
  const [once, again] = await Promise.all(
    ["personas.parquet", "again.parquet"].map((name) => readFile(at(name))),
  );
  expect(again.equals(once)).toBe(true);
});

test("names that are no numbers stay", async () => {
  const personas = await readPersonas(at("personas.parquet"));
  const ids = personas.ids.map((id) => `guest of ${id}`);
  writePersonas(at("named.parquet"), { ...personas, ids }, manifest);
  expect((await readPersonas(at("named.parquet"))).ids).toEqual(ids);
});
