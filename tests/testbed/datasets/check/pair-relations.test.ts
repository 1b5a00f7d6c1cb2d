import { cp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeDataset } from "../../../../src/testbed/datasets/change-dataset.ts";
import { checkDataset } from "../../../../src/testbed/datasets/check/check-dataset.ts";
import { faultLine } from "../../../../src/testbed/datasets/check/fault.ts";
import { addPairs } from "../../../../src/testbed/pairs/add-pairs.ts";
import { SILENT } from "../../../../src/testbed/progress.ts";
import { ROOT, writeDatasetForPairs } from "../../pairs/small-pairs-dataset.ts";
import { rewrite } from "./rewrite-table.ts";

let sound: string;
beforeAll(async () => {
  sound = await writeDatasetForPairs();
  await changeDataset(sound, "all", (draft) =>
    addPairs(draft, { root: ROOT, seed: 1, perPersona: 4 }, SILENT),
  );
}, 60_000);
afterAll(() => rm(dirname(sound), { recursive: true }));

const lines = async (folder: string) => (await checkDataset(folder)).faults.map(faultLine);

test("a dataset with pairs is sound", async () => {
  expect(await lines(sound)).toEqual([]);
});

/** Rows of the first persona's first prompt are 1 (none), 2 (length_matched), 3 (mismatched). */
const row = (n: number, then: string, column: string) =>
  `SELECT * REPLACE (CASE WHEN row_number() OVER () = ${n} THEN ${then} ELSE ${column} END AS ${column}) FROM t`;

const DAMAGES: readonly [table: string, sql: string, line: string][] = [
  [
    "pairs",
    row(2, "'equal'", "control"),
    'pairs.parquet, row 2, column control: expected one of none, length_matched, mismatched, found "equal"',
  ],
  [
    "pairs",
    row(3, "'length_matched'", "control"),
    "is there more than once; each row must have its own",
  ],
  [
    "pairs",
    row(3, "NOT order_swapped", "order_swapped"),
    "pairs.parquet, row 3, column order_swapped: expected a generic and a personalised answer",
  ],
  [
    "pairs",
    row(4, "'p00002'", "persona_id"),
    "pairs.parquet, row 4, column control: expected mismatched exactly where the answer is for another persona",
  ],
  [
    "pairs",
    "SELECT * FROM t LIMIT 358",
    "column control: expected a pair under each control for every persona and prompt, found 1",
  ],
  [
    "pairs",
    "SELECT * FROM t LIMIT 357",
    "column persona_id: expected pairs on 4 prompts of every persona, found p00030 with 3",
  ],
  [
    "pairs",
    "SELECT * REPLACE (CASE split WHEN 'train' THEN 'test_seen' WHEN 'test_seen' THEN 'train' ELSE split END AS split) FROM t",
    "pairs.parquet, row 1, column split: expected the split of the persona's choice in feedback.parquet",
  ],
  [
    "pairs",
    "SELECT * REPLACE (CAST(0.5 AS FLOAT) AS probability) FROM t",
    "pairs.parquet, row 1, column probability: expected the logistic of the utility",
  ],
  [
    "responses",
    "SELECT * REPLACE (CASE mode WHEN 'generic' THEN words + 30 ELSE words END::INT AS words) FROM t",
    "pairs.parquet, row 2, column control: expected answers of equal length within 5 % under this control",
  ],
  [
    "responses",
    "SELECT * REPLACE (CASE mode WHEN 'generic' THEN 1 ELSE position END::INT AS position) FROM t",
    "column position: expected a position for all but generic answers, found generic with 1",
  ],
  [
    "responses",
    "SELECT * REPLACE (CASE mode WHEN 'personalised' THEN NULL ELSE persona_id END AS persona_id) FROM t",
    "column persona_id: expected a persona_id exactly for personalised answers, found personalised for nobody",
  ],
];

test.each(DAMAGES)("damage is named: %s, %s", async (table, sql, line) => {
  const folder = join(dirname(sound), "damaged");
  await rm(folder, { recursive: true, force: true });
  await cp(sound, folder, { recursive: true });
  await rewrite(folder, table, sql);
  expect((await lines(folder)).join("\n")).toContain(line);
});
