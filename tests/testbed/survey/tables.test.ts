import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NOT_APPLICABLE } from "../../../src/schema/attribute.ts";
import { attributeOf } from "../../../src/schema/attributes.ts";
import { parseFigures } from "../../../src/testbed/survey/figure-table.ts";

const folder = join(import.meta.dirname, "../../../data/survey");
const read = (name: string) => parseFigures(readFileSync(join(folder, name), "utf8"));

test("every table says where it is from", () => {
  const names = ["", "published"].flatMap((below) =>
    readdirSync(join(folder, below))
      .filter((name) => name.endsWith(".csv"))
      .map((name) => join(below, name)),
  );
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const header = readFileSync(join(folder, name), "utf8").match(/^(#.*\n)+/)?.[0] ?? "";
    for (const key of ["source", "year", "universe", "weight", "n"]) {
      expect(header, `${name} states its ${key}`).toMatch(new RegExp(`^# ${key}: .`, "m"));
    }
  }
});

test("the General Social Survey's weighted shares of 2024", () => {
  // Known figures of the file, in percent of everyone asked.
  const percent = (attribute: string) => (level: string) =>
    Number(
      read("gss_shares.csv").find(
        (row) => row.attribute === attribute && row.level === level && row.year === "2024",
      )?.percent,
    );
  expect(["Protestant", "Catholic", "No religion"].map(percent("religion"))).toEqual([
    expect.closeTo(41.2, 1),
    expect.closeTo(21.3, 1),
    expect.closeTo(25.3, 1),
  ]);
  const ideology = attributeOf("ideology").levels.filter((level) => level !== NOT_APPLICABLE);
  const known = [3.4, 12.2, 10.3, 35.4, 10.9, 16.2, 6.0, 5.5];
  [...ideology, "No answer"].forEach((level, i) => {
    expect(Math.abs(percent("ideology")(level) - known[i])).toBeLessThan(0.06);
  });
});

test("the margins have every level but Not applicable, in order", () => {
  const rows = read("margins.csv");
  for (const key of new Set(rows.map((row) => row.attribute))) {
    const levels = rows.filter((row) => row.attribute === key).map((row) => row.level);
    expect(levels).toEqual(attributeOf(key).levels.filter((level) => level !== NOT_APPLICABLE));
  }
});

test("party and ideology have the survey's shares of 2024", () => {
  const shares = read("gss_shares.csv").filter((row) => row.year === "2024");
  const rows = read("margins.csv");
  for (const key of ["political_views", "ideology"]) {
    const own = rows.filter((row) => row.attribute === key);
    const total = own.reduce((sum, row) => sum + Number(row.weighted), 0);
    for (const row of own) {
      const survey = shares.find((s) => s.attribute === key && s.level === row.level);
      const share = (100 * Number(row.weighted)) / total;
      expect(Math.abs(share - Number(survey?.percent_of_answers))).toBeLessThan(0.005);
    }
  }
});

test("the models predict respondents left out better than the national shares do", () => {
  for (const row of read("cross_validation.csv")) {
    expect(Number(row.model)).toBeLessThan(Number(row.margins) - 0.05);
  }
});
