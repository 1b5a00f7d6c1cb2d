import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ENRICHED_KEYS } from "../../src/schema/enrichment.ts";
import type { Manifest } from "../../src/schema/manifest.ts";
import { readTruth } from "../../src/testbed/bench/truth.ts";
import { readPersonas } from "../../src/testbed/datasets/read-personas.ts";
import { measureDataset } from "../../src/testbed/personas/measure-dataset.ts";
import { SILENT } from "../../src/testbed/progress.ts";
import {
  between,
  declareModels,
  type ReplyServer,
  startReplies,
} from "../testbed/lm/reply-server.ts";
import { call } from "./call.ts";

const PERSONAS = 12;
const MARKUP = "<img src=x onerror=alert(1)> & \"walks\" 'alone'";
const EACH = ["--train-each", "3", "--seen-each", "1", "--heldout-each", "1"];

let folder: string;
let server: ReplyServer;
let requests: string[];
/** Answer of a model to the whole text that it was sent. */
let reply: (asked: string, model: string) => object | string;
let copies = 0;

const ageIn = (asked: string) => Number(between(asked, "profile").match(/^age: (\d+)/m)![1]);
const textsAt = (age: number) =>
  Object.fromEntries(ENRICHED_KEYS.map((key) => [key, `${key} at ${age}: ${MARKUP}`]));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-enrich-"));
  const size = ["--n", String(PERSONAS), "--seed", "3", "--train", "30", "--heldout", "12"];
  const made = await call("generate", ...size, ...EACH, "--out", join(folder, "before"), "--quiet");
  expect(made.code).toBe(0);
  server = await startReplies((asked, model) => {
    const answer = reply(asked, model);
    return typeof answer === "string" ? answer : JSON.stringify(answer);
  });
  requests = server.requests;
  await declareModels(join(folder, "models.json"), ["writer", "judge"], server, (name) => ({
    apiKey: "sk-test-0123456789",
    parameters: { temperature: name === "writer" ? 1 : 0 },
  }));
}, 60_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  process.exitCode = undefined;
  requests.length = 0;
});

/** All is well with everybody. */
const sound = (asked: string, model: string) =>
  model === "writer" ? textsAt(ageIn(asked)) : { consistent: true, conflicts: [] };

async function copy(): Promise<string> {
  const dataset = join(folder, `copy-${copies++}`);
  await cp(join(folder, "before"), dataset, { recursive: true });
  return dataset;
}
const CHECKED = ["--checker", "lm:judge"];
const enrich = (dataset: string, ...more: string[]) =>
  call(
    ...["enrich", "--dataset", dataset, "--writer", "lm:writer", "--quiet"],
    ...["--models", join(folder, "models.json"), "--ledger", `${dataset}.jsonl`, ...more],
  );
const manifestOf = async (dataset: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(dataset, "manifest.json"), "utf8"));
const personasOf = (dataset: string) => readPersonas(join(dataset, "personas.parquet"));
const allBytes = async (dataset: string) =>
  Promise.all(
    (await readdir(dataset))
      .sort()
      .map(async (file) => [file, (await readFile(join(dataset, file))).toString("base64")]),
  );

test("writes, checks and keeps as scripted, and the dataset is sound in all that reads it", async () => {
  const dataset = await copy();
  const old = await personasOf(dataset);
  const ages = [...old.numbers.age].sort((a, b) => a - b);
  // The youngest has a text of two lines, the next two break with their facts.
  const [youngest, second, third] = ages;
  expect(new Set(ages.slice(0, 4)).size).toBe(4);
  reply = (asked, model) => {
    const age = ageIn(asked);
    const texts = textsAt(age);
    if (model === "writer") return age === youngest ? { ...texts, lifestyle: "a\nb" } : texts;
    const isSound = age > third;
    return { consistent: isSound, conflicts: isSound ? [] : [`At ${age} nobody does.`] };
  };
  const { code, stdout, stderr } = await enrich(dataset, ...CHECKED);
  expect(stderr).toBe("");
  // A failure is told apart from success.
  expect(code).toBe(3);
  expect(requests.filter((model) => model === "writer")).toHaveLength(PERSONAS);
  expect(requests.filter((model) => model === "judge")).toHaveLength(PERSONAS - 1);
  const idAt = (age: number) => old.ids[old.numbers.age.indexOf(age)];
  // Wilson for 2 of 11: (2/11 + 1.9207/11 -+ 1.96 sqrt(2/11 * 9/11 / 11 + 3.8415/484)) / (1 + 3.8415/11).
  expect(stdout.split("\n")).toEqual([
    `${dataset}: of 12 personas 9 have texts by writer; 2 rejected by judge, 1 failed`,
    "rejected 18.2 % (5.1 % to 47.7 %) of 11 checked",
    "failed to write or check: 1 characters",
    ...[second, third].map((age) => `${idAt(age)}: At ${age} nobody does.`).sort(),
    "",
  ]);
  const now = await personasOf(dataset);
  for (const key of ENRICHED_KEYS) {
    expect(now.texts[key]).toEqual(
      Array.from(old.numbers.age, (age, row) =>
        age > third ? `${key} at ${age}: ${MARKUP}` : old.texts[key][row],
      ),
    );
  }
  const manifest = await manifestOf(dataset);
  expect(manifest.enrichment).toEqual({
    writer: "writer",
    parameters: { temperature: 1 },
    checker: "judge",
    checkerParameters: { temperature: 0 },
    templates: { consistency: "1", enrichment: "2" },
    seed: 2024,
    personas: 12,
    kept: 9,
    rejected: 2,
    failed: 1,
    failures: { characters: 1 },
    shareRejected: { value: 0.1818, low: 0.0514, high: 0.477 },
  });
  expect(manifest.provenance).toContain(
    "Texts of 9 personas were written by the language model writer.",
  );
  expect(manifest.attributes.lifestyle.method).toContain(
    "by the language model writer for 9 of the personas",
  );
  expect((await call("check", dataset)).stdout).toContain("12 in enrichment.parquet");

  // The truth and the fit are of attributes and the seed, not of texts.
  const [truth, before] = [
    await readTruth(dataset, process.cwd()),
    await readTruth(join(folder, "before"), process.cwd()),
  ];
  expect(truth.standing).toEqual(before.standing);
  const measured = (one: string) =>
    measureDataset(one, { root: process.cwd(), withModel: false, draws: 20, seed: 1 }, SILENT);
  expect(await measured(dataset)).toEqual(await measured(join(folder, "before")));

  // What comes after keeps the texts, and says so.
  expect((await call("feedback", "--dataset", dataset, ...EACH, "--quiet")).code).toBe(0);
  expect((await call("check", dataset)).code).toBe(0);
  expect((await manifestOf(dataset)).provenance).toBe(manifest.provenance);
  expect((await personasOf(dataset)).texts).toEqual(now.texts);
});

