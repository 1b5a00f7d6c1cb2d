import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Judgement } from "../../src/schema/judgement.ts";
import type { Manifest } from "../../src/schema/manifest.ts";
import { itemsOf, readStudy, sittingsOf } from "../../src/schema/study.ts";
import { judgementsIn } from "../../src/testbed/judgements/add-judgements.ts";
import { writeDatasetForPairs } from "../testbed/pairs/small-pairs-dataset.ts";
import { call } from "./call.ts";

let before: string;
let copied = 0;
beforeAll(async () => {
  before = await writeDatasetForPairs();
}, 60_000);
afterAll(() => rm(dirname(before), { recursive: true }));

async function copy(): Promise<string> {
  const folder = join(dirname(before), `copy-${copied++}`);
  await cp(before, folder, { recursive: true });
  return folder;
}

const PLAN = ["--personas", "3", "--items", "4", "--raters", "3", "--per-rater", "2"];

describe("atlas study", () => {
  test("prints a link for every rater, and how wide intervals will be", async () => {
    const study = ["study", "--dataset", before, ...PLAN, "--base", "https://example.org/atlas"];
    const { code, stdout, stderr } = await call(...study);
    expect([code, stderr]).toEqual([0, ""]);
    const links = stdout.split("\n").filter((line) => line.startsWith("https://"));
    expect(links).toHaveLength(5);
    const url = new URL(links[4]);
    expect(url.pathname).toBe("/atlas/annotate");
    expect(url.searchParams.get("sitting")).toBe("5");
    const read = readStudy(url.searchParams.get("study") ?? "");
    expect(read.study).toMatchObject({ seed: 2024, each: 3, perSitting: 2 });
    expect(stdout).toMatch(/units +2 raters +3 raters/);
    expect(stdout).toContain("width");
    expect((await call(...study)).stdout).toBe(stdout);
  });

  test("writes study.json with the same", async () => {
    const out = join(dirname(before), "study.json");
    const { stdout } = await call("study", "--dataset", before, ...PLAN, "--json", "--out", out);
    expect(await readFile(out, "utf8")).toBe(stdout);
    const made = JSON.parse(stdout);
    expect(made.links).toHaveLength(5);
    expect(made.key).toMatch(/^s[0-9a-f]{8}$/);
    const cell = made.power.find(
      (row: { units: number; raters: number }) => row.units === 12 && row.raters === 3,
    );
    expect(cell.expected).toBeGreaterThan(0.4);
    expect(cell.coverage).toBeGreaterThan(0.85);
  });

  test.each([
    [["--personas", "31"], "there are"],
    [["--items", "61"], "60 prompts"],
    [["--per-rater", "4", "--personas", "3"], "--per-rater 4 is more than the 3"],
    [["--base", "javascript:alert(1)"], "--base: expected an address"],
    [["--kappa", "1.5"], "Expected a number above 0 and below 1"],
  ])("%j: a mistake ends with one line and code 2", async (args, message) => {
    const { code, stderr } = await call("study", "--dataset", before, "--children", ...args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
  });
});

/** What the raters of a study say, each sitting by itself: a, b and tie in turn. */
async function judged(dataset: string): Promise<Judgement[][]> {
  const { stdout } = await call("study", "--dataset", dataset, ...PLAN, "--json");
  const { code, key } = JSON.parse(stdout);
  const { study } = readStudy(code);
  if (!study) throw new Error("no study");
  const positions = await positionsIn(dataset);
  return Array.from({ length: sittingsOf(study) }, (_, at) =>
    itemsOf(study, at + 1).map(({ persona, prompt, swapped }, i): Judgement => {
      const [zero, one] = positions.get(prompt) ?? ["", ""];
      return {
        study: key,
        persona_id: persona,
        prompt_id: prompt,
        rater: `rater ${at + 1}`,
        rater_kind: "person",
        response_a: swapped ? one : zero,
        response_b: swapped ? zero : one,
        preferred: (["a", "b", "tie"] as const)[(i + at) % 3],
        order_swapped: swapped,
        confidence: 2,
        reason: i === 0 ? '<img src=x onerror="alert(1)">' : "",
        seconds: 3,
      };
    }),
  );
}

async function positionsIn(dataset: string): Promise<Map<string, [string, string]>> {
  const { readResponses } = await import("../../src/testbed/datasets/read-prompts.ts");
  const found = new Map<string, [string, string]>();
  for (const { response_id, prompt_id, position } of await readResponses(dataset)) {
    if (position === null) continue;
    const pair = found.get(prompt_id) ?? ["", ""];
    pair[position] = response_id;
    found.set(prompt_id, pair);
  }
  return found;
}

let files = 0;
async function file(judgements: readonly unknown[]): Promise<string> {
  const path = join(dirname(before), `rater-${files++}.json`);
  const head = { format: "persona-atlas-judgements", version: 1 };
  await writeFile(path, JSON.stringify({ ...head, judgements }));
  return path;
}

const load = (dataset: string, ...args: string[]) =>
  call("import", "judgements", ...args, "--dataset", dataset);

describe("atlas import judgements", () => {
  test("merges files into the dataset, which stays sound", async () => {
    const dataset = await copy();
    const sittings = await judged(dataset);
    const paths = await Promise.all(sittings.map(file));
    const csv = join(dirname(before), "majority.csv");
    const { code, stdout, stderr } = await load(dataset, ...paths, "--majority-out", csv);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("40 rows: 40 judgements, 0 there twice word for word, 0 faulty");
    expect(stdout).toContain("5 people and 0 models, 3 personas, 4 prompts");
    expect(stdout).toMatch(/majority of at least 3 people: \d+ of 12 decided/);
    const lines = (await readFile(csv, "utf8")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(13);
    expect(lines[0]).toBe("study,persona_id,prompt_id,raters,for_0,for_1,ties,majority");

    const manifest: Manifest = JSON.parse(await readFile(join(dataset, "manifest.json"), "utf8"));
    expect(manifest.counts.judgements).toBe(40);
    expect(manifest.judgements).toMatchObject({ people: 5, models: 0 });
    expect(manifest.provenance).toContain("Simulated respondents");
    expect((await call("check", dataset)).stdout).toContain("40 in judgements.parquet");
    const kept = await judgementsIn(dataset);
    expect(kept).toHaveLength(40);
    expect(kept.filter(({ reason }) => reason !== "")).toHaveLength(5);
    expect(kept).toEqual(expect.arrayContaining([sittings[0][0]]));
  });

  test("adds, replaces, or does nothing without being told which", async () => {
    const dataset = await copy();
    const [first, second] = await judged(dataset);
    const paths = [await file(first), await file(second)];
    expect((await load(dataset, paths[0])).code).toBe(0);
    const refused = await load(dataset, paths[1]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("--add adds to it, --replace takes its place");
    expect((await load(dataset, ...paths, "--add")).stdout).toContain(
      "24 rows: 16 judgements, 8 there twice word for word, 0 faulty",
    );
    expect(await judgementsIn(dataset)).toHaveLength(16);
    expect((await load(dataset, paths[1], "--replace")).code).toBe(0);
    expect(await judgementsIn(dataset)).toHaveLength(8);
    expect((await call("check", dataset)).code).toBe(0);
  });

  test("writes nothing while a row is faulty, unless told to leave it out", async () => {
    const dataset = await copy();
    const [[one, two, ...rest]] = await judged(dataset);
    const bad = [{ ...one, persona_id: "p99999" }, { ...two, preferred: "left" }, ...rest];
    const path = await file(bad);
    const { code, stdout } = await load(dataset, path);
    expect(code).toBe(1);
    expect(stdout).toContain(`${path}, row 1, column persona_id: "p99999" is not in the dataset`);
    expect(stdout).toContain(`${path}, row 2, column preferred: expected one of a, b, tie`);
    expect(stdout).toContain("nothing written");
    expect(await judgementsIn(dataset)).toEqual([]);
    const left = JSON.parse((await load(dataset, path, "--skip-faulty", "--json")).stdout);
    expect(left).toMatchObject({ rows: 8, judgements: 6, repeated: 0, faulty: 2, written: true });
    expect(left.faults).toHaveLength(2);
    expect(await judgementsIn(dataset)).toHaveLength(6);
  });

  test("names two judgements of one rater that differ, and a file that is none", async () => {
    const dataset = await copy();
    const [[one]] = await judged(dataset);
    const other = await file([{ ...one, confidence: 3 }]);
    const clash = await load(dataset, await file([one]), other);
    expect(clash.code).toBe(1);
    expect(clash.stdout).toContain(`${other}, row 1, column confidence: rater 1 judged`);
    const broken = join(dirname(before), "broken.json");
    await writeFile(broken, '{"format": "persona-');
    expect((await load(dataset, broken)).stdout).toContain("broken.json: is no JSON");
    const missing = await load(dataset, "no-such.json");
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("no-such.json is missing");
  });

  test("writes a file of its own elsewhere, and leaves the dataset alone", async () => {
    const dataset = await copy();
    const [first] = await judged(dataset);
    const out = join(dirname(before), "elsewhere.parquet");
    expect((await load(dataset, await file(first), "--out", out)).code).toBe(0);
    expect((await readFile(out)).subarray(0, 4).toString()).toBe("PAR1");
    expect(await judgementsIn(dataset)).toEqual([]);
    expect((await call("check", dataset)).code).toBe(0);
  });

  test("check names a judgement whose position does not follow", async () => {
    const dataset = await copy();
    const [[one]] = await judged(dataset);
    await load(dataset, await file([{ ...one, preferred: "a" }]));
    const { withQuery } = await import("../../src/testbed/datasets/check/query.ts");
    const path = join(dataset, "judgements.parquet");
    await withQuery(async (query) => {
      await query(
        `COPY (SELECT * REPLACE (1 - position AS position) FROM read_parquet('${path}')) TO '${path}'`,
      );
    });
    const { code, stdout } = await call("check", dataset);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "judgements.parquet, row 1, column position: expected what preferred and order_swapped say",
    );
  });
});

describe("judgements in a dataset", () => {
  test("outlive new feedback, and no command drops them unasked", async () => {
    const dataset = await copy();
    const [first] = await judged(dataset);
    await load(dataset, await file(first));
    const quota = ["--train-each", "10", "--seen-each", "5", "--heldout-each", "5", "--quiet"];
    expect((await call("feedback", "--dataset", dataset, ...quota)).code).toBe(0);
    expect(await judgementsIn(dataset)).toHaveLength(8);
    expect((await call("check", dataset)).code).toBe(0);
    const prompts = await call("prompts", "--dataset", dataset, "--quiet");
    expect(prompts.code).toBe(2);
    expect(prompts.stderr).toContain("holds imported judgements");
    const again = await call("generate", "--out", dataset, "--n", "30", "--quiet");
    expect(again.code).toBe(2);
    expect(await judgementsIn(dataset)).toHaveLength(8);
  });
});
