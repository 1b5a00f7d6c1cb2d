import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/schema/manifest.ts";
import { writeSmallDataset } from "../testbed/feedback/small-feedback.ts";
import {
  between,
  declareModels,
  preference,
  type ReplyServer,
  startReplies,
} from "../testbed/lm/reply-server.ts";
import { call } from "./call.ts";

const KEY = "sk-test-0123456789";
const PERSONAS = 8;
const PAIRS = PERSONAS * 5;
const QUOTA = ["--train-each", "3", "--seen-each", "1", "--heldout-each", "1"];

let folder: string;
let server: ReplyServer;
let requests = 0;
/** Text of the model's answer to the whole text that it was sent. */
let reply: (asked: string) => string;
let copies = 0;

const words = (count: number) => new Array(count).fill("word").join(" ");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-lm-"));
  const small = await writeSmallDataset(PERSONAS);
  await cp(small, join(folder, "before"), { recursive: true });
  await rm(small, { recursive: true });
  server = await startReplies((asked) => {
    requests++;
    return reply(asked);
  });
  await declareModels(join(folder, "models.json"), ["writer", "judge"], server, (name) => ({
    ...{ model: `server-${name}`, apiKey: KEY, parameters: { temperature: 0 } },
  }));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  process.exitCode = undefined;
});

async function copy(): Promise<string> {
  const dataset = join(folder, `copy-${copies++}`);
  await cp(join(folder, "before"), dataset, { recursive: true });
  return dataset;
}

const feedback = (dataset: string, ...more: string[]) =>
  call(
    ...["feedback", "--dataset", dataset, "--quiet", "--models", join(folder, "models.json")],
    ...["--ledger", `${dataset}.jsonl`, ...more],
  );
const manifestOf = async (dataset: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(dataset, "manifest.json"), "utf8"));

describe("atlas feedback --respondent lm:NAME", () => {
  const first = (asked: string) =>
    preference(between(asked, "answer_a").startsWith("Answer 1") ? "a" : "b");

  test("makes sound feedback, whose calls are not made again, and whose key is nowhere", async () => {
    reply = first;
    const dataset = await copy();
    requests = 0;
    const { code, stdout } = await feedback(dataset, "--respondent", "lm:judge", ...QUOTA);
    expect(code).toBe(0);
    expect(stdout).toContain(`${PAIRS} feedback, ${PAIRS} retest`);
    expect(stdout).toContain("the same choice in both orders 100.0 %");
    expect(requests).toBe(2 * PAIRS);
    expect((await call("check", dataset)).code).toBe(0);
    const { respondents } = await manifestOf(dataset);
    expect(respondents).toMatchObject({
      kind: "lm",
      model: "judge",
      parameters: { temperature: 0 },
    });
    const once = await readFile(join(dataset, "feedback.parquet"));
    await feedback(dataset, "--respondent", "lm:judge", ...QUOTA);
    expect(requests).toBe(2 * PAIRS);
    expect((await readFile(join(dataset, "feedback.parquet"))).equals(once)).toBe(true);
    for (const file of await readdir(dataset)) {
      expect((await readFile(join(dataset, file))).includes(KEY)).toBe(false);
    }
    expect(await readFile(`${dataset}.jsonl`, "utf8")).not.toContain(KEY);
  });

  test("stops at a budget, says what is missing, and goes on from there", async () => {
    reply = first;
    const dataset = await copy();
    requests = 0;
    const args = ["--respondent", "lm:judge", ...QUOTA];
    const { code, stdout } = await feedback(dataset, ...args, "--max-calls", "30");
    expect(code).toBe(3);
    expect(requests).toBe(30);
    expect(stdout).toMatch(/failed to judge pairs: \d+ budget/);
    expect((await call("check", dataset)).code).toBe(0);
    expect((await feedback(dataset, ...args)).code).toBe(0);
    expect(requests).toBe(2 * PAIRS);
    expect((await manifestOf(dataset)).counts.feedback).toBe(PAIRS);
  });

  test("counts what cannot be read", async () => {
    // The ends of the lines are in the question: things of even number are not answered.
    reply = (asked) =>
      /thing \d*[02468]\?/.test(between(asked, "question")) ? "I cannot say." : first(asked);
    const dataset = await copy();
    const { code, stdout } = await feedback(dataset, "--respondent", "lm:judge", ...QUOTA);
    expect(code).toBe(3);
    expect(stdout).toMatch(/failed to judge pairs: \d+ unreadable/);
    expect((await call("check", dataset)).code).toBe(0);
  });
});

test("atlas feedback --author lm:NAME makes sound pairs and tells what the judge prefers", async () => {
  reply = (asked) => {
    if (asked.includes("<answer_a>")) {
      return preference(between(asked, "answer_a").startsWith("For") ? "a" : "b");
    }
    if (asked.includes("must have")) return `For you: ${words(68)}.`;
    return asked.includes("<critique>") ? `For you: ${words(40)}.` : `Both: ${words(69)}.`;
  };
  const dataset = await copy();
  const args = ["--pairs", "personalised", "--author", "lm:writer", "--per-persona", "2"];
  const { code, stdout } = await feedback(dataset, ...args, "--respondent", "lm:judge");
  expect(stdout).toContain("none: personalised preferred 100.0 %");
  expect(stdout).toContain("length_matched less mismatched: 0.0 %");
  expect(code).toBe(0);
  expect((await call("check", dataset)).code).toBe(0);
  expect((await manifestOf(dataset)).pairs).toMatchObject({
    author: "writer",
    judges: { model: "judge", judged: 2 * 3 * PERSONAS },
  });
}, 30_000);

describe("what would do nothing, or cannot be, is refused in one line", () => {
  test.each([
    [["--max-calls", "5"], "--max-calls is for --respondent lm:NAME"],
    [["--respondent", "judge"], "Expected simulated or lm:NAME"],
    [["--respondent", "lm:other"], "no model has the name other"],
    [["--respondent", "lm:judge", "--retest", "0.7"], "--retest is for simulated respondents"],
    [["--author", "lm:writer"], "--author is for --pairs personalised"],
    [["--pairs", "personalised", "--author", "lm:writer"], "add --respondent lm:NAME"],
    [["--pairs", "personalised", "--respondent", "lm:judge"], "add --author lm:NAME"],
    [
      ["--pairs", "personalised", "--author", "lm:judge", "--respondent", "lm:judge"],
      "--self-judge",
    ],
    [
      ["--respondent", "lm:judge", "--max-calls", "5", "--queue", "redis://127.0.0.1:1"],
      "--max-calls holds for calls made here",
    ],
  ])("%j", async (args, message) => {
    const dataset = await copy();
    requests = 0;
    const isModel = args.some((one) => one.startsWith("lm:"));
    const { code, stderr } = isModel
      ? await feedback(dataset, ...args)
      : await call("feedback", "--dataset", dataset, "--quiet", ...args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
    expect(requests).toBe(0);
  });
});
