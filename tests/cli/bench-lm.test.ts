import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readRunManifest } from "../../src/testbed/bench/read-run.ts";
import { withQuery } from "../../src/testbed/datasets/check/query.ts";
import {
  declareModels,
  type ReplyServer,
  startReplies,
  USAGE,
} from "../testbed/lm/reply-server.ts";
import { call } from "./call.ts";

const KEY = "sk-bench-0c1d2e3f";

let folder: string;
let dataset: string;
let models: string;
let server: ReplyServer;
/** Whether a question is answered with garbage, by its text. */
let isBroken: (text: string) => boolean = () => false;

/** Answers as the words of a call ask: a verdict, a side, a preference, or plain text. */
function contentFor(text: string): string {
  if (isBroken(text)) return "I would rather talk about the weather.";
  if (text.includes("needs_revision")) {
    return JSON.stringify({ debate: [], needs_revision: text.length % 2 === 0, reason: "because" });
  }
  if (text.includes('"summary"')) {
    const attributes = ["age", "shoe size"];
    return JSON.stringify({ summary: "Somebody.", attributes });
  }
  if (text.includes('"side"')) return JSON.stringify({ side: "first" });
  if (text.includes('"preferred"')) {
    return JSON.stringify({ preferred: "a", confidence: 0.7, reason: "clearer" });
  }
  return "Here is an answer <script>alert(1)</script> of a few words.";
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-bench-lm-"));
  dataset = join(folder, "d");
  const small = ["--n", "30", "--seed", "7", "--train", "100", "--heldout", "32"];
  const quota = ["--train-each", "10", "--seen-each", "5", "--heldout-each", "5"];
  expect((await call("generate", ...small, ...quota, "--out", dataset, "--quiet")).code).toBe(0);
  server = await startReplies(contentFor);
  models = join(folder, "models.json");
  await declareModels(models, ["small", "judge"], server, () => ({
    apiKey: KEY,
    price: { in: 1, out: 10 },
  }));
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
    "bench",
    ...["--dataset", dataset, "--models", "small", "--judge-model", "judge"],
    ...["--models-file", models, "--per-persona", "2", "--personas", "10", "--quiet"],
    ...["--out", join(folder, out), ...more],
  );

const rowsOf = (out: string) =>
  withQuery(async (query, view) => {
    await view("results", join(folder, out, "results.parquet"));
    return query("SELECT * FROM results ORDER BY file_row_number");
  });

/** Results of a provider for a batch file, as the server would have answered. */
const resultsOf = (path: string) =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const { custom_id, body } = JSON.parse(line);
      const text = body.messages.map(({ content }: { content: string }) => content).join("\n");
      const content = contentFor(text);
      const choices = [
        { index: 0, message: { role: "assistant", content }, finish_reason: "stop" },
      ];
      const response = { status_code: 200, body: { choices, usage: USAGE } };
      return JSON.stringify({ id: "x", custom_id, response, error: null });
    })
    .join("\n");

