import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { NOT_APPLICABLE } from "../../../src/schema/attribute.ts";
import { ATTRIBUTES, attributeOf, COUNTABLE } from "../../../src/schema/attributes.ts";
import { type Manifest, SIMULATED } from "../../../src/schema/manifest.ts";
import { residentPopulation } from "../../../src/testbed/census/resident-population.ts";
import { outsideUniverse, readTargets } from "../../../src/testbed/census/targets.ts";
import { readManifest } from "../../../src/testbed/datasets/read-manifest.ts";
import {
  readPersonas,
  type WeightedPersonas,
} from "../../../src/testbed/datasets/read-personas.ts";
import {
  type GenerateOptions,
  generatePersonas,
  MOST_OPTIMISED,
} from "../../../src/testbed/personas/generate.ts";
import { fingerprint } from "../../../src/testbed/personas/personas-file.ts";
import { applyRules, RULES } from "../../../src/testbed/personas/rules.ts";
import { SILENT } from "../../../src/testbed/progress.ts";
import { UserError } from "../../../src/testbed/user-error.ts";

// The sources are the same for every dataset here: they are read once.
vi.mock(import("../../../src/testbed/personas/sources.ts"), async (original) => {
  const real = await original();
  const read = new Map<string, ReturnType<typeof real.loadSources>>();
  return {
    loadSources(folder) {
      if (!read.has(folder)) read.set(folder, real.loadSources(folder));
      return read.get(folder)!;
    },
  };
});

const root = join(import.meta.dirname, "../../..");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-generate-"));
});
afterAll(() => rm(folder, { recursive: true }));

const generate = (name: string, options: Partial<GenerateOptions> = {}): Promise<Manifest> =>
  generatePersonas(
    { n: 300, seed: 1, root, name: "test", weights: "equal", out: join(folder, name), ...options },
    SILENT,
  );
const fingerprints = async (name: string) => {
  const files = ["personas.parquet", "manifest.json"].map((file) => join(folder, name, file));
  return (await Promise.all(files.map(fingerprint))).map(({ sha256 }) => sha256);
};

const WRITTEN = ATTRIBUTES.filter(({ source }) => source === "written").map(({ key }) => key);
const allTexts = ({ texts, n }: WeightedPersonas) =>
  Array.from({ length: n }, (_, i) => WRITTEN.map((key) => texts[key][i]).join("\n"));

/** What holds for every dataset, whatever its size. */
function expectSound(personas: WeightedPersonas, n: number) {
  // readPersonas refuses every value that is not a declared level.
  expect(personas.n).toBe(n);
  expect(new Set(personas.ids).size).toBe(n);
  const { counts } = applyRules(personas as never);
  expect(RULES.filter((_, rule) => counts[rule] > 0).map(({ name }) => name)).toEqual([]);
  const sum = personas.weights.reduce((a, b) => a + b, 0);
  expect(sum / residentPopulation(root)).toBeCloseTo(1, 9);
}

