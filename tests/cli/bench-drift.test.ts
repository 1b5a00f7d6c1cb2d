import { existsSync, readFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readRun } from "../../src/testbed/bench/read-run.ts";
import { declareModels, type ReplyServer, startReplies } from "../testbed/lm/reply-server.ts";
import { call } from "./call.ts";

const KEY = "sk-drift-2b3c4d5e";
const PERSONAS = 4;
const TURNS = 6;

let folder: string;
let server: ReplyServer;
/** Whether a conversation is answered with garbage, by its text. */
let isBroken: (text: string) => boolean = () => false;

/** Afresh it prefers the first answer; after four turns without the profile the other one. */
function contentFor(text: string): string {
  if (isBroken(text)) return "Neither.";
  const sinceProfile = text.slice(text.lastIndexOf("<profile>"));
  const turns = sinceProfile.split("<question>").length - 1;
  const confidence = 1;
  return JSON.stringify({ preferred: turns > 4 ? "b" : "a", confidence, reason: `turn ${turns}` });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-bench-drift-"));
  const small = ["--n", "30", "--seed", "7", "--train", "100", "--heldout", "32"];
  const quota = ["--train-each", "10", "--seen-each", "5", "--heldout-each", "5"];
  const made = await call("generate", ...small, ...quota, "--out", join(folder, "d"), "--quiet");
  expect(made.code).toBe(0);
  server = await startReplies(contentFor);
  await declareModels(join(folder, "models.json"), ["small"], server, () => ({ apiKey: KEY }));
}, 60_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  server.requests.length = 0;
  isBroken = () => false;
});

const bench = (out: string, ...more: string[]) =>
  call(
    ...["bench", "--dataset", join(folder, "d"), "--models", "small", "--task", "drift"],
    ...["--models-file", join(folder, "models.json"), "--quiet"],
    ...["--per-persona", String(TURNS), "--personas", String(PERSONAS), "--re-anchor", "3"],
    ...["--out", join(folder, out), ...more],
  );
const estimates = async (out: string) => {
  const { stdout } = await call("bench", "report", join(folder, out), "--json");
  const rows = JSON.parse(stdout) as { group: string | null; n: number; estimate: number }[];
  return Object.fromEntries(rows.map((row) => [row.group ?? "all", row]));
};

test("a model that loses the persona after four turns has that drift", async () => {
  const { code, stdout } = await bench("known");
  expect(stdout).toContain(`${PERSONAS * TURNS * 6} answers, ${PERSONAS * TURNS * 6} judged`);
  expect(code).toBe(0);
  expect(server.requests.length).toBe(PERSONAS * TURNS * 6);
  const found = await estimates("known");
  const coherence = [1, 2, 3, 4, 5, 6].map((turn) => found[`sequence: turn ${turn}`].estimate);
  expect(coherence).toEqual([1, 1, 1, 1, 0, 0]);
  // Slope of (1, 1, 1, 1, 0, 0): Σ (t - 3.5) y / 17.5 = (-2.5 - 1.5 - 0.5 + 0.5) / 17.5.
  expect(found["sequence: drift per turn"].estimate).toBeCloseTo(4 / 17.5, 10);
  // Shown again after three turns, it never gets that far.
  expect(found["re-anchored every 3: drift per turn"].estimate).toBeCloseTo(0, 10);
  expect(found.perturbation.estimate).toBe(0);
  const report = await call("bench", "report", join(folder, "known"));
  expect(report.stdout).toMatch(/sequence: drift per turn +24 +22\.86 pt/);
  const { run } = await readRun(join(folder, "known"));
  expect(run).toMatchObject({
    judge: { kind: "truth", model: null },
    modes: ["output_only"],
    design: { anchorEvery: 3 },
    templates: { sequence: "1", "sequence-paraphrase": "1" },
  });
  expect(readFileSync(join(folder, "known.ledger.jsonl"), "utf8")).not.toContain(KEY);
});

test("a turn that fails ends its conversation", async () => {
  isBroken = (text) => text.split("<question>").length - 1 === 3;
  const { code, stdout } = await bench("broken");
  expect(code).toBe(3);
  expect(stdout).toContain(`failed: ${2 * PERSONAS} answer: unreadable`);
  expect(stdout).toContain(`failed: ${2 * PERSONAS * 3} answer: earlier-turn`);
  const found = await estimates("broken");
  expect(found["sequence: turn 2"].n).toBe(PERSONAS);
  expect(found["sequence: turn 3"]).toBeUndefined();
});

test("a run cut by its budget goes on with the turn that it had come to", async () => {
  const cut = await bench("cut", "--max-calls", "100");
  expect(cut.code).toBe(3);
  expect(server.requests.length).toBeLessThanOrEqual(100);
  expect(cut.stdout).toMatch(/failed: \d+ answer: budget/);
  expect((await bench("cut")).code).toBe(0);
  expect(server.requests.length).toBe(PERSONAS * TURNS * 6);
  expect(await estimates("cut")).toEqual(await estimates("known"));
});

test("drift needs no truth: choices of a dataset that a model played tell it too", async () => {
  const played = join(folder, "played");
  await cp(join(folder, "d"), played, { recursive: true });
  const quota = ["--train-each", "1", "--seen-each", "1", "--heldout-each", "1"];
  const feedback = await call(
    ...["feedback", "--dataset", played, "--respondent", "lm:small", ...quota, "--quiet"],
    ...["--models", join(folder, "models.json"), "--ledger", join(folder, "played.jsonl")],
  );
  expect(feedback.code).toBe(0);
  const { code, stdout } = await bench("untold", "--dataset", played);
  expect(code).toBe(0);
  expect(stdout).toContain(`${PERSONAS * TURNS * 6} answers, ${PERSONAS * TURNS * 6} judged`);
  const { all, ...told } = await estimates("untold");
  expect(all).toMatchObject({ n: 0, estimate: null });
  const { all: _, ...known } = await estimates("known");
  expect(told).toEqual(known);
});

test("a plan counts every turn and asks nothing; other modes and judges are refused", async () => {
  const plan = await bench("plan", "--dry-run");
  expect(plan.stdout).toMatch(new RegExp(`small: ${PERSONAS * TURNS * 6} calls`));
  expect(server.requests.length).toBe(0);
  expect(existsSync(join(folder, "plan"))).toBe(false);
  const modes = await bench("modes", "--modes", "baseline");
  expect(modes.stderr).toContain("--modes baseline: in drift a persona judges by its profile");
  const judge = await bench("judge", "--judge", "critic");
  expect(judge.stderr).toContain("--judge critic: in drift no answer is written");
  const model = await bench("model", "--judge-model", "small");
  expect(model.stderr).toContain("--judge-model: in drift no answer is written");
  expect([modes.code, judge.code, model.code]).toEqual([2, 2, 2]);
});
