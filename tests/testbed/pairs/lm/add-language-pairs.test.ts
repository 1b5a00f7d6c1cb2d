import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeDataset } from "../../../../src/testbed/datasets/change-dataset.ts";
import { checkDataset } from "../../../../src/testbed/datasets/check/check-dataset.ts";
import { faultLine } from "../../../../src/testbed/datasets/check/fault.ts";
import { type Row, withQuery } from "../../../../src/testbed/datasets/check/query.ts";
import type { ModelCall } from "../../../../src/testbed/lm/model.ts";
import { addLanguagePairs } from "../../../../src/testbed/pairs/lm/add-language-pairs.ts";
import { SILENT } from "../../../../src/testbed/progress.ts";
import { rewrite } from "../../datasets/check/rewrite-table.ts";
import { writeSmallDataset } from "../../feedback/small-feedback.ts";
import { between, JUDGE, MODEL, type Script, scriptedRunner } from "../../lm/scripted-runner.ts";

const PERSONAS = 20;
const EACH = 4;

let before: string;
const made: string[] = [];
beforeAll(async () => {
  before = await writeSmallDataset(PERSONAS);
});
afterAll(() => Promise.all([before, ...made].map((folder) => rm(folder, { recursive: true }))));

const words = (count: number) => new Array(count).fill("word").join(" ");
const ageOf = (call: ModelCall) => between(call, "profile").match(/^age: (\d+)/m)![1];
const says = (preferred: string) => ({ preferred, confidence: 0.9, reason: "so" });

/** Writes the reader's age into its rewrites. */
const writes: Script = (call) => {
  if (call.purpose === "answer") return `Both sides ${words(78)}.`;
  if (call.purpose === "critique") return "Not for me.";
  const length = /must have/.test(call.messages[0].content) ? 77 : 40;
  return `For ${ageOf(call)} years: ${words(length)}.`;
};

/** Prefers what was written for its own age, else the generic answer. */
const judges: Script = (call) => {
  const isOwn = (tag: string) => between(call, tag).startsWith(`For ${ageOf(call)} `);
  const isGeneric = (tag: string) => between(call, tag).startsWith("Both");
  if (isOwn("answer_a")) return says("a");
  if (isOwn("answer_b")) return says("b");
  return says(isGeneric("answer_a") ? "a" : "b");
};

async function paired(author: Script, judge: Script = judges) {
  const folder = `${before}-${made.length}`;
  made.push(folder);
  await cp(before, folder, { recursive: true });
  const runner = scriptedRunner((call) => (call.model === JUDGE.name ? judge : author)(call));
  const options = { seed: 1, perPersona: EACH, author: MODEL, judge: JUDGE };
  const manifest = await changeDataset(folder, "all", (draft) =>
    addLanguagePairs(draft, options, runner, SILENT),
  );
  return { folder, pairs: manifest.pairs!, counts: manifest.counts };
}

const rowsOf = (folder: string, sql: string): Promise<Row[]> =>
  withQuery(async (query, view) => {
    for (const table of ["pairs", "responses", "personas"]) {
      await view(table, join(folder, `${table}.parquet`));
    }
    return query(sql);
  });
const lines = async (folder: string) => (await checkDataset(folder)).faults.map(faultLine);

