import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkDataset } from "../../../../src/testbed/datasets/check/check-dataset.ts";
import { faultLine } from "../../../../src/testbed/datasets/check/fault.ts";
import { writeSmallDataset } from "../../feedback/small-feedback.ts";
import { rewrite } from "./rewrite-table.ts";

let sound: string;
let copies: string;
beforeAll(async () => {
  sound = await writeSmallDataset();
  copies = await mkdtemp(join(tmpdir(), "atlas-check-"));
});
afterAll(async () => {
  await rm(sound, { recursive: true });
  await rm(copies, { recursive: true });
});

let copied = 0;
async function copy(): Promise<string> {
  const folder = join(copies, String(copied++));
  await cp(sound, folder, { recursive: true });
  return folder;
}

const lines = async (folder: string) => (await checkDataset(folder)).faults.map(faultLine);

test("a sound dataset has no faults", async () => {
  expect(await lines(sound)).toEqual([]);
});

test("a flipped byte is found, wherever it is", async () => {
  for (const table of ["personas", "responses", "feedback"]) {
    const folder = await copy();
    const path = join(folder, `${table}.parquet`);
    const bytes = await readFile(path);
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    await writeFile(path, bytes);
    const found = await lines(folder);
    expect(found[0]).toMatch(
      new RegExp(`^${table}.parquet: its sha256 is .* it was changed since it was made`),
    );
  }
});

test("a dropped row is found by size, by count and by the quota it breaks", async () => {
  const folder = await copy();
  const manifest = await readFile(join(folder, "manifest.json"), "utf8");
  await rewrite(
    folder,
    "feedback",
    "SELECT * FROM t WHERE NOT (persona_id = 'p00003' AND prompt_id = (SELECT min(prompt_id) FROM t WHERE persona_id = 'p00003' AND split = 'train'))",
  );
  await writeFile(join(folder, "manifest.json"), manifest);
  const found = await lines(folder);
  expect(found[0]).toMatch(/^feedback.parquet: has [\d,]+ bytes, expected/);
  expect(found).toContain("feedback.parquet: has 299 rows, expected 300");
  expect(found).toContain(
    "feedback.parquet, column split: expected 6 train rows of every persona, found p00003 with 5",
  );
});

test("missing and unlisted files, and a missing manifest, are told", async () => {
  const folder = await copy();
  await rm(join(folder, "values.parquet"));
  await cp(join(folder, "retest.parquet"), join(folder, "more.parquet"));
  expect(await lines(folder)).toEqual([
    "values.parquet: is missing, but manifest.json lists it",
    "more.parquet: is not in manifest.json",
  ]);
  await rm(join(folder, "manifest.json"));
  await expect(lines(folder)).rejects.toThrow("manifest.json is missing");
});

test("a file that is no Parquet is told", async () => {
  const folder = await copy();
  await writeFile(join(folder, "prompts.parquet"), "no table");
  expect((await lines(folder)).join("\n")).toContain("prompts.parquet: cannot be read as Parquet");
});

describe("each kind of damage to the rows is named with its file, row and column", () => {
  const DAMAGES: readonly [table: string, sql: string, line: string][] = [
    ["prompts", "SELECT * EXCLUDE topic FROM t", "prompts.parquet, column topic: is missing"],
    [
      "prompts",
      "SELECT *, 1 AS extra FROM t",
      "prompts.parquet, column extra: is not a column of this table",
    ],
    [
      "prompts",
      "SELECT * REPLACE (1 AS text) FROM t",
      "prompts.parquet, column text: expected string, found INTEGER",
    ],
    [
      "prompts",
      "SELECT * REPLACE (CASE WHEN prompt_id = 'q0002' THEN 'q0001' ELSE prompt_id END AS prompt_id) FROM t",
      "prompts.parquet, row 2, column prompt_id: q0001 is there more than once; each row must have its own",
    ],
    [
      "prompts",
      "SELECT * REPLACE (true AS unseen_issue) FROM t",
      "prompts.parquet, row 1, column unseen_issue: expected true exactly where no prompt of the train pool has the issue, found issue-0 (and 39 more)",
    ],
    [
      "responses",
      "SELECT * REPLACE (CASE WHEN response_id = 'q0001-1' THEN 1 ELSE position END AS position) FROM t",
      "responses.parquet, column position: expected one answer of each position to every prompt, found q0001",
    ],
    [
      "feedback",
      "SELECT * REPLACE (CASE WHEN row_number() OVER () = 7 THEN 'c' ELSE preferred END AS preferred) FROM t",
      'feedback.parquet, row 7, column preferred: expected one of a, b, tie, found "c"',
    ],
    [
      "feedback",
      "SELECT * REPLACE (CASE WHEN row_number() OVER () = 8 THEN NULL ELSE margin END AS margin) FROM t",
      "feedback.parquet, row 8, column margin: expected a value, found nothing",
    ],
    [
      "feedback",
      "SELECT * REPLACE (CASE WHEN row_number() OVER () = 5 THEN 'p99999' ELSE persona_id END AS persona_id) FROM t",
      "feedback.parquet, row 5, column persona_id: expected a persona_id of personas.parquet, found p99999",
    ],
    [
      "feedback",
      "SELECT * REPLACE (CASE WHEN row_number() OVER () = 9 THEN 'q9999' ELSE prompt_id END AS prompt_id) FROM t",
      "feedback.parquet, row 9, column prompt_id: expected a prompt_id of prompts.parquet, found q9999",
    ],
    [
      "feedback",
      "SELECT * REPLACE (NOT order_swapped AS order_swapped) FROM t",
      "feedback.parquet, row 1, column order_swapped: expected true exactly where response_a is of position 1",
    ],
    [
      "feedback",
      "SELECT * REPLACE ('test_seen' AS split) FROM t",
      "column split: expected test_heldout exactly for prompts of the heldout pool",
    ],
    [
      "feedback",
      "SELECT * REPLACE (CAST(0.5 AS FLOAT) AS probability) FROM t",
      "column probability: expected the logistic of the utility",
    ],
    [
      "retest",
      "SELECT * REPLACE ((SELECT persona_id FROM read_parquet('PERSONAS') ORDER BY 1 DESC LIMIT 1) AS persona_id) FROM t LIMIT 3",
      "retest.parquet",
    ],
  ];
  test.each(DAMAGES)("%s: %s", async (table, sql, line) => {
    const folder = await copy();
    await rewrite(folder, table, sql.replace("PERSONAS", join(folder, "personas.parquet")));
    const found = await lines(folder);
    expect(found.join("\n")).toContain(line);
  });
});
