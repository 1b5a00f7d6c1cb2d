import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { INDUSTRY, OCCUPATION } from "../../../src/schema/levels.ts";
import { categoriesOf, readDictionary } from "../../../src/testbed/census/dictionary.ts";
import { InputError } from "../../../src/testbed/datasets/input-error.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-dictionary-"));
});
afterAll(() => rm(folder, { recursive: true }));

const write = (lines: readonly string[]) =>
  writeFile(join(folder, "pums-dict_acs1-2023.csv"), `${lines.join("\n")}\n`);

const LINES = [
  "NAME,INDP,C,4,Industry recode",
  'VAL,INDP,C,4,"bbbb","bbbb","N/A (less than 16 years old)"',
  'VAL,INDP,C,4,"0170","0170","AGR-Crop Production"',
  'VAL,INDP,C,4,"8680","8680","ENT-Restaurants And Other Food Services"',
  'VAL,OCCP,C,4,"0010","0010","MGR-Chief Executives And Legislators"',
];

describe("readDictionary", () => {
  test("reads titles with their categories, and leaves blanks out", async () => {
    await write(LINES);
    const { industry, occupation } = readDictionary(folder);
    expect([...industry.keys()]).toEqual([170, 8680]);
    expect(INDUSTRY[industry.get(8680)!.category]).toBe("Arts, recreation, food, lodging");
    expect(industry.get(170)!.title).toBe("Crop production");
    expect(OCCUPATION[occupation.get(10)!.category]).toBe("Management");
  });

  test("refuses a label of no category, and files that are missing or short", async () => {
    await write([...LINES, 'VAL,OCCP,C,4,"0020","0020","XYZ-Wizards"']);
    expect(() => readDictionary(folder)).toThrow(
      'OCCP 0020 "XYZ-Wizards" is in no declared category',
    );
    await write(LINES.slice(0, 3));
    expect(() => readDictionary(folder)).toThrow("pums-dict_acs1-2023.csv: no labels of OCCP");
    expect(() => readDictionary(join(folder, "nowhere"))).toThrow(InputError);
    expect(() => readDictionary(join(folder, "nowhere"))).toThrow("no such file");
  });
});

test("categoriesOf gives each code its category, none to blanks, and refuses unknown ones", () => {
  const titles = new Map([[170, { code: 170, title: "Crop production", category: 3 }]]);
  expect([...categoriesOf(Uint16Array.of(170, 0), titles, 9, "INDP")]).toEqual([3, 9]);
  expect(() => categoriesOf(Uint16Array.of(171), titles, 9, "INDP")).toThrow(
    "INDP 171 is not in the dictionary; use the files of 2023 or 2024",
  );
});
