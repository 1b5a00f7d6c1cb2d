import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENRICHED_KEYS } from "../../../../src/schema/enrichment.ts";
import { type Manifest, SIMULATED } from "../../../../src/schema/manifest.ts";
import { changeDataset } from "../../../../src/testbed/datasets/change-dataset.ts";
import { checkDataset } from "../../../../src/testbed/datasets/check/check-dataset.ts";
import { readPersonas } from "../../../../src/testbed/datasets/read-personas.ts";
import { addRoleplay } from "../../../../src/testbed/feedback/add-roleplay.ts";
import {
  addEnrichment,
  enrichedManifest,
} from "../../../../src/testbed/personas/enrichment/add-enrichment.ts";
import type { EnrichmentOptions } from "../../../../src/testbed/personas/enrichment/enrich-personas.ts";
import { readRejections } from "../../../../src/testbed/personas/enrichment/enrichment-table.ts";
import { SILENT } from "../../../../src/testbed/progress.ts";
import { writeSmallDataset } from "../../feedback/small-feedback.ts";
import { between, JUDGE, MODEL, type Script, scriptedRunner } from "../../lm/scripted-runner.ts";

const PERSONAS = 20;
const OPTIONS: EnrichmentOptions = { seed: 1, writer: MODEL, checker: JUDGE };

let before: string;
let copies: string;
let made = 0;
beforeAll(async () => {
  before = await writeSmallDataset(PERSONAS);
  copies = await mkdtemp(join(tmpdir(), "atlas-enrichment-"));
});
afterAll(async () => {
  await rm(before, { recursive: true });
  await rm(copies, { recursive: true });
});

async function copy(): Promise<string> {
  const folder = join(copies, String(made++));
  await cp(before, folder, { recursive: true });
  return folder;
}

/** Texts that name their persona's age, so that they can be told apart. */
const textsOf = (profile: string, of = "model") => {
  const age = profile.match(/^age: (\d+)/m)![1];
  return Object.fromEntries(ENRICHED_KEYS.map((key) => [key, `${of} ${key} at ${age}`]));
};
const script =
  (isSound: (age: number) => boolean, of = "model"): Script =>
  (call) => {
    const profile = between(call, "profile");
    if (call.purpose === "enrich") return textsOf(profile, of);
    const isFine = isSound(Number(profile.match(/^age: (\d+)/m)![1]));
    return { consistent: isFine, conflicts: isFine ? [] : ["Too\n young.", "\u001b[1mNo job."] };
  };
const enrich = (
  folder: string,
  reply: Script = script((age) => age >= 30),
  options: Partial<EnrichmentOptions> = {},
): Promise<Manifest> =>
  changeDataset(folder, "all", (draft) =>
    addEnrichment(draft, { ...OPTIONS, ...options }, scriptedRunner(reply), SILENT),
  );
const personasOf = (folder: string) => readPersonas(join(folder, "personas.parquet"));
const bytesOf = (folder: string, file: string) => readFile(join(folder, file));
const faultsOf = async (folder: string) => (await checkDataset(folder)).faults;

test("kept texts are in the personas, of all others the templates', and nothing else changes", async () => {
  const folder = await copy();
  const manifest = await enrich(folder);
  const [old, now] = [await personasOf(before), await personasOf(folder)];
  const ages = [...old.numbers.age];
  const kept = ages.filter((age) => age >= 30).length;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(PERSONAS);
  for (const key of ENRICHED_KEYS) {
    const expected = ages.map((age, row) =>
      age >= 30 ? `model ${key} at ${age}` : old.texts[key][row],
    );
    expect(now.texts[key]).toEqual(expected);
  }
  const others = ({ texts, ...rest }: typeof old) => ({
    ...rest,
    texts: Object.entries(texts).filter(([key]) => !ENRICHED_KEYS.some((own) => own === key)),
  });
  expect(others(now)).toEqual(others(old));
  for (const table of ["prompts", "responses", "values", "feedback", "retest"]) {
    const file = `${table}.parquet`;
    expect((await bytesOf(folder, file)).equals(await bytesOf(before, file))).toBe(true);
  }
  expect(manifest.enrichment).toMatchObject({
    writer: "tested",
    checker: "judge",
    templates: { enrichment: "2", consistency: "1" },
    personas: PERSONAS,
    kept,
    rejected: PERSONAS - kept,
    failed: 0,
    failures: {},
  });
  expect(manifest.enrichment?.shareRejected.value).toBeCloseTo((PERSONAS - kept) / PERSONAS, 4);
  expect(manifest.provenance).toBe(
    `${SIMULATED} Texts of ${kept} personas were written by the language model tested.`,
  );
  expect(await faultsOf(folder)).toEqual([]);
});

test("conflicts are kept, a line each, without what would steer a terminal", async () => {
  const folder = await copy();
  await enrich(folder);
  const [first, ...rest] = await readRejections(folder, 2);
  expect(first.conflicts).toEqual(["Too young.", "[1mNo job."]);
  expect(rest).toHaveLength(1);
});

