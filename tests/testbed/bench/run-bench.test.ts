import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BENCH_RESULTS, type BenchRun } from "../../../src/schema/bench.ts";
import { readThreeVariant } from "../../../src/schema/bench-variants.ts";
import { LINE_KEYS } from "../../../src/schema/persona-text.ts";
import { passRate } from "../../../src/stats/bench/pass-rates.ts";
import { readRun } from "../../../src/testbed/bench/read-run.ts";
import { runBench } from "../../../src/testbed/bench/run-bench.ts";
import type { BenchOptions } from "../../../src/testbed/bench/run-options.ts";
import { trueSide } from "../../../src/testbed/bench/truth.ts";
import {
  type KnownTruth,
  LOO_ATTRIBUTES,
  readKnownTruth,
} from "../../../src/testbed/bench/world.ts";
import { withQuery } from "../../../src/testbed/datasets/check/query.ts";
import { fingerprint } from "../../../src/testbed/personas/personas-file.ts";
import { SILENT } from "../../../src/testbed/progress.ts";
import { UserError } from "../../../src/testbed/user-error.ts";
import { ROOT, writeDatasetForPairs } from "../pairs/small-pairs-dataset.ts";

let dataset: string;
let known: KnownTruth;
beforeAll(async () => {
  dataset = await writeDatasetForPairs();
  known = await readKnownTruth(dataset, ROOT);
}, 60_000);
afterAll(() => rm(dirname(dataset), { recursive: true }));

const options = (name: string, change: Partial<BenchOptions> = {}): BenchOptions => ({
  root: ROOT,
  dataset,
  out: join(dirname(dataset), name),
  models: ["reference/party", "reference/full"],
  modes: ["output_only", "demographic_summary"],
  task: "main",
  judge: "truth",
  seed: 3,
  perPersona: 4,
  personas: null,
  attempts: 5,
  anchorEvery: 2,
  ...change,
});

const run = (name: string, change: Partial<BenchOptions> = {}) =>
  runBench(options(name, change), SILENT, known);

describe("a run of the benchmark", () => {
  let made: BenchRun;
  beforeAll(async () => {
    made = await run("one");
  });

  it("says what it is made of", async () => {
    expect(made).toMatchObject({
      name: "one",
      dataset: { name: "small", seed: 5 },
      seed: 3,
      task: "main",
      modes: ["output_only", "demographic_summary"],
      judge: { kind: "truth", model: null },
      design: { personas: 30, perPersona: 4, attempts: 1, prompts: 60 },
      counts: { rows: 480, judged: 480, failed: 0, failures: {} },
      cost: { calls: 0, tokensIn: 0, tokensOut: 0, dollars: 0 },
    });
    expect(made.provenance).toMatch(/no person was asked.*no language models/i);
    const [party] = made.models;
    expect(party).toMatchObject({
      name: "reference/party",
      kind: "reference",
      parameters: { flips: { output_only: 0.05, demographic_summary: 0.025 } },
    });
    const file = join(dirname(dataset), "one", "results.parquet");
    expect(made.results).toEqual({ path: "results.parquet", ...(await fingerprint(file)) });
    expect((await readdir(join(dirname(dataset), "one"))).sort()).toEqual([
      "results.parquet",
      "run.json",
    ]);
  });

  it("has each answer with its judgement, by the declared columns and key", async () => {
    await withQuery(async (query, view) => {
      await view("results", join(dirname(dataset), "one", "results.parquet"));
      const rows = await query("SELECT * EXCLUDE file_row_number FROM results");
      expect(rows).toHaveLength(480);
      expect(Object.keys(rows[0])).toEqual(BENCH_RESULTS.columns.map(({ name }) => name));
      const keys = rows.map((row) => BENCH_RESULTS.key.map((column) => row[column]).join());
      expect(new Set(keys).size).toBe(480);
      const { truth } = known;
      const [personaOf, promptOf] = [truth.personas.ids, truth.prompts.map((p) => p.prompt_id)];
      for (const row of rows) {
        const persona = personaOf.indexOf(String(row.persona_id));
        const side = trueSide(truth, persona, promptOf.indexOf(String(row.prompt_id)));
        expect(row.passed).toBe(Number(row.position) === side);
      }
      for (const { name, values } of BENCH_RESULTS.columns) {
        for (const row of values ? rows : []) expect(values).toContain(row[name]);
      }
    });
  });

  it("is the same, byte for byte, when it is made again or from the dataset anew", async () => {
    const bytes = (name: string, file: string) => readFile(join(dirname(dataset), name, file));
    const [results, manifest] = await Promise.all([
      bytes("one", "results.parquet"),
      bytes("one", "run.json"),
    ]);
    await runBench(options("one"), SILENT);
    expect(results.equals(await bytes("one", "results.parquet"))).toBe(true);
    expect(manifest.equals(await bytes("one", "run.json"))).toBe(true);
    await run("other", { seed: 4 });
    expect(results.equals(await bytes("other", "results.parquet"))).toBe(false);
  });

  it("has the same answers of a model whatever others run", async () => {
    await run("alone", { models: ["reference/full"], modes: ["demographic_summary"] });
    const parts = async (name: string) => (await readRun(join(dirname(dataset), name))).parts;
    const [alone] = await parts("alone");
    const together = await parts("one");
    expect(alone).toEqual(together[3]);
    expect(passRate(alone.rows).estimate).toBeGreaterThan(0.5);
  });

  it("names its folder, with or without a slash at the end", async () => {
    expect((await run("two/")).name).toBe("two");
  });

  it("asks only the personas that are asked for", async () => {
    const { design, counts } = await run("few", { personas: 7 });
    expect(design.personas).toBe(7);
    expect(counts.rows).toBe(7 * 4 * 4);
  });
});

