import { copyFile, mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOT_APPLICABLE } from "../../../src/schema/attribute.ts";
import { attributeOf } from "../../../src/schema/attributes.ts";
import { NO_NUMBER } from "../../../src/schema/tables.ts";
import { seeded } from "../../../src/stats/random.ts";
import { MISSING } from "../../../src/testbed/census/coding.ts";
import { completeAnswers, ethnicity } from "../../../src/testbed/census/complete.ts";
import {
  type CodedPopulation,
  LACKING_KEYS,
  readPopulation,
} from "../../../src/testbed/census/population.ts";
import { InputError } from "../../../src/testbed/datasets/input-error.ts";
import { asParquet, type SmallPumsOptions, writeSmallPums } from "./small-pums.ts";

let folder: string;
let csv: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
let population: CodedPopulation;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-pums-"));
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  csv = join(folder, "csv");
  await writeSmallPums(csv, { state: "ST" });
  population = await readPopulation(connection, csv);
});
afterAll(async () => {
  connection.closeSync();
  instance.closeSync();
  await rm(folder, { recursive: true });
});

/** Rows of some persons: Alabama's 187 in group quarters come first, since "GQ" is before "HU". */
const ROW = { father: 187, mother: 188, child: 189, infant: 190, grandmother: 191, alone: 193 };

const level = (key: string, at: number, of = population) =>
  attributeOf(key).levels[of.codes[key][at]];

describe("readPopulation", () => {
  test("reads every person in the order of state, household and position", () => {
    expect(population.n).toBe(201);
    expect([...population.numbers.age.slice(-5)]).toEqual([51, 48, 16, 15, 4]);
    expect(level("state", 0)).toBe("Alabama");
    expect(level("state", 200)).toBe("California");
    expect(population.weights.every((weight) => weight === 50)).toBe(true);
  });

  test("derives household type and children's ages from the members", () => {
    const at = (age: number, size: number) => {
      const rows = [...population.numbers.age.keys()].filter(
        (i) => population.numbers.age[i] === age && population.role[i] < 3,
      );
      expect(rows).toHaveLength(size);
      return rows.map((i) => [level("household_type", i), level("family_presence_and_age", i)]);
    };
    // A couple of 40 and 38 with children of 10 and 3.
    const couple = [
      "Married couple with children under 18",
      "Related children under 5 and 5 to 17",
    ];
    expect(at(40, 1)).toEqual([couple]);
    expect(at(3, 1)).toEqual([couple]);
    // A child 54 years younger than the householder is a relative, not her own.
    expect(at(60, 1)).toEqual([
      ["Female householder, no spouse, with relatives", "Related children 5 to 17 only"],
    ]);
    expect(at(35, 1)).toEqual([
      ["Male householder, no spouse, with children under 18", "Related children under 5 only"],
    ]);
    expect(at(30, 1)).toEqual([["Man living alone", NOT_APPLICABLE]]);
    // California's couple: children of 16, 15 and 4.
    expect(at(51, 1)).toEqual([couple]);
  });

  test("group quarters have no household", () => {
    const quarters = [...population.role.keys()].filter((i) => population.role[i] === 3);
    expect(quarters).toHaveLength(187);
    for (const i of quarters) {
      for (const key of ["household_type", "household_language", "household_income"]) {
        expect(level(key, i)).toBe(NOT_APPLICABLE);
      }
      expect(population.numbers.household_income[i]).toBe(NO_NUMBER);
    }
    const members = [...population.role].filter((role) => role < 3);
    expect(members).toEqual([0, 1, 2, 2, 0, 1, 0, 0, 1, 0, 1, 2, 2, 2]);
  });

  test("reads answers and their universes", () => {
    const { father, mother, child, infant, grandmother, alone } = ROW;
    const answers = (at: number) =>
      Object.fromEntries(
        [
          "employment_status",
          "ability_to_speak_english",
          "fertility",
          "cognitive_difficulty",
          "disability",
          "education",
          "income",
          "veteran_status",
        ].map((key) => [key, level(key, at)]),
      );
    expect(answers(mother)).toEqual({
      employment_status: "Employed, at work",
      ability_to_speak_english: "Well",
      fertility: "Yes",
      cognitive_difficulty: "No",
      disability: "Without a disability",
      education: "High school diploma",
      income: "$25,000–34,999",
      veteran_status: "Never served",
    });
    expect(level("employment_status", father)).toBe("Armed forces");
    expect(answers(child)).toEqual({
      employment_status: NOT_APPLICABLE,
      ability_to_speak_english: NOT_APPLICABLE,
      fertility: NOT_APPLICABLE,
      cognitive_difficulty: "Yes",
      disability: "With a disability",
      education: "Grades 1 to 5",
      income: NOT_APPLICABLE,
      veteran_status: NOT_APPLICABLE,
    });
    expect(level("cognitive_difficulty", infant)).toBe(NOT_APPLICABLE);
    expect(population.numbers.income[infant]).toBe(NO_NUMBER);
    expect(level("race", grandmother)).toBe("American Indian or Alaska Native");
    expect(level("hispanic_origin", grandmother)).toBe("Other Hispanic");
    expect(level("education", grandmother)).toBe("Master's degree");
    expect(population.numbers.income[alone]).toBe(-500);
    expect(level("income", alone)).toBe("None or a loss");
    expect(population.titles.occupation[father]).toBe(4720);
    expect(population.titles.occupation[child]).toBe(0);
  });

  test("marks those whose files lack answers, and leaves the answers open", () => {
    const lacking = [...population.lacking.keys()].filter((i) => population.lacking[i] === 1);
    expect(lacking).toEqual([196, 197, 198, 199, 200]);
    for (const key of LACKING_KEYS) {
      for (const i of lacking) expect(population.codes[key][i]).toBe(MISSING);
      expect(population.codes[key].subarray(0, 196)).not.toContain(MISSING);
    }
  });

  test("Parquet, and either name of the state, give the same", async () => {
    const state = join(folder, "state");
    const parquet = join(folder, "parquet");
    await writeSmallPums(state, { state: "STATE" });
    await asParquet(state, parquet);
    expect(await readPopulation(connection, state)).toEqual(population);
    expect(await readPopulation(connection, parquet)).toEqual(population);
  });
});

