import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf } from "../../../src/schema/attributes.ts";
import { expectedTotalVariation } from "../../../src/stats/binomial-deviation.ts";
import { seeded } from "../../../src/stats/random.ts";
import { readPersonas } from "../../../src/testbed/datasets/read-personas.ts";
import { attributeFits, pairFits } from "../../../src/testbed/personas/fidelity.ts";
import { fidelityReport } from "../../../src/testbed/personas/fidelity-report.ts";
import { measureDataset } from "../../../src/testbed/personas/measure-dataset.ts";
import { samplePersons, sampleTables } from "../../../src/testbed/personas/random-sample-fit.ts";
import { SILENT } from "../../../src/testbed/progress.ts";
import { randomRows, writeDataset } from "../datasets/small-dataset.ts";
import { choose, syntheticPool, targetsFrom } from "./pool.ts";

const country = syntheticPool(20_000, 1);
const targets = targetsFrom(country);
const nothing = new Set<string>();

describe("fit", () => {
  it("is exact for the population the targets come from", () => {
    for (const { tvd, maxErrorPp } of attributeFits(country, targets, nothing)) {
      expect(tvd).toBeLessThan(1e-12);
      expect(maxErrorPp).toBeLessThan(1e-9);
    }
    for (const { tvd } of pairFits(country, targets)) expect(tvd).toBeLessThan(1e-9);
  });

  it("compares a survey attribute among those asked", () => {
    // Four adults, Protestant and Catholic in halves, and six children who are not asked.
    const religion = Uint8Array.of(0, 0, 1, 1, 10, 10, 10, 10, 10, 10);
    const shares = new Float64Array(11);
    shares[0] = 0.75;
    shares[1] = 0.25;
    const one = {
      margins: [{ key: "religion", source: "survey" as const, n: 9, shares }],
      pairs: [],
    };
    const [fit] = attributeFits({ n: 10, codes: { religion } }, one, new Set(["religion"]));
    expect(fit).toEqual({
      name: "religion",
      controlled: true,
      tvd: 0.25,
      maxErrorPp: 25,
      worstLevel: "Protestant",
      source: "survey",
      n: 9,
    });
  });

  it("with weights counts weight", () => {
    const sex = Uint8Array.of(0, 1);
    const one = {
      margins: [{ key: "sex", source: "census" as const, n: 1, shares: Float64Array.of(0.2, 0.8) }],
      pairs: [],
    };
    const [plain] = attributeFits({ n: 2, codes: { sex } }, one, nothing);
    const [weighted] = attributeFits({ n: 2, codes: { sex } }, one, nothing, Float64Array.of(1, 4));
    expect(plain.tvd).toBeCloseTo(0.3, 12);
    expect(weighted.tvd).toBeCloseTo(0, 12);
  });
});

describe("a simple random sample", () => {
  const census = { margins: targets.margins.slice(0, -1), pairs: targets.pairs };

  it("of tables has the mean distance of the closed form", () => {
    const sizes = census.margins.map(() => 500);
    const drawn = sampleTables(census, 500, sizes, 60, seeded(2));
    const expected =
      census.pairs.reduce((sum, { shares }) => sum + expectedTotalVariation(shares, 500), 0) /
      census.pairs.length;
    expect(Math.abs(drawn.pairs.mean / expected - 1)).toBeLessThan(0.03);
    expect(drawn.pairs.max).toBeGreaterThan(drawn.pairs.mean);
    expect(drawn.draws).toBe(60);
  });

  it("of persons agrees with that of tables in its means", () => {
    const weights = new Float64Array(country.n).fill(1);
    const persons = samplePersons({ ...country, weights }, targets, 500, 60, seeded(3));
    const tables = sampleTables(
      census,
      500,
      census.margins.map(() => 500),
      60,
      seeded(4),
    );
    expect(Math.abs(persons.pairs.mean / tables.pairs.mean - 1)).toBeLessThan(0.04);
    expect(Math.abs(persons.attributes.mean / tables.attributes.mean - 1)).toBeLessThan(0.1);
  });
});

describe("a dataset on disk", () => {
  const rows = randomRows(400, 5);
  let folder: string;
  let root: string;
  beforeAll(async () => {
    folder = await writeDataset(rows, ["sex", "religion"]);
    root = join(folder, "root");
    const census = ["sex,Male,30,3", "sex,Female,70,7", "disability,With a disability,10,1"];
    await write("data/census/margins.csv", `attribute,level,weighted,n\n${census.join("\n")}\n`);
    await write("data/census/pairs.csv", "# note\na,b,counts\nsex,disability,10 20 30 40\n");
    await write("data/survey/margins.csv", "attribute,level,weighted,n\nreligion,Jewish,5,5\n");
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function write(path: string, content: string) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  const measure = () =>
    measureDataset(folder, { root, draws: 20, seed: 1, withModel: false }, SILENT);

  it("is measured against the committed tables", async () => {
    const { n, attributes, pairs, srs } = await measure();
    expect(n).toBe(400);
    const males = rows.filter(({ sex }) => sex === "Male").length / 400;
    const sex = attributes.find(({ name }) => name === "sex");
    expect(sex?.tvd).toBeCloseTo(Math.abs(males - 0.3), 12);
    expect(sex?.maxErrorPp).toBeCloseTo(100 * Math.abs(males - 0.3), 9);
    expect(sex?.controlled).toBe(true);
    expect(attributes.find(({ name }) => name === "disability")?.controlled).toBe(false);
    expect(attributes.map(({ tvd }) => tvd)).toEqual(
      attributes.map(({ tvd }) => tvd).sort((a, b) => b - a),
    );
    const cell = (a: string, b: string) =>
      rows.filter((row) => row.sex === a && row.disability === b).length / 400;
    const [male, female] = attributeOf("sex").levels;
    const [withOne, without] = attributeOf("disability").levels;
    const distance =
      Math.abs(cell(male, withOne) - 0.1) +
      Math.abs(cell(male, without) - 0.2) +
      Math.abs(cell(female, withOne) - 0.3) +
      Math.abs(cell(female, without) - 0.4);
    expect(pairs.mean).toBeCloseTo(distance / 2, 12);
    expect(pairs.worst).toEqual([{ a: "sex", b: "disability", tvd: pairs.max }]);
    expect(srs.draws).toBe(20);
    expect(srs.pairs.mean).toBeLessThan(0.1);
  });

  it("gives the same figures again, and a table that names the worst first", async () => {
    const first = await measure();
    expect(await measure()).toEqual(first);
    const report = fidelityReport(first);
    expect(report).toContain("400 simulated respondents");
    expect(report.indexOf("Religion")).toBeLessThan(report.indexOf("Sex  "));
    expect(report).toMatch(/pairs, mean +0\.\d{4} +0\.\d{4}/);
  });

  it("is refused where the manifest is broken, and read again once it is whole", async () => {
    const file = join(folder, "manifest.json");
    const content = await readFile(file, "utf8");
    await writeFile(file, content.replace('"controlled"', '"uncontrolled"'));
    await expect(measure()).rejects.toThrow("manifest.json, field calibration.controlled");
    await writeFile(file, content);
    expect((await readPersonas(join(folder, "personas.parquet"))).n).toBe(400);
  });

  it("does not depend on the order of its rows", () => {
    const reversed = choose(
      country,
      Int32Array.from({ length: country.n }, (_, i) => country.n - 1 - i),
    );
    expect(attributeFits(reversed, targets, nothing)).toEqual(
      attributeFits(country, targets, nothing),
    );
  });
});