describe("pairs of a language model", () => {
  let all: Awaited<ReturnType<typeof paired>>;
  beforeAll(async () => {
    all = await paired(writes);
  });

  test("are sound: each persona has its pairs under every control, and nothing failed", async () => {
    expect(await lines(all.folder)).toEqual([]);
    expect(all.counts.pairs).toBe(3 * EACH * PERSONAS);
    expect(all.pairs).toMatchObject({ author: MODEL.name, perPersona: EACH });
    expect(all.pairs.written?.failures).toEqual({});
    expect(all.pairs.judges).toMatchObject({
      model: JUDGE.name,
      judged: 3 * EACH * PERSONAS,
      failed: 0,
    });
  });

  test("show that the judge prefers what was written for it, and not what was for others", async () => {
    const { personalised, specificity, sameChoice } = all.pairs.judges!;
    expect(sameChoice.value).toBe(1);
    expect(personalised.none).toMatchObject({ value: 1, pairs: EACH * PERSONAS });
    expect(personalised.length_matched).toMatchObject({ value: 1, pairs: EACH * PERSONAS });
    // Some others have the same age, by the rows themselves.
    const [{ share }] = await rowsOf(
      all.folder,
      `SELECT avg((own.age = other.age)::INT) AS share FROM pairs t
       JOIN responses r ON r.response_id = CASE WHEN t.order_swapped THEN t.response_b ELSE t.response_a END
       JOIN personas own ON own.persona_id = t.persona_id
       JOIN personas other ON other.persona_id = r.persona_id WHERE t.control = 'mismatched'`,
    );
    expect(personalised.mismatched.value).toBeCloseTo(Number(share), 4);
    expect(personalised.mismatched.value).toBeLessThan(0.3);
    expect(specificity.value).toBeCloseTo(1 - Number(share), 4);
  });

  test("have the judge's choice in the order stored, and no side that nobody knows", async () => {
    const [{ wrong, raters, sides }] = await rowsOf(
      all.folder,
      `SELECT sum(((t.preferred = 'a') = t.order_swapped AND t.control <> 'mismatched')::INT)::INT AS wrong,
        count(DISTINCT t.rater)::INT AS raters,
        (SELECT count(position)::INT FROM responses WHERE author <> 'template') AS sides FROM pairs t`,
    );
    expect({ wrong, raters, sides }).toEqual({ wrong: 0, raters: 1, sides: 0 });
  });

  test("with more pairs than were drawn are told by the check", async () => {
    await rewrite(
      all.folder,
      "pairs",
      "SELECT * FROM t UNION ALL SELECT * REPLACE ('p00001' AS persona_id) FROM t WHERE persona_id = 'p00002'",
    );
    expect((await lines(all.folder)).join("\n")).toContain(
      "expected pairs on at most 4 prompts of every persona, found p00001 with",
    );
  });
});

test("a rewrite that misses its length has no pair of equal length, and the rest is sound", async () => {
  const { folder, pairs, counts } = await paired((call) => {
    if (!call.template.startsWith("rewrite")) return writes(call);
    return /must have/.test(call.messages[0].content) ? words(50) : writes(call);
  });
  expect(await lines(folder)).toEqual([]);
  expect(counts.pairs).toBe(EACH * PERSONAS);
  expect(pairs.judges!.personalised.length_matched).toMatchObject({ value: null, pairs: 0 });
  expect(pairs.judges!.specificity.value).toBeNull();
  expect(pairs.written!.failures.length).toBeGreaterThanOrEqual(EACH * PERSONAS);
});

test("failures of author and judge are counted apart, each call once", async () => {
  let refused = 0;
  const { folder, pairs, counts } = await paired(
    (call) => {
      if (call.purpose !== "answer" || !/thing \d*5\?/.test(between(call, "question"))) {
        return writes(call);
      }
      refused++;
      return { fails: "refused" };
    },
    (call) => (/thing \d*6\?/.test(between(call, "question")) ? "No." : judges(call)),
  );
  expect(await lines(folder)).toEqual([]);
  expect(refused).toBeGreaterThan(0);
  expect(pairs.written!.failures).toEqual({ refused });
  expect(Object.keys(pairs.judges!.failures)).toEqual(["unreadable"]);
  expect(counts.pairs).toBe(pairs.judges!.judged);
});

test("a model that would judge its own answers is refused, and so are pairs of which none came", async () => {
  const options = { seed: 1, perPersona: EACH, author: MODEL, judge: MODEL };
  const runner = scriptedRunner(() => ({ fails: "network" }));
  const run = (more: object) =>
    changeDataset(before, "all", (draft) =>
      addLanguagePairs(draft, { ...options, ...more }, runner, SILENT),
    );
  await expect(run({})).rejects.toThrow("--self-judge");
  await expect(run({ allowSelf: true })).rejects.toThrow(
    /no pair was written and judged: \d+ network/,
  );
  expect(await lines(before)).toEqual([]);
});
