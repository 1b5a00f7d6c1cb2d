import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BenchResult } from "../../../src/schema/bench.ts";
import { groupRates, passRate } from "../../../src/stats/bench/pass-rates.ts";
import { seeded } from "../../../src/stats/random.ts";
import { readRun } from "../../../src/testbed/bench/read-run.ts";
import { type GroupReportRow, reportRun } from "../../../src/testbed/bench/report.ts";
import { type ReportOptions, readGroups } from "../../../src/testbed/bench/report-groups.ts";
import { InputError } from "../../../src/testbed/datasets/input-error.ts";
import { UserError } from "../../../src/testbed/user-error.ts";
import { type PersonaRow, randomRows, writeDataset } from "../datasets/small-dataset.ts";
import { answer, writeRun } from "./small-run.ts";

/** 60 personas: 30 women and 30 men, of whom 8 are Buddhist, 22 Catholic and 30 of no religion. */
const PERSONAS: readonly PersonaRow[] = randomRows(60, 3).map((row, at) => ({
  ...row,
  sex: at % 2 ? "Male" : "Female",
  religion: at < 8 ? "Buddhist" : at < 30 ? "Catholic" : "No religion",
}));

/** Five prompts each, of twelve; men are served worse; a call in fifty fails. */
const ANSWERS: readonly BenchResult[] = (() => {
  const random = seeded(12);
  return PERSONAS.flatMap(({ persona_id, sex }, at) =>
    [0, 1, 2, 3, 4].map((k) => {
      const chance = sex === "Male" ? 0.55 : 0.8;
      const passed = random.next() < 0.02 ? null : random.next() < chance;
      return answer(String(persona_id), `q${((at * 5 + k) % 12) + 10}`, passed);
    }),
  );
})();

let dataset: string;
let run: string;
beforeAll(async () => {
  dataset = await writeDataset(PERSONAS, []);
  run = await writeRun(ANSWERS);
});
afterAll(async () => {
  await rm(dataset, { recursive: true });
  await rm(dirname(run), { recursive: true });
});

const report = (change: Partial<ReportOptions> = {}, folder = run) =>
  reportRun(folder, { dataset, by: [], groups: null, ...change });
const groupsOf = async (change: Partial<ReportOptions>, folder = run) =>
  (await report(change, folder)).rows.filter((row): row is GroupReportRow => "gap" in row);

describe("the report of a run", () => {
  it("has the estimate of each model and mode, failures left out", async () => {
    const { rows } = await report();
    const scores = ANSWERS.flatMap(({ passed }) => (passed === null ? [] : [Number(passed)]));
    expect(scores.length).toBeLessThan(300);
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0])).toEqual([
      "model",
      "mode",
      "task",
      "group",
      "n",
      "estimate",
      "low",
      "high",
    ]);
    expect(rows[0]).toMatchObject({ model: "m", mode: "output_only", task: "main", group: null });
    expect(rows[0].n).toBe(scores.length);
    expect(rows[0].estimate).toBeCloseTo(scores.reduce((a, b) => a + b, 0) / scores.length, 12);
    const [{ rows: judged }] = (await readRun(run)).parts;
    const { low, high } = passRate(judged);
    expect(rows[0]).toMatchObject({ low, high });
  });

  it("has null where nothing can be told", async () => {
    const folder = await writeRun([answer("p00001", "q1", null)]);
    const { rows } = await report({}, folder);
    expect(rows[0]).toMatchObject({ n: 0, estimate: null, low: null, high: null });
    await rm(dirname(folder), { recursive: true });
  });
});