describe("again", () => {
  test("the same gives the same bytes", async () => {
    const folder = await copy();
    await enrich(folder);
    const files = await readdir(folder);
    const once = await Promise.all(files.map((file) => bytesOf(folder, file)));
    await enrich(folder);
    const again = await Promise.all(files.map((file) => bytesOf(folder, file)));
    expect(again.map((bytes, at) => bytes.equals(once[at]))).toEqual(files.map(() => true));
  });

  test("nothing of another model's texts is left, as if it had never been asked", async () => {
    const [twice, once] = [await copy(), await copy()];
    await enrich(
      twice,
      script(() => true, "former"),
    );
    const later = script((age) => age >= 60, "later");
    const writer = { ...MODEL, name: "other" };
    await enrich(twice, later, { writer });
    await enrich(once, later, { writer });
    for (const file of ["personas.parquet", "enrichment.parquet", "manifest.json"]) {
      expect((await bytesOf(twice, file)).equals(await bytesOf(once, file))).toBe(true);
    }
    expect((await personasOf(twice)).texts.lifestyle.join()).not.toContain("former");
  });
});

test("a sample is part of a larger one of the same seed, and another seed's is another", async () => {
  const asked = async (personas: number, seed = 1) => {
    const runner = scriptedRunner(script(() => true));
    const folder = await copy();
    await changeDataset(folder, "all", (draft) =>
      addEnrichment(draft, { ...OPTIONS, personas, seed }, runner, SILENT),
    );
    expect(await faultsOf(folder)).toEqual([]);
    const { texts, ids } = await personasOf(folder);
    return ids.filter((_, row) => texts.lifestyle[row].startsWith("model"));
  };
  const [five, ten, other] = [await asked(5), await asked(10), await asked(5, 2)];
  expect(five).toHaveLength(5);
  expect(ten).toHaveLength(10);
  expect(five.filter((id) => !ten.includes(id))).toEqual([]);
  expect(other).not.toEqual(five);
});

test("how the attributes were made says it too, once", () => {
  const attributes = Object.fromEntries(
    ["lifestyle", "core_values"].map((key) => [key, { source: "written", method: "Chosen" }]),
  );
  const manifest = { provenance: SIMULATED, attributes } as unknown as Manifest;
  const entry = (kept: number, writer: string) =>
    ({ kept, writer }) as unknown as NonNullable<Manifest["enrichment"]>;
  const first = enrichedManifest(manifest, entry(1200, "a"));
  const second = enrichedManifest(first, entry(1, "b.c"));
  expect(first.attributes.lifestyle.method).toBe(
    "Chosen; by the language model a for 1,200 of the personas",
  );
  expect(second.attributes.lifestyle.method).toBe(
    "Chosen; by the language model b.c for 1 of the personas",
  );
  expect(second.attributes.core_values.method).toBe("Chosen");
  expect(second.provenance).toBe(
    `${SIMULATED} Texts of 1 persona were written by the language model b.c.`,
  );
  const none = enrichedManifest(second, entry(0, "b.c"));
  expect([none.provenance, none.attributes]).toEqual([SIMULATED, attributes]);
});

test("a model that judges afterwards is told of too, and no other texts are put in then", async () => {
  const folder = await copy();
  const { enrichment } = await enrich(folder);
  const runner = scriptedRunner(() => ({ preferred: "a", confidence: 1, reason: "so" }));
  const quota = { train: 1, testSeen: 1, testHeldout: 1 };
  await changeDataset(folder, ["personas", "prompts", "responses"], (draft) =>
    addRoleplay(draft, { seed: 1, quota, model: JUDGE }, runner, SILENT),
  );
  const { manifest, faults } = await checkDataset(folder);
  expect(faults).toEqual([]);
  expect(manifest.enrichment).toEqual(enrichment);
  expect(manifest.provenance).toMatch(
    /role-played by the language model judge; .* model tested\.$/,
  );
  await expect(enrich(folder)).rejects.toThrow("a language model judged as these personas");
});

describe("is refused before a call, and the dataset stays as it is", () => {
  const lm = { kind: "lm" } as unknown as Manifest["respondents"];
  const REFUSED: readonly [Partial<EnrichmentOptions>, Partial<Manifest>, string][] = [
    [{ checker: MODEL }, {}, "tested would check its own texts"],
    [{ personas: PERSONAS + 1 }, {}, "--personas 21 is more than the 20 that there are"],
    [{}, { respondents: lm }, "a language model judged as these personas"],
    [{}, { judgements: {} as Manifest["judgements"] }, "raters judged as these personas"],
  ];
  test.each(REFUSED)("%j %j", async (options, manifest, message) => {
    const folder = await copy();
    const runner = scriptedRunner(script(() => true));
    const change = changeDataset(folder, "all", (draft) => {
      const judged = { ...draft, manifest: { ...draft.manifest, ...manifest } };
      return addEnrichment(judged, { ...OPTIONS, ...options }, runner, SILENT);
    });
    await expect(change).rejects.toThrow(message);
    expect(runner.made).toEqual([]);
    expect(await readdir(folder)).toEqual(await readdir(before));
  });

  test("and so is a run in which no text was written and checked", async () => {
    const folder = await copy();
    await expect(enrich(folder, () => ({ fails: "timeout" }))).rejects.toThrow(
      "no text was written and checked: 20 timeout",
    );
    expect(await readdir(folder)).toEqual(await readdir(before));
  });
});
