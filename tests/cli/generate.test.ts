import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/schema/manifest.ts";
import { call } from "./call.ts";

/** A dataset small enough for a test: 40 personas, 132 prompts, 20 judgements each. */
const SMALL = [
  ...["--n", "40", "--seed", "7", "--train", "100", "--heldout", "32"],
  ...["--train-each", "10", "--seen-each", "5", "--heldout-each", "5"],
];

let folder: string;
let once: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-generate-"));
  once = join(folder, "once");
  const { code, stderr } = await call("generate", ...SMALL, "--out", once);
  expect(stderr).toContain("Writing feedback: done");
  expect(code).toBe(0);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe("atlas generate", () => {
  test("makes every table, with the counts asked for, and check finds them sound", async () => {
    const manifest: Manifest = JSON.parse(await readFile(join(once, "manifest.json"), "utf8"));
    expect(manifest.counts).toMatchObject({
      personas: 40,
      prompts: 132,
      responses: 264,
      feedback: 800,
      retest: 16,
    });
    expect((await readdir(once)).sort()).toEqual(
      [...manifest.files.map(({ path }) => path), "manifest.json"].sort(),
    );
    const { code, stdout } = await call("check", once);
    expect(stdout).toContain("sound; rows: 40 in personas.parquet");
    expect(code).toBe(0);
  });

  test("twice gives the same bytes; another seed does not", async () => {
    const twice = join(folder, "twice");
    expect((await call("generate", ...SMALL, "--out", twice, "--quiet")).code).toBe(0);
    for (const file of await readdir(once)) {
      const [a, b] = await Promise.all([once, twice].map((dir) => readFile(join(dir, file))));
      expect(a.equals(b), file).toBe(true);
    }
    const other = join(folder, "other");
    await call("generate", ...SMALL, "--seed", "8", "--out", other, "--quiet");
    const [a, b] = await Promise.all(
      [once, other].map((dir) => readFile(join(dir, "feedback.parquet"))),
    );
    expect(a.equals(b)).toBe(false);
  });

  test("prompts and feedback made one after the other are those of generate", async () => {
    const steps = join(folder, "steps");
    expect((await call("personas", ...SMALL.slice(0, 4), "--out", steps, "--quiet")).code).toBe(0);
    const dataset = ["--dataset", steps, "--seed", "7", "--quiet"];
    const prompts = await call("prompts", ...dataset, ...SMALL.slice(4, 8));
    expect(prompts.stdout).toMatch(/closest: q\d+ and q\d+, \d+ % of words alike/);
    expect((await call("feedback", ...dataset, ...SMALL.slice(8))).code).toBe(0);
    for (const file of ["prompts", "responses", "values", "feedback", "retest"]) {
      const [a, b] = await Promise.all(
        [once, steps].map((dir) => readFile(join(dir, `${file}.parquet`))),
      );
      expect(a.equals(b), file).toBe(true);
    }
  });

  test.each([
    [["--retest", "1"], "Expected a share from 0.55 to under 0.95"],
    [["--attribute-share", "x"], "Expected a share from 0 to under 0.5"],
    [["--train-each", "400"], "each persona is to judge"],
    [["--train", "60000"], "prompts"],
    [["--out", "/dev/null/x"], "cannot write /dev/null"],
  ])("%j ends with one line and code 2, and leaves nothing", async (args, message) => {
    const out = join(folder, "bad");
    const { code, stdout, stderr } = await call(
      "generate",
      ...SMALL,
      ...["--out", out, "--quiet"],
      ...args,
    );
    expect(stderr).toContain(message);
    expect(
      stderr
        .trimEnd()
        .split("\n")
        .filter((line) => /^(atlas|error): /.test(line)),
    ).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect((await readdir(folder)).filter((name) => name.startsWith("bad"))).toEqual([]);
  });
});

describe("atlas check", () => {
  test("names the file of a flipped byte and ends with code 1", async () => {
    const broken = join(folder, "broken");
    await call("generate", ...SMALL, "--out", broken, "--quiet");
    const path = join(broken, "responses.parquet");
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(path, bytes);
    const { code, stdout } = await call("check", broken);
    expect(code).toBe(1);
    expect(stdout).toContain("responses.parquet");
    const json = await call("check", broken, "--json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)[0]).toMatchObject({ file: "responses.parquet" });
  });

  test("says that a folder is no dataset", async () => {
    const { code, stderr, stdout } = await call("check", join(folder, "nowhere"));
    expect(`${stdout}${stderr}`).toContain("manifest.json");
    expect(code).toBeGreaterThan(0);
  });
});

test.each(["prompts", "feedback"])("atlas %s says what is missing", async (command) => {
  const { code, stderr } = await call(command, "--dataset", join(folder, "nowhere"), "--quiet");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^atlas: .*(manifest\.json|nowhere)/);
});
