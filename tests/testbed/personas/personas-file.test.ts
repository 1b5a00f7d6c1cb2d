import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOT_APPLICABLE } from "../../../src/schema/attribute.ts";
import { ATTRIBUTES } from "../../../src/schema/attributes.ts";
import { type CodedPersonas, NO_NUMBER, PERSONA_COLUMNS } from "../../../src/schema/tables.ts";
import { seeded } from "../../../src/stats/random.ts";
import {
  encodeGroup,
  fingerprint,
  PersonasFile,
  personaId,
} from "../../../src/testbed/personas/personas-file.ts";

/** Personas with random declared levels, losses, nulls, and text with quotes, breaks and accents. */
function randomPersonas(n: number, seed: number): CodedPersonas {
  const random = seeded(seed);
  const codes: Record<string, Uint8Array> = {};
  const numbers: Record<string, Int32Array> = {};
  const texts: Record<string, string[]> = {};
  const words = ['Kayaks, "often"', "naïve — ½", "two\nlines", "", "plain"];
  for (const { key, kind, levels } of ATTRIBUTES) {
    if (kind === "text" || kind === "title") {
      texts[key] = Array.from({ length: n }, () => words[random.below(words.length)]);
      continue;
    }
    codes[key] = Uint8Array.from({ length: n }, () => random.below(levels.length));
    if (kind !== "number") continue;
    const mayLack = levels.includes(NOT_APPLICABLE);
    numbers[key] = Int32Array.from({ length: n }, () =>
      mayLack && random.next() < 0.3 ? NO_NUMBER : random.below(2_000_000) - (mayLack ? 9000 : 0),
    );
  }
  return { n, codes, numbers, texts };
}

const groups = [randomPersonas(700, 1), randomPersonas(333, 2)];
const weights = groups.map(({ n }, g) => Float64Array.from({ length: n }, (_, i) => g + i / 7));

let folder: string;
let file: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
const columnsOf = async (sql: string) =>
  (await connection.runAndReadAll(sql.replace("FILE", `'${file}'`))).getColumnsObjectJson();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-file-"));
  file = join(folder, "personas.parquet");
  const written = new PersonasFile(file, "Simulated respondents.", "CC-BY-4.0");
  written.append(encodeGroup(groups[0], weights[0], 1, 1033));
  written.append(encodeGroup(groups[1], weights[1], 701, 1033));
  written.finish();
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
});
afterAll(async () => {
  connection.closeSync();
  instance.closeSync();
  await rm(folder, { recursive: true });
});

describe("a file of two row groups, read by DuckDB", () => {
  test("has the declared columns in order, with their types", async () => {
    const { column_name, column_type } = await columnsOf(
      "DESCRIBE SELECT * FROM read_parquet(FILE)",
    );
    expect(column_name).toEqual(PERSONA_COLUMNS);
    const typeOf = { number: "INTEGER", boolean: "BOOLEAN" } as Readonly<Record<string, string>>;
    expect(column_type).toEqual([
      "VARCHAR",
      "DOUBLE",
      ...ATTRIBUTES.map(({ kind }) => typeOf[kind] ?? "VARCHAR"),
    ]);
  });

  test("has every value in its row", async () => {
    const found = await columnsOf("SELECT * FROM read_parquet(FILE)");
    expect(found.persona_id).toEqual(
      Array.from({ length: 1033 }, (_, i) => `p${String(i + 1).padStart(5, "0")}`),
    );
    expect(found.weight).toEqual(weights.flatMap((of) => [...of]));
    for (const { key, kind, levels } of ATTRIBUTES) {
      const written = groups.flatMap(({ codes, numbers, texts }): readonly unknown[] => {
        if (kind === "text" || kind === "title") return texts[key];
        if (kind === "boolean") return Array.from(codes[key], (code) => code === 1);
        if (kind !== "number") return Array.from(codes[key], (code) => levels[code]);
        return [...numbers[key]].map((value) => (value === NO_NUMBER ? null : value));
      });
      expect(found[key], key).toEqual(written);
    }
  });

  test("age is required, and incomes are not", async () => {
    const { name, repetition_type } = await columnsOf(
      "SELECT name, repetition_type FROM parquet_schema(FILE)",
    );
    const optional = name.filter((_, i) => repetition_type[i] === "OPTIONAL");
    expect(optional).toEqual(["income", "household_income"]);
  });

  test("has two row groups, and says what it is", async () => {
    const { row_group_id, num_rows } = await columnsOf(
      "SELECT DISTINCT row_group_id::INTEGER AS row_group_id, row_group_num_rows::INTEGER AS num_rows FROM parquet_metadata(FILE) ORDER BY 1",
    );
    expect([row_group_id, num_rows]).toEqual([
      [0, 1],
      [700, 333],
    ]);
    const { key, value } = await columnsOf(
      "SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(FILE)",
    );
    expect(Object.fromEntries(key.map((of, i) => [of, value[i]]))).toEqual({
      provenance: "Simulated respondents.",
      licence: "CC-BY-4.0",
    });
  });
});

test("a group's bytes do not depend on what was encoded before", () => {
  const { bytes } = encodeGroup(groups[1], weights[1], 701, 1033);
  encodeGroup(groups[0], weights[0], 1, 1033);
  expect(encodeGroup(groups[1], weights[1], 701, 1033).bytes).toEqual(bytes);
});

test("fingerprint is the size and sha256 of the file", async () => {
  const { bytes, sha256 } = await fingerprint(file);
  expect(bytes).toBe((await readFile(file)).length);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  [1, 1586, "p00001"],
  [1586, 1586, "p01586"],
  [100_000, 100_000, "p100000"],
  [7, 1_000_000, "p0000007"],
])("persona %i of %i is %s", (number, total, id) => {
  expect(personaId(number, total)).toBe(id);
});
