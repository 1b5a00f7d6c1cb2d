import { cp, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/schema/manifest.ts";
import { PERSONAS, writeDatasetForPairs } from "../testbed/pairs/small-pairs-dataset.ts";
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

const bytes = (folder: string, file: string) => readFile(join(folder, file));
const pairs = (folder: string, ...more: string[]) =>
  call("feedback", "--dataset", folder, "--pairs", "personalised", "--quiet", ...more);
/** Arguments that the feedback of the small dataset was made with. */
const QUOTA = ["--train-each", "10", "--seen-each", "5", "--heldout-each", "5", "--seed", "5"];

describe("atlas feedback --pairs personalised", () => {
  test("adds pairs and their answers, leaves all else as it was, and the result is sound", async () => {
    const folder = await copy();
    const { code, stdout } = await pairs(folder, "--per-persona", "6");
    expect(code).toBe(0);
    expect(stdout).toContain(`${3 * 6 * PERSONAS} pairs`);
    for (const table of ["personas", "prompts", "values", "feedback", "retest"]) {
      const file = `${table}.parquet`;
      expect((await bytes(folder, file)).equals(await bytes(before, file))).toBe(true);
    }
    const manifest: Manifest = JSON.parse((await bytes(folder, "manifest.json")).toString());
    expect(manifest.pairs).toMatchObject({ author: "template", seed: 2024, perPersona: 6 });
    expect(manifest.counts.responses).toBe(
      120 + manifest.pairs!.generic + manifest.pairs!.personalised,
    );
    expect((await call("check", folder)).code).toBe(0);
  });

  test("twice gives the same bytes; feedback made anew takes the pairs away", async () => {
    const folder = await copy();
    await pairs(folder);
    const once = await copyOf(folder);
    await pairs(folder);
    for (const file of ["responses.parquet", "pairs.parquet", "manifest.json"]) {
      expect((await bytes(folder, file)).equals(await bytes(once, file))).toBe(true);
    }
    const { code } = await call("feedback", "--dataset", folder, "--quiet", ...QUOTA);
    expect(code).toBe(0);
    for (const file of ["responses.parquet", "feedback.parquet", "manifest.json"]) {
      expect((await bytes(folder, file)).equals(await bytes(before, file))).toBe(true);
    }
    await expect(bytes(folder, "pairs.parquet")).rejects.toThrow("ENOENT");
  });

  test.each([
    [["--pairs", "other"], "Allowed choices are opposed, personalised"],
    [["--pairs", "personalised", "--retest", "0.7"], "--retest is for --pairs opposed"],
    [["--per-persona", "5"], "--per-persona is for --pairs personalised"],
    [["--pairs", "personalised", "--per-persona", "0"], "Expected an integer from 1 to 1000"],
    [["--pairs", "personalised", "--per-persona", "21"], "fewer than the 21 pairs wanted"],
  ])("%j is refused in one line, and nothing is changed", async (args, message) => {
    const folder = await copy();
    const { code, stderr } = await call("feedback", "--dataset", folder, "--quiet", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    const manifest = await bytes(folder, "manifest.json");
    expect(manifest.equals(await bytes(before, "manifest.json"))).toBe(true);
  });

  test("a dataset without feedback is told so", async () => {
    const folder = await copy();
    await call("prompts", "--dataset", folder, "--train", "10", "--heldout", "5", "--quiet");
    const { code, stderr } = await pairs(folder);
    expect(code).toBe(2);
    expect(stderr).toContain("make it with atlas feedback");
  });
});

async function copyOf(folder: string): Promise<string> {
  await cp(folder, `${folder}-once`, { recursive: true });
  return `${folder}-once`;
}
