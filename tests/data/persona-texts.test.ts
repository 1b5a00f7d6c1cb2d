import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTexts } from "../../src/components/personas-table.ts";
import { ENRICHED_KEYS } from "../../src/schema/enrichment.ts";
import { changeDataset } from "../../src/testbed/datasets/change-dataset.ts";
import { readPersonas } from "../../src/testbed/datasets/read-personas.ts";
import { addEnrichment } from "../../src/testbed/personas/enrichment/add-enrichment.ts";
import { SILENT } from "../../src/testbed/progress.ts";
import { writeSmallDataset } from "../testbed/feedback/small-feedback.ts";
import { JUDGE, MODEL, scriptedRunner } from "../testbed/lm/scripted-runner.ts";

const MARKUP = "<script>alert(1)</script>";

let dataset: string;
beforeAll(async () => {
  dataset = await writeSmallDataset(6);
});
afterAll(() => rm(dataset, { recursive: true }));

async function loaded() {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "src/data/persona-texts.arrow.ts"],
    { encoding: "buffer", env: { ...process.env, ATLAS_DATASET: dataset } },
  );
  const { weights, ...personas } = await readPersonas(join(dataset, "personas.parquet"));
  return withTexts({ ...personas, weight: weights, texts: {} }, tableFromIPC(stdout));
}

test("who wrote the texts is told by persona, where a model wrote any, and markup stays text", async () => {
  expect("textsBy" in (await loaded())).toBe(false);
  let checks = 0;
  const runner = scriptedRunner((call) => {
    // The third is rejected.
    if (call.purpose === "consistency") return { consistent: ++checks < 3, conflicts: [] };
    return Object.fromEntries(ENRICHED_KEYS.map((key) => [key, MARKUP]));
  });
  await changeDataset(dataset, "all", (draft) => {
    const options = { seed: 1, personas: 3, writer: MODEL, checker: JUDGE };
    return addEnrichment(draft, options, runner, SILENT);
  });
  const { textsBy, texts } = await loaded();
  expect(textsBy?.filter((name) => name === "tested")).toHaveLength(2);
  expect(textsBy?.filter((name) => name === "")).toHaveLength(4);
  expect(texts.lifestyle.map((text) => (text === MARKUP ? "tested" : ""))).toEqual(textsBy);
});