test("the same command again calls nobody, and changes nothing", async () => {
  reply = sound;
  const dataset = await copy();
  expect((await enrich(dataset, ...CHECKED)).code).toBe(0);
  const once = await allBytes(dataset);
  expect(requests).toHaveLength(2 * PERSONAS);
  const { code, stdout } = await enrich(dataset, ...CHECKED);
  expect(code).toBe(0);
  expect(stdout).toContain("rejected 0.0 % (0.0 % to 24.2 %) of 12 checked");
  expect(requests).toHaveLength(2 * PERSONAS);
  expect(await allBytes(dataset)).toEqual(once);
});

test("a budget leaves the rest as it was, says so, and the same command goes on", async () => {
  reply = sound;
  const dataset = await copy();
  const { code, stdout } = await enrich(dataset, ...CHECKED, "--max-calls", "17");
  expect(code).toBe(3);
  expect(stdout).toContain("of 12 personas 5 have texts by writer; 0 rejected by judge, 7 failed");
  expect(stdout).toContain("failed to write or check: 7 budget");
  expect((await call("check", dataset)).code).toBe(0);
  expect((await enrich(dataset, ...CHECKED)).code).toBe(0);
  expect(requests).toHaveLength(2 * PERSONAS);
  expect((await manifestOf(dataset)).enrichment).toMatchObject({ kept: 12, failed: 0 });
});

test("stopped, it leaves the dataset as it was, and the same command goes on", async () => {
  const dataset = await copy();
  const before = await allBytes(dataset);
  reply = (asked, model) => {
    if (requests.length === 3) process.emit("SIGINT", "SIGINT");
    return sound(asked, model);
  };
  const { code, stderr } = await enrich(dataset, ...CHECKED);
  expect(code).toBe(2);
  expect(stderr).toContain("stopped; finished calls are in");
  expect(await allBytes(dataset)).toEqual(before);
  expect(requests).not.toContain("judge");
  reply = sound;
  expect((await enrich(dataset, ...CHECKED)).code).toBe(0);
  expect(requests).toHaveLength(2 * PERSONAS);
});

test("--personas takes a sample, and --dry-run says what it takes without asking", async () => {
  reply = sound;
  const dataset = await copy();
  const before = await allBytes(dataset);
  const planned = await enrich(dataset, ...CHECKED, "--personas", "4", "--dry-run");
  expect(planned.stdout).toMatch(/^writer: 4 calls, .*\njudge: 4 calls, /m);
  expect(requests).toEqual([]);
  expect(await allBytes(dataset)).toEqual(before);
  const { stdout } = await enrich(dataset, ...CHECKED, "--personas", "4");
  expect(stdout).toContain("of 4 personas 4 have texts by writer");
  expect(requests).toHaveLength(8);
});

test("--self-check lets the writer check itself", async () => {
  reply = (asked) =>
    asked.includes("<additions>") ? { consistent: true, conflicts: [] } : textsAt(ageIn(asked));
  const dataset = await copy();
  expect((await enrich(dataset, "--self-check", "--personas", "2")).code).toBe(0);
  expect(new Set(requests)).toEqual(new Set(["writer"]));
  expect((await manifestOf(dataset)).enrichment).toMatchObject({ checker: "writer", kept: 2 });
});

describe("what cannot be is refused in one line, before a call", () => {
  test.each([
    [[], "say who checks the texts: --checker lm:NAME, or --self-check"],
    [["--checker", "lm:writer"], "writer would check its own texts"],
    [["--checker", "lm:judge", "--self-check"], "name two; leave one out"],
    [["--checker", "judge"], "Expected lm:NAME"],
    [["--checker", "lm:other"], "no model has the name other"],
    [["--checker", "lm:judge", "--personas", "13"], "--personas 13 is more than the 12"],
    [["--checker", "lm:other", "--dry-run"], "no model has the name other"],
  ])("%j", async (args, message) => {
    const dataset = join(folder, "before");
    const { code, stderr } = await enrich(dataset, ...args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
    expect(requests).toEqual([]);
  });
});