describe("tasks of a run", () => {
  it.each([
    ["main", 120],
    ["loo", 120 * 34],
    ["intersectionality", 120],
    ["pass_at_k", 120 * 5],
    ["cross_persona", 120 * 5],
    ["stability", 120 * 5],
    ["drift", 120 * 6],
  ] as const)("%s has its answers", async (task, rows) => {
    const change = { task, models: ["reference/party"], modes: ["output_only"] } as const;
    const made = await run(task, change);
    expect(made.counts).toMatchObject({ rows, judged: rows });
    expect(made.design.attempts).toBe(task === "pass_at_k" ? 5 : 1);
    const [{ rows: judged }] = (await readRun(join(dirname(dataset), task))).parts;
    expect(judged.n).toBe(rows);
    if (task === "loo") expect(judged.variants).toEqual(["", ...LINE_KEYS]);
    if (task === "cross_persona") expect(judged.variants[1]).toMatch(/^for p\d{5}$/);
  });

  it("comparison has two answers a pair, one for each side", async () => {
    await run("comparison", { task: "comparison", models: ["reference/full"] });
    const [{ rows }] = (await readRun(join(dirname(dataset), "comparison"))).parts;
    expect(rows.n % 2).toBe(0);
    expect(rows.n).toBeGreaterThan(40);
    expect(rows.n / 2).toBe(rows.variants.length - 1);
  });

  it("leave one out of three asks each question with the attribute and without it", async () => {
    const change = { task: "loo_three", personas: 3, perPersona: 2 } as const;
    const made = await run("loo_three", { ...change, modes: ["output_only"] });
    const parts = (await readRun(join(dirname(dataset), "loo_three"))).parts;
    expect(made.counts).toMatchObject({ rows: parts[0].rows.n * 2, failed: 0 });
    // Three personas an attribute, but for attributes that apply to fewer of the thirty.
    expect(parts[0].rows.n).toBeGreaterThan(32 * 3 * 2 * 2);
    expect(parts[0].rows.n).toBeLessThanOrEqual(33 * 3 * 2 * 2);
    const variants = parts[0].rows.variants.slice(1).map(readThreeVariant);
    expect(new Set(variants.map((one) => one?.attribute))).toEqual(new Set(LINE_KEYS));
    expect(variants.filter((one) => one?.kind === "with")).toHaveLength(variants.length / 2);
  });

  it("drift tells when the profile is shown again", async () => {
    const made = await run("drift", { task: "drift", modes: ["output_only"] });
    expect(made.design).toMatchObject({ anchorEvery: 2, attempts: 1 });
    expect(made.models[0].parameters).toMatchObject({ forgets: 0.02 });
    const [{ rows }] = (await readRun(join(dirname(dataset), "drift"))).parts;
    expect(rows.variants).toEqual([
      ...["", "key-order", "format", "paraphrase", "sequence", "re-anchored every 2"],
    ]);
  });

  it("leave one out hides each of the 33 attributes, the five traits together", () => {
    expect(Object.keys(LOO_ATTRIBUTES)).toHaveLength(33);
    expect(LOO_ATTRIBUTES.age).toEqual(["age"]);
    expect(LOO_ATTRIBUTES.big_five_scores).toHaveLength(5);
  });
});

describe("what cannot be run", () => {
  it.each([
    [{ models: ["gpt"] }, "unknown model gpt; known without --models-file: reference/generic, "],
    [{ models: [] }, "--models names none; name one or more"],
    [{ task: "drift" }, "--modes demographic_summary: in drift a persona judges by its profile"],
    [{ task: "drift", modes: ["output_only"], models: [], judge: "critic" }, "--models names none"],
    [{ modes: [] }, "--modes names none"],
    [
      { models: ["reference/full", "reference/full"] },
      "--models reference/full,reference/full: names one twice",
    ],
    [{ judge: "critic" as const }, "--judge critic: reference models write no text to judge"],
    [{ perPersona: 61 }, "--per-persona 61: there are only 60 prompts"],
  ] as [Partial<BenchOptions>, string][])("%j is told in one line", async (change, message) => {
    const error = await run("bad", change).catch((caught) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain(message);
    expect(await readdir(dirname(dataset))).not.toContain("bad");
  });
});
