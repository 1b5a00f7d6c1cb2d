import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Manifest, rolePlayedBy } from "../../../src/schema/manifest.ts";
import { changeDataset } from "../../../src/testbed/datasets/change-dataset.ts";
import { checkDataset } from "../../../src/testbed/datasets/check/check-dataset.ts";
import { faultLine } from "../../../src/testbed/datasets/check/fault.ts";
import { type Row, withQuery } from "../../../src/testbed/datasets/check/query.ts";
import { readFeedback } from "../../../src/testbed/datasets/read-feedback.ts";
import { addRoleplay } from "../../../src/testbed/feedback/add-roleplay.ts";
import type { ModelCall } from "../../../src/testbed/lm/model.ts";
import { SILENT } from "../../../src/testbed/progress.ts";
import { rewrite } from "../datasets/check/rewrite-table.ts";
import { between, JUDGE, type Script, scriptedRunner } from "../lm/scripted-runner.ts";
import { SMALL_QUOTA, writeSmallDataset } from "./small-feedback.ts";

const PERSONAS = 20;
const PAIRS = PERSONAS * (SMALL_QUOTA.train + SMALL_QUOTA.testSeen + SMALL_QUOTA.testHeldout);

let before: string;
const made: string[] = [];
beforeAll(async () => {
  before = await writeSmallDataset(PERSONAS);
});
afterAll(() => Promise.all([before, ...made].map((folder) => rm(folder, { recursive: true }))));

const thing = (call: ModelCall) => Number(between(call, "question").match(/\d+/)![0]);
const says = (preferred: string, confidence = 0.75) => ({ preferred, confidence, reason: "so" });

/** Answer 1 on things of even number, whatever the order; the answer shown first on odd ones. */
const script: Script = (call) => {
  if (thing(call) % 2 === 1) return says("a");
  return says(between(call, "answer_a").startsWith("Answer 1") ? "a" : "b", 1);
};

async function judged(of: Script, maxCalls = Number.POSITIVE_INFINITY) {
  const folder = `${before}-${made.length}`;
  made.push(folder);
  await cp(before, folder, { recursive: true });
  let calls = 0;
  const runner = scriptedRunner((call) => (calls++ < maxCalls ? of(call) : { fails: "budget" }));
  const options = { seed: 1, quota: SMALL_QUOTA, model: JUDGE };
  const manifest = await changeDataset(folder, ["personas", "prompts", "responses"], (draft) =>
    addRoleplay(draft, options, runner, SILENT),
  );
  return { folder, manifest, runner };
}

const rowsOf = (folder: string, sql: string): Promise<Row[]> =>
  withQuery(async (query, view) => {
    for (const table of ["feedback", "retest", "responses", "prompts"]) {
      await view(table, join(folder, `${table}.parquet`));
    }
    return query(sql);
  });
const lines = async (folder: string) => (await checkDataset(folder)).faults.map(faultLine);
const lm = ({ respondents }: Manifest) => {
  if (respondents?.kind !== "lm") throw new Error("no language model judged");
  return respondents;
};

