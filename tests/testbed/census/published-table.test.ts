import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  NATION,
  readPublishedTable,
  stateGeography,
} from "../../../src/testbed/census/published-table.ts";
import { InputError } from "../../../src/testbed/datasets/input-error.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-published-"));
  await mkdir(join(folder, "us/legend"), { recursive: true });
  await mkdir(join(folder, "bystate"));
  const header = "GEO_ID,NAME,DP02_0001E,DP02_0002E\n";
  await writeFile(join(folder, "us/DP02.csv"), `${header}${NATION},United States,120,\n`);
  await writeFile(join(folder, "bystate/DP02.csv"), `${header}${stateGeography("39")},Ohio,7,*\n`);
  await writeFile(
    join(folder, "us/legend/DP02.csv"),
    "VARIABLE,LABEL\nDP02_0001E,Estimate!!HOUSEHOLDS!!Total households\n",
  );
});
afterAll(() => rm(folder, { recursive: true }));

test("gives estimates by geography and variable, and labels", () => {
  const nation = readPublishedTable(folder, "us", "DP02");
  expect(nation.get(NATION, "DP02_0001E")).toBe(120);
  expect(nation.label("DP02_0001E")).toBe("Total households");
  expect(nation.label("DP02_0099E")).toBe("DP02_0099E");
  expect(readPublishedTable(folder, "bystate", "DP02").get("0400000US39", "DP02_0001E")).toBe(7);
});

test("refuses what is missing, blank or no number", () => {
  const states = readPublishedTable(folder, "bystate", "DP02");
  const nation = readPublishedTable(folder, "us", "DP02");
  expect(() => states.get("0400000US40", "DP02_0001E")).toThrow(
    "DP02.csv: no estimate of DP02_0001E for 0400000US40",
  );
  expect(() => states.get("0400000US39", "DP02_0002E")).toThrow("no estimate of DP02_0002E");
  expect(() => nation.get(NATION, "DP02_0002E")).toThrow("no estimate of DP02_0002E");
  expect(() => readPublishedTable(folder, "us", "B06001")).toThrow(InputError);
  expect(() => readPublishedTable(folder, "us", "B06001")).toThrow("B06001.csv: no such file");
});
