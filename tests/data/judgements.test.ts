import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeJudgements } from "../../src/components/agreement-page/decode.ts";
import type { Judgement } from "../../src/schema/judgement.ts";
import { writeJudgements } from "../../src/testbed/judgements/add-judgements.ts";
import { judgement } from "../schema/judgements.ts";
import { writeDatasetForPairs } from "../testbed/pairs/small-pairs-dataset.ts";

let dataset: string;
let folder: string;
beforeAll(async () => {
  dataset = await writeDatasetForPairs();
  folder = await mkdtemp(join(tmpdir(), "atlas-judgements-"));
}, 60_000);
afterAll(async () => {
  await rm(dirname(dataset), { recursive: true });
  await rm(folder, { recursive: true });
});

async function loaded(of: string): Promise<Judgement[]> {
  const args = ["--import", "tsx", "src/data/judgements.arrow.ts"];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    encoding: "buffer",
    env: { ...process.env, ATLAS_DATASET: of },
  });
  return decodeJudgements(tableFromIPC(stdout));
}

test("the page gets the judgements as they were imported", async () => {
  const judgements = [
    judgement({ reason: "<b>bold</b>\nand so", seconds: 3.1 }),
    judgement({ rater: "bob", preferred: "tie", confidence: null, seconds: null }),
    judgement({ rater: "m", rater_kind: "model", order_swapped: true, preferred: "b" }),
  ];
  const copy = join(folder, "dataset");
  await cp(dataset, copy, { recursive: true });
  await writeJudgements({ judgements, records: [] }, copy, join(copy, "judgements.parquet"));
  expect(await loaded(copy)).toEqual(judgements);
});

test("without judgements it gets a table without rows, also where there are personas alone", async () => {
  expect(await loaded(dataset)).toEqual([]);
  expect(await loaded(join(folder, "nothing-there"))).toEqual([]);
});
