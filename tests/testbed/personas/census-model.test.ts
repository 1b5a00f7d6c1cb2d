import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VARIABLES } from "../../../src/testbed/census/variables.ts";
import { InputError } from "../../../src/testbed/datasets/input-error.ts";
import { loadCensusModel, readTitles } from "../../../src/testbed/personas/census-model.ts";

const committed = join(import.meta.dirname, "../../../data/census");

describe("readTitles", () => {
  const header = "# made up\nkind,category,code,title,weighted,n\n";

  test("puts titles in order, and finds them by category and code", () => {
    const { industry, occupation } = readTitles(
      `${header}industry,0,170,Crop production,5,1\nindustry,2,570,Power,5,1\nindustry,2,580,Gas,5,1\noccupation,0,10,Chief executive,5,1\n`,
      "t.csv",
    );
    expect(industry.titles).toEqual(["Crop production", "Power", "Gas"]);
    // Category 1 has none: it begins and ends where category 2 begins.
    expect(industry.start).toEqual([0, 1, 1, 3]);
    expect(industry.indexOf.get(580)).toBe(2);
    expect(occupation.titles).toEqual(["Chief executive"]);
  });

  test("refuses titles out of order, or without words", () => {
    const wrong = `${header}industry,2,570,Power,5,1\nindustry,0,170,Crops,5,1\n`;
    expect(() => readTitles(wrong, "t.csv")).toThrow(
      "t.csv: titles of industry must be in the order",
    );
    expect(() => readTitles(`${header}industry,0,170,,5,1\n`, "t.csv")).toThrow("t.csv");
  });
});

describe("loadCensusModel", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "atlas-model-"));
    await cp(committed, folder, { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("has the variables in the order in which they are drawn", () => {
    const { variables, details } = loadCensusModel(committed);
    expect(variables.map(({ key }) => key)).toEqual(VARIABLES.map(({ key }) => key));
    expect(variables.map(({ levels }) => levels)).toEqual(VARIABLES.map(({ levels }) => levels));
    variables.forEach(({ parents }, i) => {
      const drawn = VARIABLES.slice(0, i).map(({ key }) => key);
      for (const name of parents) expect(drawn).toContain(name.replace("~", ""));
    });
    expect(Object.keys(details)).toHaveLength(5);
  });

  test("names the file and line that is damaged, and what is missing", async () => {
    const sex = join(folder, "conditional/03-sex.csv");
    await writeFile(
      sex,
      "# n: 3 sampled persons\n# levels: 2; parent levels: none\nsex\n0:1 9:2\n",
    );
    expect(() => loadCensusModel(folder)).toThrow(InputError);
    expect(() => loadCensusModel(folder)).toThrow("03-sex.csv, line 4: expected level:count pairs");
    await rm(join(folder, "conditional"), { recursive: true });
    expect(() => loadCensusModel(folder)).toThrow("conditional: no such folder");
  });
});