describe("groups of an attribute", () => {
  it("have the rates and gaps of the personas with the level", async () => {
    const rows = await groupsOf({ by: ["sex"] });
    expect(rows.map(({ group, personas }) => [group, personas])).toEqual([
      ["Female", 30],
      ["Male", 30],
    ]);
    const { parts, personas } = await readRun(run);
    const sexes = personas.map((id) => PERSONAS.find(({ persona_id }) => persona_id === id)?.sex);
    const of = sexes.map((sex) => (sex === "Female" ? 0 : 1));
    const expected = groupRates(parts[0].rows, of, ["Female", "Male"]);
    rows.forEach((row, g) => {
      const { p: _, ...rate } = expected[g];
      expect(row).toEqual({ model: "m", mode: "output_only", task: "main", ...rate });
    });
    expect(rows[0].gap).toBeGreaterThan(0.1);
    expect(rows[0].adjusted).toBeLessThan(0.05);
  });

  it("of fewer than ten personas are counted and not told", async () => {
    const rows = await groupsOf({ by: ["religion"] });
    const few = rows.find(({ personas }) => personas === 8);
    expect(few).toEqual({
      model: "m",
      mode: "output_only",
      task: "main",
      group: few?.group,
      n: few?.n,
      personas: 8,
      estimate: null,
      low: null,
      high: null,
      gap: null,
      gapLow: null,
      gapHigh: null,
      adjusted: null,
      pooled: null,
    });
    expect(few?.n).toBeGreaterThan(35);
    for (const { personas, estimate } of rows) expect(estimate === null).toBe(personas < 10);
  });

  it("of two attributes are those that occur", async () => {
    const rows = await groupsOf({ by: ["sex", "religion"] });
    expect(rows.length).toBe(6);
    for (const { group } of rows) expect(group).toMatch(/^(Female|Male) · \w/);
    expect(rows.reduce((sum, { personas }) => sum + personas, 0)).toBe(60);
    const tested = rows.filter(({ personas }) => personas >= 10);
    expect(tested.length).toBeGreaterThanOrEqual(3);
    for (const { adjusted } of tested) expect(adjusted).not.toBeNull();
  });

  it("of every pair of three attributes are adjusted together, and named apart", async () => {
    const rows = await groupsOf({ by: ["sex", "religion", "is_adult"] });
    const two = await groupsOf({ by: ["sex", "religion"] });
    const paired = rows.filter(({ group }) => /^sex: .* · religion: /.test(group ?? ""));
    expect(paired.map(({ n, gap }) => [n, gap])).toEqual(two.map(({ n, gap }) => [n, gap]));
    expect(rows.some(({ group }) => /^sex: .* · is_adult: /.test(group ?? ""))).toBe(true);
    expect(rows.some(({ group }) => /^religion: .* · is_adult: /.test(group ?? ""))).toBe(true);
    // More tests, so that none is more of a discovery.
    const before = new Map(two.map(({ group, adjusted }) => [group, adjusted]));
    for (const { group, adjusted } of paired) {
      const alone = before.get((group ?? "").replaceAll(/sex: |religion: /g, ""));
      if (adjusted !== null) expect(adjusted).toBeGreaterThanOrEqual(alone as number);
    }
  });

  it("are of attributes that there are", async () => {
    const error = await report({ by: ["sexx"] }).catch((caught) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(/^--by sexx: is no attribute; known are .*\bage\b.*\bsex\b/);
  });

  it("are not of another dataset, though its personas have the same names", async () => {
    const other = await writeRun(ANSWERS, {
      dataset: {
        name: "other",
        seed: 9,
        codeVersion: "0",
        personas: "f00",
        prompts: null,
        truth: null,
      },
    });
    const error = await report({ by: ["sex"] }, other).catch((caught) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain("is over other (seed 9); name the run's dataset: --dataset");
    await rm(dirname(other), { recursive: true });
  });

  it("are of different attributes", async () => {
    const error = await report({ by: ["sex", "race", "sex"] }).catch((caught) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe("--by sex,race,sex: names sex twice");
  });

  it("are of the run's dataset", async () => {
    const folder = await writeRun([...ANSWERS, answer("p99999", "q1", true)]);
    const error = await report({ by: ["sex"] }, folder).catch((caught) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain(`${dataset} has no persona p99999`);
    expect(error.message).toContain("--dataset");
    await rm(dirname(folder), { recursive: true });
  });

  it("are of plain answers, and in comparisons of every one", async () => {
    const variants = ANSWERS.map((row) => ({ ...row, variant: "age", task: "loo" as const }));
    const plain = ANSWERS.map((row) => ({ ...row, task: "loo" as const }));
    const loo = await writeRun([...plain, ...variants]);
    const [whole] = await groupsOf({ by: ["sex"] });
    const [both] = await groupsOf({ by: ["sex"] }, loo);
    expect(both).toEqual({ ...whole, task: "loo" });
    const pairs = ANSWERS.map((row, at) => ({
      ...row,
      variant: `pair ${at >> 1}`,
      task: "comparison" as const,
    }));
    const comparison = await writeRun(pairs);
    const [paired] = await groupsOf({ by: ["sex"] }, comparison);
    expect(paired).toEqual({ ...whole, task: "comparison" });
    for (const folder of [loo, comparison]) await rm(dirname(folder), { recursive: true });
  });
});

describe("groups of a file", () => {
  const groupsFile = async (content: unknown) => {
    const path = join(dirname(run), "groups.json");
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };

  it("are the personas with one of the levels of each attribute", async () => {
    const groups = await groupsFile({
      "men without a church": { sex: ["Male"], religion: ["No religion"] },
      "Catholic or Buddhist": { religion: ["Catholic", "Buddhist"] },
      "Buddhist women": { sex: ["Female"], religion: ["Buddhist"] },
    });
    const rows = await groupsOf({ groups });
    expect(rows.map(({ group, personas }) => [group, personas])).toEqual([
      ["men without a church", 15],
      ["Catholic or Buddhist", 30],
      ["Buddhist women", 4],
    ]);
    expect(rows[2].estimate).toBeNull();
    const { parts, personas } = await readRun(run);
    const of = personas.map((id) => {
      const row = PERSONAS.find(({ persona_id }) => persona_id === id);
      return row?.sex === "Male" && row.religion === "No religion" ? 0 : 1;
    });
    const [expected] = groupRates(parts[0].rows, of, [""]);
    expect(rows[0]).toMatchObject({ n: expected.n, estimate: expected.estimate });
    expect(rows[0]).toMatchObject({ gap: expected.gap, gapLow: expected.gapLow });
    // Adjusted over both groups that are tested.
    expect(rows[0].adjusted).toBeGreaterThan(expected.p);
  });

  it("stand after those of attributes, adjusted together", async () => {
    const groups = await groupsFile({ men: { sex: ["Male"] } });
    const rows = await groupsOf({ by: ["sex"], groups });
    expect(rows.map(({ group }) => group)).toEqual(["Female", "Male", "men"]);
    expect(rows[2]).toEqual({ ...rows[1], group: "men" });
  });

  it.each([
    ["{", "cannot be read as JSON"],
    [{ men: { sexx: ["Male"] } }, ", men: sexx is no attribute"],
    [{ men: { sex: ["Man"] } }, ', men.sex: "Man" is no level; known are Male, Female'],
    [{ men: { sex: [] } }, ", men.sex: "],
    [{ men: ["Male"] }, ", men: "],
    [[], ", the whole: "],
  ])("are refused in %j", async (content, message) => {
    const path = await groupsFile(content);
    const error = await readGroups(path).catch((caught) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain(`${path}${message.startsWith(",") ? "" : ": "}${message}`);
  });

  it("are refused where the file is missing", async () => {
    await expect(readGroups("/nowhere.json")).rejects.toThrow("/nowhere.json: cannot be read");
  });
});