describe("300 personas", () => {
  let manifest: Manifest;
  let personas: WeightedPersonas;
  beforeAll(async () => {
    manifest = await generate("a");
    personas = await readPersonas(join(folder, "a/personas.parquet"));
  }, 60_000);

  test("are sound, each with text of their own", () => {
    expectSound(personas, 300);
    expect(new Set(allTexts(personas)).size).toBe(300);
    for (const key of [...WRITTEN, "big_five_scores"]) {
      expect(
        personas.texts[key].every((text) => text.length > 0),
        key,
      ).toBe(true);
    }
  });

  test("have nulls only in incomes, of those who are not asked", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const nulls = ATTRIBUTES.map(
      ({ key }) => `count(*) FILTER ("${key}" IS NULL)::INTEGER AS ${key}`,
    );
    const reader = await connection.runAndReadAll(
      `SELECT ${nulls.join(", ")},
        count(*) FILTER ((income IS NULL) <> (age < 15))::INTEGER AS wrong_income,
        count(*) FILTER ((household_income IS NULL) <> (household_type = '${NOT_APPLICABLE}'))::INTEGER
          AS wrong_household_income
      FROM read_parquet('${join(folder, "a/personas.parquet")}')`,
    );
    const [row] = reader.getRowObjectsJson();
    connection.closeSync();
    instance.closeSync();
    const { income, household_income, ...others } = row;
    expect(Number(income)).toBeGreaterThan(0);
    expect(Number(household_income)).toBeGreaterThan(0);
    expect(Object.entries(others).filter(([, count]) => count !== 0)).toEqual([]);
  });

  test("have titles of their category's list, or none", async () => {
    const text = await readFile(join(root, "data/census/titles.csv"), "utf8");
    for (const kind of ["industry", "occupation"]) {
      const lines = text.split("\n").filter((line) => line.startsWith(`${kind},`));
      const levels = attributeOf(`${kind}_category`).levels;
      personas.texts[kind].forEach((title, i) => {
        const category = personas.codes[`${kind}_category`][i];
        if (levels[category] === NOT_APPLICABLE) expect(title).toBe(NOT_APPLICABLE);
        else {
          const quoted = title.includes(",") ? `"${title}"` : title;
          expect(
            lines.some(
              (line) => line.startsWith(`${kind},${category},`) && line.includes(`,${quoted},`),
            ),
            `${title} in ${levels[category]}`,
          ).toBe(true);
        }
      });
    }
  });

  test("have a manifest that is read, and speaks of this file", async () => {
    const path = join(folder, "a/manifest.json");
    expect(await readManifest(path)).toEqual(manifest);
    expect(manifest).toMatchObject({
      name: "test",
      seed: 1,
      from: "model",
      provenance: SIMULATED,
      counts: { personas: 300 },
      calibration: { method: "combinatorial-optimisation" },
    });
    const parquet = join(folder, "a/personas.parquet");
    expect(manifest.files).toEqual([
      { path: "personas.parquet", rows: 300, ...(await fingerprint(parquet)) },
    ]);
    expect(Object.keys(manifest.attributes)).toEqual(ATTRIBUTES.map(({ key }) => key));
    expect(manifest.rules.map(({ rule }) => rule)).toEqual(RULES.map(({ name }) => name));
    expect(manifest.counts.candidates).toBeGreaterThanOrEqual(manifest.calibration.pool);
    expect(Object.keys(manifest.inputs)).toContain("data/census/margins.csv");
    expect(JSON.stringify(manifest)).not.toContain(root);
  });

  test("are the same bytes in another process, and others for another seed", {
    timeout: 60_000,
  }, async () => {
    const first = await fingerprints("a");
    const args = ["--n", "300", "--seed", "1", "--name", "test", "--out", join(folder, "b")];
    const command = [join(root, "bin/atlas.js"), "personas", "--quiet", ...args];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command);
    expect(stdout).toContain("300 personas");
    expect(stderr).toBe("");
    expect(await fingerprints("b")).toEqual(first);
    await generate("c", { seed: 2 });
    const [parquet, text] = await fingerprints("c");
    expect(parquet).not.toBe(first[0]);
    expect(text).not.toBe(first[1]);
  });

  test("leave only the two files", async () => {
    expect((await readdir(join(folder, "a"))).sort()).toEqual([
      "manifest.json",
      "personas.parquet",
    ]);
  });
});