describe("completeAnswers", () => {
  test("fills what is open from people alike, within their universes", async () => {
    const filled = await readPopulation(connection, csv);
    const { rows, servedAt } = completeAnswers(filled, seeded(1));
    expect(rows).toBe(5);
    expect(servedAt.reduce((a, b) => a + b)).toBe(5);
    for (const key of LACKING_KEYS) {
      expect(filled.codes[key]).not.toContain(MISSING);
      expect(filled.codes[key].subarray(0, 196)).toEqual(population.codes[key].subarray(0, 196));
    }
    const [mother, father, girl, boy, infant] = [196, 197, 198, 199, 200];
    // Asked from 16, from 17, and of women of 15 to 50.
    expect(level("employment_status", girl, filled)).toBe("Employed, at work");
    expect(level("employment_status", boy, filled)).toBe(NOT_APPLICABLE);
    expect(level("veteran_status", girl, filled)).toBe(NOT_APPLICABLE);
    expect(level("fertility", girl, filled)).toBe("No");
    expect(level("fertility", mother, filled)).toBe(NOT_APPLICABLE);
    expect(level("cognitive_difficulty", infant, filled)).toBe(NOT_APPLICABLE);
    expect(level("marital_status", boy, filled)).toBe("Never married");
    for (const i of [mother, father, girl, boy]) {
      expect(filled.numbers.income[i]).toBeLessThanOrEqual(filled.numbers.household_income[i]);
    }
    expect(filled.numbers.income[infant]).toBe(NO_NUMBER);
    expect(level("income", infant, filled)).toBe(NOT_APPLICABLE);
    expect(filled.titles.occupation[father]).toBe(4720);
  });

  test("ethnicity puts Hispanic origin before race", () => {
    const races = Uint8Array.of(0, 0, 1, 2, 3, 4, 5, 6);
    const hispanic = Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0);
    expect([...ethnicity(races, hispanic)]).toEqual([0, 1, 2, 4, 3, 4, 5, 5]);
  });
});