describe("feedback of a language model", () => {
  let all: Awaited<ReturnType<typeof judged>>;
  beforeAll(async () => {
    all = await judged(script);
  });

  test("is sound, and says who judged", async () => {
    expect(await lines(all.folder)).toEqual([]);
    const { manifest } = all;
    expect(manifest.counts).toMatchObject({ feedback: PAIRS, retest: PAIRS });
    expect(manifest.provenance).toBe(rolePlayedBy(JUDGE.name));
    expect(lm(manifest)).toMatchObject({ model: JUDGE.name, judged: PAIRS, failed: 0 });
    expect(all.runner.made).toHaveLength(2 * PAIRS);
    const saved = JSON.parse(await readFile(join(all.folder, "manifest.json"), "utf8"));
    expect(saved).toEqual(JSON.parse(JSON.stringify(manifest)));
    // Value scores are of the simulation.
    expect(manifest.files.map(({ path }) => path)).not.toContain("values.parquet");
  });

  test("asks the pairs that simulated respondents of the seed are asked, in the same order", async () => {
    const now = await readFeedback(all.folder);
    const then = await readFeedback(before);
    for (const column of ["persona", "prompt", "split", "swapped"] as const) {
      expect(now[column]).toEqual(then[column]);
    }
    expect(now.utility.every(Number.isNaN)).toBe(true);
  });

  test("has the choice that was made in each order", async () => {
    const answers = `FROM feedback f JOIN retest t USING (persona_id, prompt_id)
      JOIN prompts p USING (prompt_id)
      JOIN responses r ON r.response_id = CASE f.preferred WHEN 'a' THEN f.response_a ELSE f.response_b END
      JOIN responses s ON s.response_id = CASE t.preferred WHEN 'a' THEN t.response_a ELSE t.response_b END`;
    const found = await rowsOf(
      all.folder,
      `SELECT regexp_extract(p.text, '\\d+')::INT % 2 AS odd, count(*)::INT AS n,
        sum((r.text LIKE 'Answer 1%')::INT)::INT AS ones, sum((r.response_id = s.response_id)::INT)::INT AS same,
        sum((f.preferred = 'a' AND t.preferred = 'a')::INT)::INT AS first,
        sum((f.order_swapped <> t.order_swapped)::INT)::INT AS turned,
        min(f.margin) AS margin, max(f.rater) AS rater, max(t.repeat) AS repeat ${answers} GROUP BY 1 ORDER BY 1`,
    );
    const [even, odd] = found.map((row) => ({ ...row }) as Record<string, unknown>);
    expect(even).toMatchObject({ ones: even.n, same: even.n, turned: even.n, margin: 1 });
    expect(odd).toMatchObject({ first: odd.n, same: 0, turned: odd.n, margin: 0.75 });
    expect(even).toMatchObject({ rater: JUDGE.name, repeat: 1 });
    const { sameChoice, shownFirst } = lm(all.manifest);
    expect(sameChoice.value).toBeCloseTo(Number(even.n) / PAIRS, 4);
    // Half of the even ones' choices are for the answer shown first, all of the odd ones'.
    expect(shownFirst.value).toBeCloseTo(0.5 + Number(odd.n) / PAIRS / 2, 4);
  });

  test("with damage is told by the check", async () => {
    const { folder } = await judged(script);
    await rewrite(folder, "feedback", "SELECT * REPLACE (0.5::FLOAT AS probability) FROM t");
    expect((await lines(folder)).join("\n")).toContain(
      "feedback.parquet, row 1, column probability: expected a value exactly where the rater is simulated, found judge with 0.5",
    );
    await rewrite(
      folder,
      "feedback",
      "SELECT * REPLACE (NULL::FLOAT AS probability, (CASE split WHEN 'test_seen' THEN 'train' ELSE split END) AS split) FROM t",
    );
    expect((await lines(folder)).join("\n")).toContain(
      "expected at most 6 train rows of every persona, found p00001 with 10",
    );
  });
});

test("ties are kept as ties", async () => {
  const { folder, manifest } = await judged((call) => says(thing(call) % 2 ? "tie" : "b"));
  expect(await lines(folder)).toEqual([]);
  const [{ n }] = await rowsOf(
    folder,
    `SELECT count(*)::INT AS n FROM feedback JOIN prompts USING (prompt_id)
     WHERE (preferred = 'tie') <> (regexp_extract(text, '\\d+')::INT % 2 = 1)`,
  );
  expect(n).toBe(0);
  expect(lm(manifest).ties).toBeGreaterThan(0.3);
});

test("a call that fails is no choice: its pair is left out, counted, and the rest is sound", async () => {
  const { folder, manifest } = await judged((call) => {
    if (thing(call) % 3 === 0) return "I would rather not say.";
    // One order of the pairs fails, which is enough.
    if (thing(call) % 3 === 1 && between(call, "answer_a").startsWith("Answer 2")) {
      return { fails: "timeout" };
    }
    return script(call);
  });
  const { judged: n, failed, failures } = lm(manifest);
  expect(n + failed).toBe(PAIRS);
  expect(failures.unreadable + failures.timeout).toBe(failed);
  expect(manifest.counts.feedback).toBe(n);
  const left = await rowsOf(
    folder,
    "SELECT DISTINCT regexp_extract(text, '\\d+')::INT % 3 AS rest FROM feedback JOIN prompts USING (prompt_id)",
  );
  expect(left.map(({ rest }) => rest)).toEqual([2]);
  expect(await lines(folder)).toEqual([]);
});

test("a budget cuts all personas alike", async () => {
  // The scripted runner begins with the last call: one batch, so that the last rounds are made.
  const { folder, manifest } = await judged(script, 2 * PERSONAS * 4);
  expect(lm(manifest)).toMatchObject({ judged: PERSONAS * 4, failures: { budget: PAIRS - 80 } });
  const counts = await rowsOf(
    folder,
    "SELECT count(*)::INT AS n FROM feedback GROUP BY persona_id",
  );
  expect(counts.map(({ n }) => n)).toEqual(new Array(PERSONAS).fill(4));
});

test("where nothing was judged, nothing is written", async () => {
  await expect(judged(() => ({ fails: "network" }))).rejects.toThrow(
    `no pair was judged: ${PAIRS} network`,
  );
  const folder = made.at(-1)!;
  expect(await lines(folder)).toEqual([]);
  expect((await readFeedback(folder)).utility[0]).not.toBeNaN();
});
