import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, COUNTABLE } from "../../../src/schema/attributes.ts";
import { NO_NUMBER } from "../../../src/schema/tables.ts";
import { readManifest } from "../../../src/testbed/datasets/read-manifest.ts";
import { readPersonas } from "../../../src/testbed/datasets/read-personas.ts";
import { randomRows, writePersonas } from "./small-dataset.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-read-"));
});
afterAll(() => rm(folder, { recursive: true }));

const rows = randomRows(3000, 1);

describe("readPersonas", () => {
  it("gives back every value that was written, in order", async () => {
    const file = join(folder, "whole.parquet");
    await writePersonas(file, rows);
    const personas = await readPersonas(file);
    expect(personas.n).toBe(rows.length);
    expect(personas.ids[2999]).toBe("p03000");
    expect(personas.weights.every((weight) => weight === 1)).toBe(true);
    expect(personas.texts.mannerisms[7]).toBe('some, "mannerisms"');
    for (const { key, kind, levels } of COUNTABLE) {
      const written = rows.map((row) => row[key]);
      const codes = [...personas.codes[key]];
      if (kind === "boolean")
        expect(codes).toEqual(written.map((value) => Number(value === "true")));
      else if (kind !== "number") expect(codes.map((code) => levels[code])).toEqual(written);
      else {
        const values = written.map((value) => (value === null ? NO_NUMBER : Number(value)));
        expect([...personas.numbers[key]]).toEqual(values);
        const missing = codes.map((code) => levels[code] === "Not applicable");
        expect(missing).toEqual(written.map((value) => value === null));
      }
    }
  });

  it("bins numbers as declared", async () => {
    const file = join(folder, "ages.parquet");
    await writePersonas(file, [{ ...rows[0], age: "17", income: "-20", is_adult: "false" }]);
    const { codes } = await readPersonas(file, { texts: false });
    expect(attributeOf("age").levels[codes.age[0]]).toBe("15–17");
    expect(attributeOf("income").levels[codes.income[0]]).toBe("None or a loss");
  });

  it("names row, column and value of what is not declared", async () => {
    const file = join(folder, "wrong.parquet");
    const wrong = (row: number, change: Record<string, string | null>) =>
      writePersonas(
        file,
        rows.map((of, i) => (i === row ? { ...of, ...change } : of)),
      );
    await wrong(2500, { sex: "Robot" });
    await expect(readPersonas(file)).rejects.toThrow(
      'wrong.parquet, row 2501, column sex: expected a level of Sex, found "Robot"',
    );
    await wrong(4, { age: null });
    await expect(readPersonas(file)).rejects.toThrow(
      "row 5, column age: expected a number, found nothing",
    );
    await wrong(0, { is_adult: null });
    await expect(readPersonas(file)).rejects.toThrow("row 1, column is_adult");
  });

  it("refuses a file that is missing, cut, or short of a column", async () => {
    const file = join(folder, "bad.parquet");
    await expect(readPersonas(file)).rejects.toThrow("bad.parquet is missing");
    await writeFile(file, "PAR1 and nothing else");
    await expect(readPersonas(file)).rejects.toThrow("cannot be read as Parquet");
    const { sex: _, ...rest } = rows[0];
    await writePersonas(file, [rest]);
    await expect(readPersonas(file)).rejects.toThrow("has no column sex");
  });
});

describe("readManifest", () => {
  it("says whether the file is missing, no JSON, or of another form", async () => {
    const file = join(folder, "manifest.json");
    await expect(readManifest(file)).rejects.toThrow("manifest.json is missing");
    await writeFile(file, "{");
    await expect(readManifest(file)).rejects.toThrow("is no JSON");
    await writeFile(file, '{"name": 3}');
    await expect(readManifest(file)).rejects.toThrow("manifest.json, field name");
  });
});
