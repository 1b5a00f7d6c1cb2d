import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer, writeRun } from "../testbed/bench/small-run.ts";
import { writeDatasetForPairs } from "../testbed/pairs/small-pairs-dataset.ts";
import { call } from "./call.ts";

let dataset: string;
let folder: string;
let out: string;
beforeAll(async () => {
  dataset = await writeDatasetForPairs();
  folder = dirname(dataset);
  out = join(folder, "ref");
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const bench = (...args: string[]) =>
  call("bench", "--dataset", dataset, "--out", out, "--per-persona", "5", ...args);

describe("atlas bench", () => {
  it("runs the reference models in the four modes, and says how many answers there are", async () => {
    const { code, stdout, stderr } = await bench("--seed", "1");
    expect(code).toBe(0);
    expect(stdout).toBe(`${out}: 2,400 answers, 2,400 judged\n`);
    expect(stderr).toContain("Answering");
    const run = JSON.parse(await readFile(join(out, "run.json"), "utf8"));
    expect(run.models).toHaveLength(4);
    expect(run.modes).toHaveLength(4);
    expect(run.task).toBe("main");
  });

  it("says nothing but the result where it is to be quiet", async () => {
    const { stderr, code } = await bench("--models", "reference/party", "--quiet", "--seed", "1");
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it.each([
    [["--models", "gpt", "--judge-model", "x"], "models.json"],
    [["--models", "gpt"], "--judge-model: name the language model that judges"],
    [["--models", ","], "--models names none"],
    [["--dry-run"], "--dry-run is for language models, and none is named; leave it out"],
    [["--max-calls", "3"], "--max-calls is for language models"],
    [["--judge-model", "x"], "--judge-model is for language models"],
    [["--re-anchor", "3"], "--re-anchor is for --task drift; leave it out"],
    [["--task", "drift", "--re-anchor", "20"], "--re-anchor 20: a conversation has 5 turns"],
    [["--task", "drift", "--per-persona", "1"], "--per-persona 1: in drift these are the turns"],
    [["--task", "comparison", "--personas", "1"], "--task comparison: nothing to ask"],
    [["--modes", "output"], "--modes output: expected some of baseline, output_only"],
    [["--task", "mian"], "Allowed choices are main, loo"],
    [["--judge", "critic"], "--judge critic: reference models write no text"],
    [["--per-persona", "0"], "--per-persona"],
    [["--per-persona", "61"], "there are only 60 prompts"],
    [["--attempts", "65"], "--attempts"],
    [["--seed", "x"], "--seed"],
    [["--dataset", "/nowhere"], "/nowhere/manifest.json"],
    [["--out", "/dev/null/x"], "cannot write /dev/null: there is a file of that name"],
  ])("%j ends with one line and code 2", async (args, message) => {
    const { code, stdout, stderr } = await bench("--quiet", ...args);
    expect(stderr).toContain(message);
    const lines = stderr.split("\n").filter((line) => /^(atlas|error): /.test(line));
    expect(lines).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

describe("atlas bench report", () => {
  beforeAll(async () => {
    expect((await bench("--seed", "1", "--quiet")).code).toBe(0);
  });
  const report = (...args: string[]) => call("bench", "report", out, ...args);

  it("prints the table with intervals, and what the run is", async () => {
    const { code, stdout } = await report();
    const lines = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(lines[0]).toContain("no language models");
    expect(lines[1]).toBe("task main, judge truth; 30 personas, 60 prompts; 0 of 2,400 failed");
    expect(lines[3].split(/\s{2,}/)).toEqual([
      "model",
      "mode",
      "group",
      "n",
      "estimate",
      "95 % interval",
    ]);
    expect(lines[20]).toBe("");
    for (const line of lines.slice(4, 20)) {
      expect(line).toMatch(/^reference\/\w+ +\w+ +all +150 +\d+\.\d % +\d+\.\d % to \d+\.\d %$/);
    }
  });

  it("prints what the summaries of models that make some drop", async () => {
    const lines = (await report()).stdout.trimEnd().split("\n").slice(21);
    expect(lines[0]).toMatch(/^Share of summaries that drop an attribute shown/);
    expect(lines.slice(1, 4).map((line) => line.split(" summaries")[0])).toEqual([
      "reference/party: 150",
      "reference/demographic: 150",
      "reference/full: 150",
    ]);
    expect(lines[4].split(/\s{2,}/)).toEqual([
      ...["attribute", "reference/party", "reference/demographic", "reference/full"],
    ]);
    // The party model knows one attribute, and keeps it.
    expect(lines.find((line) => line.startsWith("political_views"))).toMatch(
      /^political_views +0\.0 % \(0\.0 to \d+\.\d\)/,
    );
  });

  it("prints an array of rows as JSON", async () => {
    const { code, stdout } = await report("--json");
    expect(code).toBe(0);
    const rows = JSON.parse(stdout);
    expect(rows).toHaveLength(16);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([
        "model",
        "mode",
        "task",
        "group",
        "n",
        "estimate",
        "low",
        "high",
      ]);
      expect(row).toMatchObject({ task: "main", group: null, n: 150 });
      expect(row.low).toBeLessThan(row.estimate);
      expect(row.high).toBeGreaterThan(row.estimate);
    }
    const table = (await report()).stdout;
    for (const { estimate } of rows) expect(table).toContain(`${(100 * estimate).toFixed(1)} %`);
  });

  it("tells groups, and of those under ten only how many there are", async () => {
    const { stdout } = await report("--by", "sex", "--dataset", dataset, "--json");
    const groups = JSON.parse(stdout).filter((row: { group: string | null }) => row.group);
    expect(groups).toHaveLength(32);
    const { personas } = groups[0];
    expect(personas + groups[1].personas).toBe(30);
    const table = (await report("--by", "religion", "--dataset", dataset)).stdout;
    const few = table.split("\n").filter((line) => line.includes("n < 10"));
    expect(few.length).toBeGreaterThan(16);
    for (const line of few) expect(line).toMatch(/n < 10 +–$/);
    expect(table).toMatch(/ all +150 .*%$/m);
    expect(table).toContain("adjusted p");
  });

  it("takes the dataset before or after its name", async () => {
    const before = await call("bench", "--dataset", dataset, "report", out, "--by", "sex");
    const after = await report("--by", "sex", "--dataset", dataset);
    expect(before.code).toBe(0);
    expect(before.stdout).toBe(after.stdout);
  });

  it("names the file, the group and the level that are wrong", async () => {
    const path = join(folder, "groups.json");
    await writeFile(path, JSON.stringify({ "young men": { sex: ["Boy"] } }));
    const { code, stderr } = await report("--groups", path, "--dataset", dataset);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `atlas: ${path}, young men.sex: "Boy" is no level; known are Male, Female\n`,
    );
  });

  it("says that a folder is no run", async () => {
    const { code, stderr } = await call("bench", "report", "/nowhere");
    expect(code).toBe(2);
    expect(stderr).toContain(
      "/nowhere/run.json is missing; atlas bench --out /nowhere makes a run",
    );
  });

  it("ends with code 3 where calls failed, and tells how many and why", async () => {
    const run = await writeRun([
      answer("p00001", "q1", true),
      answer("p00001", "q2", false),
      answer("p00002", "q1", null),
      answer("p00002", "q2", true),
      answer("p00003", "q1", null, { reason: "no JSON" }),
    ]);
    const { code, stdout } = await call("bench", "report", run);
    expect(code).toBe(3);
    expect(stdout).toContain("2 of 5 failed");
    expect(stdout).toContain("failed: 1 time-out\nfailed: 1 no JSON\n");
    // 2 of 3: failures are no scores.
    expect(stdout).toMatch(/all +3 +66\.7 %/);
    const json = await call("bench", "report", run, "--json");
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)[0]).toMatchObject({ n: 3 });
    await rm(dirname(run), { recursive: true });
  });
});