test("raked weights meet the margins", async () => {
  const n = MOST_OPTIMISED + 1;
  await generate("raked", { weights: "raked", n, seed: 4 });
  const personas = await readPersonas(join(folder, "raked/personas.parquet"));
  expectSound(personas, n);
  expect(new Set(personas.weights).size).toBeGreaterThan(100);
  const total = personas.weights.reduce((a, b) => a + b, 0);
  const { margins } = await readTargets(root);
  const checked = margins.filter(({ key, source, shares }) => {
    const present = new Set(personas.codes[key]);
    // A level that no persona has cannot be met: its share goes to its neighbours.
    return source === "census" && shares.every((share, level) => share === 0 || present.has(level));
  });
  expect(checked.length).toBeGreaterThan(15);
  // The rules leave out people whom the census counts, such as those on active duty without the
  // armed forces as employer: its margins contradict each other by two in ten thousand.
  for (const { key, shares } of checked) {
    const found = new Float64Array(shares.length);
    personas.codes[key].forEach((level, i) => {
      found[level] += personas.weights[i] / total;
    });
    shares.forEach((share, level) => {
      expect(Math.abs(found[level] - share), `${key} ${level}`).toBeLessThan(4e-4);
    });
  }
  const religion = margins.find(({ key }) => key === "religion")!;
  const outside = outsideUniverse(attributeOf("religion"), religion.source);
  expect(personas.codes.religion.some((level) => level === outside)).toBe(true);
});

test("more than are optimised stream, drawn systematically", { timeout: 60_000 }, async () => {
  const n = MOST_OPTIMISED + 1;
  const manifest = await generate("one", { n, threads: 1 });
  expect(manifest.calibration.method).toBe("systematic");
  expect((await readdir(join(folder, "one"))).sort()).toEqual([
    "manifest.json",
    "personas.parquet",
  ]);
  const personas = await readPersonas(join(folder, "one/personas.parquet"));
  expectSound(personas, n);
  // Systematic draws of the first variable: each state's number is off by a few rejections only.
  const { shares } = (await readTargets(root)).margins.find(({ key }) => key === "state")!;
  const counts = new Float64Array(shares.length);
  for (const state of personas.codes.state) counts[state]++;
  shares.forEach((share, state) => {
    // Those rejected are a few in a hundred: five standard errors of a simple random sample hold.
    const error = Math.sqrt((share * (1 - share)) / n);
    expect(Math.abs(counts[state] / n - share)).toBeLessThan(5 * error + 1 / n);
  });
  for (const { key } of COUNTABLE) expect(new Set(personas.codes[key]).size).toBeGreaterThan(1);
});

describe("a failure", () => {
  test("in a folder that cannot be made is the user's, and leaves nothing", async () => {
    await writeFile(join(folder, "file"), "");
    const error = await generate("file/below").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(
      /^cannot write .*below: a part of the path is a file$/,
    );
    expect(await readFile(join(folder, "file"), "utf8")).toBe("");
  });

  test.skipIf(process.getuid?.() === 0)("in a folder that may not be written", async () => {
    const locked = join(folder, "locked");
    await mkdir(locked);
    await chmod(locked, 0o500);
    await expect(generate("locked")).rejects.toThrow("permission denied");
    await chmod(locked, 0o700);
    expect(await readdir(locked)).toEqual([]);
  });

  test("half-way leaves the former dataset and no other file", async () => {
    const out = join(folder, "half");
    await mkdir(out);
    await writeFile(join(out, "personas.parquet"), "former");
    const step = {
      begin(label: string) {
        if (label === "Writing texts") throw new Error("interrupted");
      },
      advance() {},
      end() {},
    };
    const options = { n: 20, seed: 1, root, name: "test", weights: "equal", out } as const;
    await expect(generatePersonas(options, step)).rejects.toThrow("interrupted");
    expect(await readdir(out)).toEqual(["personas.parquet"]);
    expect(await readFile(join(out, "personas.parquet"), "utf8")).toBe("former");
    await expect(generatePersonas({ ...options, out: join(out, "new") }, step)).rejects.toThrow();
    // A folder made for it is gone again.
    expect(await readdir(out)).toEqual(["personas.parquet"]);
  });

  test("for missing inputs names them", async () => {
    const error = await generate("none", { root: folder }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(/^data\/(census|survey)\/\w+\.csv is missing/);
    expect(await readdir(folder)).not.toContain("none");
  });
});