describe("atlas bench with a language model", () => {
  test("asks, judges, counts, and asks nothing twice", async () => {
    const out = ["--modes", "baseline,output_only", "--judge", "critic"];
    const { code, stdout } = await bench("critic", ...out);
    expect(stdout).toContain("40 answers, 40 judged");
    expect(code).toBe(0);
    const run = await readRunManifest(join(folder, "critic"));
    expect(run.judge).toEqual({ kind: "critic", model: "judge" });
    expect(run.templates).toMatchObject({ critic: "1", "answer-baseline": "1" });
    expect(run.cost.calls).toBe(server.requests.length);
    expect(run.cost.dollars).toBeCloseTo((server.requests.length * (100 + 200)) / 1e6, 8);
    const rows = await rowsOf("critic");
    expect(rows.every(({ answer_key, judge_key }) => answer_key !== "" && judge_key !== "")).toBe(
      true,
    );
    server.requests.length = 0;
    const before = readFileSync(join(folder, "critic", "results.parquet"));
    expect((await bench("critic", ...out)).code).toBe(0);
    expect(server.requests.length).toBe(0);
    expect((await rowsOf("critic")).length).toBe(rows.length);
    expect(before.length).toBeGreaterThan(0);
  });

  test("a failure is no score: it is counted by reason, and the exit code tells", async () => {
    let asked = 0;
    isBroken = (text) => text.includes("needs_revision") && asked++ % 4 < 2;
    const { code, stdout } = await bench("broken", "--modes", "output_only", "--judge", "critic");
    expect(code).toBe(3);
    const { counts } = await readRunManifest(join(folder, "broken"));
    expect(counts.failed).toBeGreaterThan(0);
    expect(counts.judged + counts.failed).toBe(20);
    expect(stdout).toMatch(/failed: \d+ judge: unreadable/);
    const report = await call("bench", "report", join(folder, "broken"), "--json");
    expect(report.code).toBe(3);
    const [row] = JSON.parse(report.stdout);
    expect(row).toMatchObject({ model: "small", group: null, n: counts.judged });
  });

  test("holds sides against the truth, and compares with the baseline in both orders", async () => {
    const sides = await bench("sides", "--modes", "output_only", "--judge", "truth");
    expect(sides.stdout).not.toContain("failed");
    expect(sides.code).toBe(0);
    // The stub says "first" in both orders: on neither side, which serves nobody.
    for (const row of await rowsOf("sides")) {
      expect(row).toMatchObject({ passed: false, position: null, reason: "on neither side" });
    }
    expect((await bench("pairs", "--modes", "output_only", "--judge", "pairwise")).code).toBe(0);
    // "a" in both orders is no preference.
    for (const row of await rowsOf("pairs")) expect(row.passed).toBe(false);
    expect((await call("bench", "report", join(folder, "pairs"))).stdout).toMatch(
      /judge keeps to its verdict as the answers change places: 0\.0 % \(0\.0 to \d+\.\d\) of 20/,
    );
    const judges = await call("bench", "judges", join(folder, "sides"), join(folder, "pairs"));
    expect(judges.stdout).toMatch(/small +output_only +20 +0 +100\.0 % +– +–/);
  });

  test("a plan asks nothing; a budget stops cleanly", async () => {
    const plan = await bench("plan", "--modes", "output_only", "--judge", "critic", "--dry-run");
    expect(plan.code).toBe(0);
    expect(server.requests.length).toBe(0);
    expect(plan.stdout).toMatch(/small: 20 calls, about [\d,]+ tokens in/);
    expect(plan.stdout).toMatch(/judge: \d+ calls/);
    expect(existsSync(join(folder, "plan"))).toBe(false);
    const stopped = await bench(
      "stopped",
      ...["--modes", "output_only", "--judge", "critic", "--max-calls", "12"],
    );
    expect(stopped.code).toBe(3);
    expect(server.requests.length).toBeLessThanOrEqual(12);
    const { counts } = await readRunManifest(join(folder, "stopped"));
    expect(counts.failures).toHaveProperty(["answer: budget"]);
  });

  test("batch files and their results make the same run, in rounds", async () => {
    const flags = ["--modes", "output_only", "--judge", "critic"];
    const straight = await bench("straight", ...flags);
    expect(straight.code).toBe(0);
    server.requests.length = 0;
    const rounds: string[] = [];
    for (const model of ["small", "judge"]) {
      const batch = join(folder, `batch-${model}`);
      const { code, stdout } = await bench("batched", ...flags, "--batch", batch);
      expect(code).toBe(0);
      expect(stdout).toContain(`${model}-1.jsonl: `);
      rounds.push(stdout);
      const results = join(folder, `${model}-results.jsonl`);
      writeFileSync(results, resultsOf(join(batch, `${model}-1.jsonl`)));
      const ingest = ["bench", "ingest", batch, results, "--models-file", models];
      const ledger = join(folder, "batched.ledger.jsonl");
      const taken = await call(...ingest, "--ledger", ledger);
      expect(taken.stdout).toMatch(/: (\d+) lines, \1 answered, 0 known, 0 bad/);
      expect(taken.code).toBe(0);
      expect((await call(...ingest)).stderr).toContain("--ledger");
    }
    // The judge is asked about answers, so it waits for them.
    expect(rounds[0]).not.toContain("judge-1.jsonl");
    const last = await bench("batched", ...flags, "--batch", join(folder, "batch-3"));
    expect(last.stdout).toContain("The ledger has every call");
    const again = await bench("other", ...flags, "--batch", join(folder, "batch-small"));
    expect(again.stderr).toContain("a folder of its own");
    const plan = await bench("batched", ...flags, "--dry-run");
    expect(plan.stdout).toMatch(/small: 0 calls besides 20 in the ledger/);
    expect((await bench("batched", ...flags)).code).toBe(0);
    expect(server.requests.length).toBe(0);
    // A batch has no time for each answer.
    const untimed = async (out: string) =>
      (await rowsOf(out)).map(({ latency_ms: _, ...row }) => row);
    expect(await untimed("batched")).toEqual(await untimed("straight"));
  });

  test("Ctrl-C keeps what was answered, and the same command goes on", async () => {
    const flags = ["--modes", "output_only", "--judge", "critic", "--per-persona", "10"];
    isBroken = () => {
      if (server.requests.length === 30) process.emit("SIGINT");
      return false;
    };
    const stopped = await bench("interrupted", ...flags);
    expect(stopped.stderr).toContain("stopped; finished calls are in");
    expect(stopped.code).toBe(2);
    expect(existsSync(join(folder, "interrupted"))).toBe(false);
    const ledger = join(folder, "interrupted.ledger.jsonl");
    const kept = readFileSync(ledger, "utf8").trim().split("\n").length;
    expect(kept).toBeGreaterThanOrEqual(30);
    isBroken = () => false;
    server.requests.length = 0;
    expect((await bench("interrupted", ...flags)).code).toBe(0);
    const all = readFileSync(ledger, "utf8").trim().split("\n").length;
    expect(server.requests.length).toBe(all - kept);
  });

  test("tells which attributes summaries drop", async () => {
    const flags = ["--modes", "baseline,demographic_summary", "--judge", "critic"];
    expect((await bench("summaries", ...flags)).code).toBe(0);
    const { summaries = {} } = await readRunManifest(join(folder, "summaries"));
    const { attributes, unknown, ...use } = summaries.small!;
    expect(use).toMatchObject({ summaries: 20 });
    expect(unknown).toEqual({ "shoe size": 20 });
    const age = attributes.find(({ attribute }) => attribute === "age")!;
    expect(age).toMatchObject({ n: 20, named: 20, high: 1 });
    const sex = attributes.find(({ attribute }) => attribute === "sex")!;
    expect(sex).toMatchObject({ n: 20, named: 0, low: 0 });
    const { stdout } = await call("bench", "report", join(folder, "summaries"));
    expect(stdout).toMatch(/small: 20 summaries name \d\.\d attributes each/);
    expect(stdout).toMatch(/^sex +100\.0 % \(\d\d\.\d to 100\.0\)$/m);
    expect(stdout).toContain('small, not in the profile: 20 "shoe size"');
  });

  test("refuses what makes no sense, in one line", async () => {
    const self = await bench("self", "--judge", "critic", "--judge-model", "small");
    expect(self.stderr).toContain("would judge its own answers");
    expect(self.code).toBe(2);
    const unknown = await bench("unknown", "--models", "large");
    expect(unknown.code).not.toBe(0);
    expect(`${unknown.stderr}${unknown.stdout}`).toContain("large");
    const none = await call("bench", "--models", "small", "--dataset", dataset, "--quiet");
    expect(none.stderr).toContain("--judge-model");
  });

  test("writes the key into no file, and prints it nowhere", async () => {
    const { stdout, stderr } = await bench("key", "--modes", "baseline", "--judge", "critic");
    expect(stdout + stderr).not.toContain(KEY);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "models.json")
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.some((path) => path.endsWith("ledger.jsonl"))).toBe(true);
    for (const path of files) expect(readFileSync(path).includes(KEY), path).toBe(false);
  });
});