describe("refuses", () => {
  let number = 0;
  const fail = async (options: SmallPumsOptions, spoil: (at: string) => unknown = () => {}) => {
    const at = join(folder, `bad${number++}`);
    await writeSmallPums(at, options);
    await spoil(at);
    const error = await readPopulation(connection, at).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    const { message } = error as InputError;
    expect(message).toContain(at);
    expect(message).not.toContain("\n");
    return message.replaceAll(at, "DIR");
  };

  test("a folder that is not there", async () => {
    const missing = join(folder, "nowhere");
    await expect(readPopulation(connection, missing)).rejects.toThrow(
      `${missing}: no such folder; give the folder that holds`,
    );
  });

  test("a folder without persons, or without households", async () => {
    expect(
      await fail({}, async (at) => {
        await rm(join(at, "psam_pusa.csv"));
        await rm(join(at, "psam_pusb.csv"));
      }),
    ).toContain("DIR: no PUMS person file found");
    expect(await fail({}, (at) => rm(join(at, "psam_husa.csv")))).toContain(
      "DIR: no PUMS housing file found",
    );
  });

  test("files without a column that is needed, naming both", async () => {
    expect(await fail({ without: ["SEX"] })).toContain("psam_pusa.csv: column SEX is missing");
    expect(await fail({ without: ["MAR", "ESR"] })).toContain("DIR: column MAR, ESR is missing");
    expect(await fail({ without: ["HINCP"] })).toContain("psam_husa.csv: column HINCP is missing");
    expect(await fail({ without: ["STATE"] })).toContain("psam_pusa.csv: column STATE is missing");
  });

  test("a file that was cut short", async () => {
    const good = join(folder, "good");
    const cut = join(folder, "cut");
    await writeSmallPums(good);
    await asParquet(good, cut);
    const path = join(cut, "person/psam_pusb.parquet");
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length >> 1));
    const reading = readPopulation(connection, cut);
    await expect(reading).rejects.toBeInstanceOf(InputError);
    await expect(reading).rejects.toThrow("psam_pusb.parquet: cannot be read");
  });

  test("a file whose inside was overwritten", async () => {
    const good = join(folder, "good");
    const spoilt = join(folder, "spoilt");
    await writeSmallPums(good);
    await asParquet(good, spoilt);
    const file = await open(join(spoilt, "person/psam_pusa.parquet"), "r+");
    await file.write(Buffer.alloc(400, 0xff), 0, 400, 40);
    await file.close();
    const reading = readPopulation(connection, spoilt);
    await expect(reading).rejects.toBeInstanceOf(InputError);
    await expect(reading).rejects.toThrow("cannot be read");
  });

  test("codes that are not in the dictionary", async () => {
    expect(
      await fail({ change: (row) => (row.AGEP === "40" ? { ...row, SEX: "3" } : row) }),
    ).toMatch(/^DIR: person \d+ has a SEX that is not in the PUMS dictionary/);
    expect(await fail({ change: (row) => ({ ...row, STATE: "72" }) })).toContain("has a STATE");
  });

  test("persons without their household, and files given twice", async () => {
    expect(
      await fail({ change: (row) => (row.AGEP === "60" ? { ...row, SERIALNO: "?" } : row) }),
    ).toContain("DIR: 201 persons, but 197 with their household");
    expect(
      await fail({}, async (at) => {
        await mkdir(join(at, "again"));
        await copyFile(join(at, "psam_husa.csv"), join(at, "again/psam_husa.csv"));
      }),
    ).toContain("DIR: 201 persons, but 402 with");
  });
});
