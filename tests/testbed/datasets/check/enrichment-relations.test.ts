import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENRICHED_KEYS } from "../../../../src/schema/enrichment.ts";
import type { Manifest } from "../../../../src/schema/manifest.ts";
import { changeDataset } from "../../../../src/testbed/datasets/change-dataset.ts";
import { checkDataset } from "../../../../src/testbed/datasets/check/check-dataset.ts";
import { faultLine } from "../../../../src/testbed/datasets/check/fault.ts";
import { addEnrichment } from "../../../../src/testbed/personas/enrichment/add-enrichment.ts";
import { SILENT } from "../../../../src/testbed/progress.ts";
import { writeSmallDataset } from "../../feedback/small-feedback.ts";
import { JUDGE, MODEL, scriptedRunner } from "../../lm/scripted-runner.ts";
import { rewrite } from "./rewrite-table.ts";

let sound: string;
let copies: string;
let copied = 0;

/** Of six personas three are kept, two rejected, and one check fails. */
beforeAll(async () => {
  sound = await writeSmallDataset(6);
  copies = await mkdtemp(join(tmpdir(), "atlas-check-enriched-"));
  let checks = 0;
  const runner = scriptedRunner((call) => {
    if (call.purpose === "enrich") {
      return Object.fromEntries(ENRICHED_KEYS.map((key) => [key, `By a model: ${key}`]));
    }
    const at = checks++;
    if (at === 5) return { fails: "timeout" };
    return { consistent: at < 3, conflicts: at < 3 ? [] : ["No."] };
  });
  await changeDataset(sound, "all", (draft) =>
    addEnrichment(draft, { seed: 1, writer: MODEL, checker: JUDGE }, runner, SILENT),
  );
});
afterAll(async () => {
  await rm(sound, { recursive: true });
  await rm(copies, { recursive: true });
});

async function copy(): Promise<string> {
  const folder = join(copies, String(copied++));
  await cp(sound, folder, { recursive: true });
  return folder;
}
const lines = async (folder: string) => (await checkDataset(folder)).faults.map(faultLine);
async function editManifest(folder: string, edit: (manifest: Manifest) => object): Promise<void> {
  const path = join(folder, "manifest.json");
  const manifest: Manifest = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify({ ...manifest, ...edit(manifest) }));
}

test("an enriched dataset is sound", async () => {
  expect(await lines(sound)).toEqual([]);
});

describe("damage to the rows is named", () => {
  const of = (outcome: string) =>
    `(SELECT min(persona_id) FROM read_parquet('ENRICHMENT') WHERE outcome = '${outcome}')`;
  const DAMAGES: readonly [table: string, sql: string, line: string][] = [
    [
      "enrichment",
      "SELECT * REPLACE ('rejected' AS outcome, NULL::VARCHAR AS reason) FROM t",
      "column outcome: expected 3 kept, 2 rejected, 1 failed of 6, as manifest.json says, found 0 kept, 6 rejected, 0 failed",
    ],
    [
      "enrichment",
      "SELECT * REPLACE (CASE WHEN reason IS NULL THEN NULL ELSE 'budget' END AS reason) FROM t",
      "column reason: expected timeout: 1, as manifest.json says, found budget: 1",
    ],
    [
      "enrichment",
      "SELECT * REPLACE (NULL::VARCHAR AS reason) FROM t",
      "column reason: expected a reason exactly where it failed, found failed with nothing",
    ],
    [
      "enrichment",
      "SELECT * REPLACE ('No.' AS conflicts) FROM t",
      "column conflicts: expected conflicts only where texts were rejected",
    ],
    [
      "enrichment",
      "SELECT * REPLACE (NULL::VARCHAR AS mannerisms) FROM t",
      "column mannerisms: expected a text exactly where it did not fail",
    ],
    [
      "enrichment",
      "SELECT * REPLACE ('p9' || persona_id AS persona_id) FROM t",
      "column persona_id: expected a persona_id of personas.parquet",
    ],
    [
      "personas",
      `SELECT * REPLACE (CASE WHEN persona_id = ${of("kept")} THEN 'Mine.' ELSE lifestyle END AS lifestyle) FROM t`,
      "column lifestyle: expected in personas.parquet the model's text where it was kept, else the template's, found Mine.",
    ],
    [
      "personas",
      `SELECT * REPLACE (CASE WHEN persona_id = ${of("rejected")} THEN 'By a model: lifestyle' ELSE lifestyle END AS lifestyle) FROM t`,
      "column lifestyle: expected in personas.parquet the model's text where it was kept, else the template's, found By a model: lifestyle",
    ],
  ];
  test.each(DAMAGES)("%s: %s", async (table, sql, line) => {
    const folder = await copy();
    await rewrite(folder, table, sql.replace("ENRICHMENT", join(folder, "enrichment.parquet")));
    expect((await lines(folder)).join("\n")).toContain(line);
  });
});

describe("a manifest that does not fit is named", () => {
  const DAMAGES: readonly [what: string, (manifest: Manifest) => object, line: string][] = [
    [
      "other counts",
      ({ enrichment, provenance }) => ({
        enrichment: { ...enrichment, kept: 2 },
        provenance: provenance.replace("3 personas", "2 personas"),
      }),
      "column outcome: expected 2 kept, 2 rejected, 1 failed of 6, as manifest.json says, found 3 kept, 2 rejected, 1 failed",
    ],
    [
      "another provenance",
      () => ({ provenance: "Simulated." }),
      'manifest.json: its provenance must say "Texts of 3 personas were written by the language model tested."',
    ],
    [
      "no word of it",
      () => ({ enrichment: undefined }),
      "manifest.json: lists enrichment.parquet and says nothing of it",
    ],
    [
      "no table of it",
      ({ files }) => ({ files: files.filter(({ path }) => path !== "enrichment.parquet") }),
      "manifest.json: tells of an enrichment without enrichment.parquet",
    ],
  ];
  test.each(DAMAGES)("%s", async (_, edit, line) => {
    const folder = await copy();
    await editManifest(folder, edit);
    expect((await lines(folder)).join("\n")).toContain(line);
  });
});
