import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParseRows } from "d3-dsv";
import { describe, expect, test } from "vitest";
import { attributeOf } from "../../../src/schema/attributes.ts";
import { BIRTHPLACE_LEVELS, BIRTHPLACES, ISLANDS } from "../../../src/schema/birthplaces.ts";
import { ANCESTRY } from "../../../src/schema/levels.ts";
import { STATES } from "../../../src/schema/places.ts";
import {
  ancestryOf,
  birthplaceOf,
  HOUSEHOLD_LANGUAGE_CODING,
  MISSING,
  PERSON_CODINGS,
  STATE_OF_FIPS,
} from "../../../src/testbed/census/coding.ts";

const codings = Object.entries({
  ...PERSON_CODINGS,
  household_language: HOUSEHOLD_LANGUAGE_CODING,
});

describe("codings", () => {
  test.each(codings)(
    "%s: every code has a declared level, and every level a code",
    (key, coding) => {
      const { levels } = attributeOf(key);
      const reached = new Set([
        ...Object.values(coding.of),
        ...(coding.blank === null ? [] : [coding.blank]),
      ]);
      for (const level of reached) expect(levels[level]).toBeTypeOf("string");
      expect(reached.size).toBe(levels.length);
    },
  );

  test.each([
    ["education", 16, "High school diploma"],
    ["education", 21, "Bachelor's degree"],
    ["education", 3, "Preschool or kindergarten"],
    ["race", 5, "American Indian or Alaska Native"],
    ["race", 9, "Two or more races"],
    ["hispanic_origin", 24, "Other Hispanic"],
    ["hispanic_origin", 16, "Colombian"],
    ["employment_status", 6, "Not in labor force"],
    ["employment_status", 5, "Armed forces"],
    ["class_of_worker", 9, "Unemployed, no work in 5 years"],
    ["marital_status", 5, "Never married"],
    ["veteran_status", 4, "Never served"],
    ["disability", 1, "With a disability"],
  ])("%s %i reads as %s, as in the PUMS dictionary", (key, code, level) => {
    expect(attributeOf(key).levels[PERSON_CODINGS[key].of[code]]).toBe(level);
  });
});

describe("birthplaceOf", () => {
  test("reads every named code as its place", () => {
    for (const { name, codes } of BIRTHPLACES) {
      for (const code of codes) expect(BIRTHPLACE_LEVELS[birthplaceOf(code)]).toBe(name);
    }
    for (const [name, codes] of Object.entries(ISLANDS)) {
      for (const code of codes) expect(BIRTHPLACE_LEVELS[birthplaceOf(code)]).toBe(name);
    }
    STATES.forEach(({ fips, name }, index) => {
      expect(STATE_OF_FIPS[Number(fips)]).toBe(index);
      expect(BIRTHPLACE_LEVELS[birthplaceOf(Number(fips))]).toBe(name);
    });
  });

  test.each([
    [100, "Elsewhere in Europe"],
    [158, "Elsewhere in Asia"],
    [300, "Elsewhere in Northern America"],
    [374, "Elsewhere in Latin America"],
    [468, "Elsewhere in Africa"],
    [527, "Elsewhere in Oceania"],
  ])("reads %i as %s", (code, level) => {
    expect(BIRTHPLACE_LEVELS[birthplaceOf(code)]).toBe(level);
  });

  test("knows no place for codes that are none", () => {
    for (const code of [0, 3, 99, 302, 600, 999]) expect(birthplaceOf(code)).toBe(MISSING);
  });
});

describe("ancestryOf", () => {
  test.each([
    [22, "English"],
    [999, "Not reported"],
    [996, "Mixed or unclear answer"],
    [210, "Mexican"],
    [219, "Mexican"],
    [325, "West Indian"],
    [902, "African American"],
    [148, "Russian"],
    [599, "Sub-Saharan African"],
    [416, "Other ancestry"],
  ])("reads %i as %s", (code, level) => {
    expect(ANCESTRY[ancestryOf(code)]).toBe(level);
  });

  test("every ancestry has a code", () => {
    const reached = new Set(Array.from({ length: 1000 }, (_, code) => ancestryOf(code)));
    expect(ANCESTRY.filter((_, level) => !reached.has(level))).toEqual([]);
  });
});

const folder = join(import.meta.dirname, "../../../../shared/data/pums-dictionary");

describe.skipIf(!existsSync(folder))("the PUMS dictionaries", () => {
  const [of2018, of2023] = [2018, 2023].map((year) => {
    const path = join(folder, `pums-dict_acs1-${year}.csv`);
    const codes = new Map<string, number[]>();
    // The rows of skipped tests are collected too: without the folder there are none.
    for (const row of existsSync(path) ? csvParseRows(readFileSync(path, "latin1")) : []) {
      const [kind, variable, , , low] = row;
      if (kind !== "VAL" || !/^\d+$/.test(low)) continue;
      codes.set(variable, [...(codes.get(variable) ?? []), Number(low)]);
    }
    return codes;
  });

  test.each(codings)("have no code of %s that the coding lacks", (_, { variable, of }) => {
    const codes = of2023.get(variable)!;
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.filter((code) => of[code] === undefined)).toEqual([]);
  });

  test("have no place of birth without a level", () => {
    const codes = of2018.get("POBP")!;
    expect(codes.length).toBeGreaterThan(200);
    expect(codes.filter((code) => birthplaceOf(code) === MISSING)).toEqual([]);
  });
});
