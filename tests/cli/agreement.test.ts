import { describe, expect, test } from "vitest";
import type { Agreement } from "../../src/testbed/agreement/measure.ts";
import { FOUR_RATERS } from "../stats/ratings.ts";
import { runAtlas, useCsvFolder } from "./real-command.ts";

const files = useCsvFolder();
const { csv } = files;
const atlas = (...args: string[]) => runAtlas("agreement", ...args);

async function json<T = Agreement>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await atlas(...args, "--json");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

/** All 48 cells of Krippendorff's example, empty where missing; the units in two panels. */
const KRIPPENDORFF = FOUR_RATERS.flatMap((values, rater) =>
  values.map(
    (value, unit) =>
      `u${unit + 1},${"ABCD"[rater]},${value < 0 ? "" : value},${unit < 6 ? "first" : "second"}`,
  ),
);
const HEADER = "unit,rater,value,panel";

describe("atlas agreement --json", () => {
  test.each([
    // Krippendorff (2011) for alpha; Gwet (2014) for the others: the same ratings.
    ["alpha-nominal", 0.743421, 11, 40],
    ["alpha-ordinal", 0.815388, 11, 40],
    ["alpha-interval", 0.849107, 11, 40],
    ["alpha-ratio", 0.797403, 11, 40],
    ["fleiss", 0.76117, 12, 41],
    ["ac1", 0.77544, 12, 41],
  ])("%s of the example with missing cells", async (metric, value, units, ratings) => {
    const file = await csv(`${metric}.csv`, HEADER, ...KRIPPENDORFF);
    const measured = await json(file, "--metric", metric);
    expect(measured.value).toBeCloseTo(value, 5);
    expect(measured).toMatchObject({ metric, units, raters: 4, ratings });
    expect(measured.low).toBeLessThan(value);
    expect(measured.high).toBeGreaterThan(value);
    expect(measured.method).toContain("95 %");
    expect(measured).not.toHaveProperty("reason");
    expect(measured).not.toHaveProperty("group");
    // Every row is a rating that enters, or is skipped for a reason.
    const skipped = measured.skipped.reduce((sum, { count }) => sum + count, 0);
    expect(measured.ratings + skipped).toBe(KRIPPENDORFF.length);
  });

  test("cohen of two raters, with a unit that one of them left out", async () => {
    // [[20, 5], [10, 15]]: kappa .4, 95 % interval .151092 to .648908.
    const cells: [string, string, number][] = [
      ["yes", "yes", 20],
      ["yes", "no", 5],
      ["no", "yes", 10],
      ["no", "no", 15],
    ];
    const pairs = cells.flatMap(([a, b, count]) => Array.from({ length: count }, () => [a, b]));
    const rows = pairs.flatMap(([a, b], unit) => [`${unit},ann,${a}`, `${unit},bob,${b}`]);
    const file = await csv("cohen.csv", "unit,rater,value", ...rows, "alone,bob,yes");
    const measured = await json(file, "--metric", "cohen");
    expect(measured.value).toBeCloseTo(0.4, 12);
    expect(measured.low).toBeCloseTo(0.151092, 6);
    expect(measured.high).toBeCloseTo(0.648908, 6);
    expect(measured).toMatchObject({ units: 50, raters: 2, ratings: 100 });
    expect(measured.skipped).toEqual([{ reason: "the only rating of its unit", count: 1 }]);
    expect(measured.method).toContain("ann and bob");
  });

  test("--by gives one object per group, equal to the group's own file", async () => {
    const file = await csv("by.csv", HEADER, ...KRIPPENDORFF);
    const groups = await json<Agreement[]>(file, "--metric", "alpha-ordinal", "--by", "panel");
    expect(groups.map(({ group }) => group)).toEqual(["first", "second"]);
    for (const [i, panel] of ["first", "second"].entries()) {
      const rows = KRIPPENDORFF.filter((row) => row.endsWith(panel));
      const own = await json(
        await csv(`${panel}.csv`, HEADER, ...rows),
        "--metric",
        "alpha-ordinal",
      );
      expect(groups[i]).toEqual({ group: panel, ...own });
    }
  });

  test("an undefined value is null, with the reason", async () => {
    const file = await csv("single.csv", "unit,rater,value", "a,x,1", "a,y,1", "b,x,1", "b,y,1");
    expect(await json(file, "--metric", "alpha-nominal")).toMatchObject({
      value: null,
      low: null,
      high: null,
      reason: "only one value occurs, so agreement cannot be told from chance",
    });
    const three = await csv("three.csv", HEADER, ...KRIPPENDORFF);
    const cohen = await json(three, "--metric", "cohen");
    expect(cohen.value).toBeNull();
    expect(cohen.reason).toContain("cohen is of two raters, found 4");
    const none = await csv("none.csv", "unit,rater,value");
    expect(await json(none, "--metric", "ac1")).toMatchObject({
      value: null,
      reason: "no unit has two ratings",
      ratings: 0,
    });
  });

  test("bad rows are named, counted and left out", async () => {
    const rows = KRIPPENDORFF.map((row) => row.replace(/,[a-z]+$/, ""));
    const bad = ["u1,A,5", "u13,A,lots", "u14,B", ",C,2"];
    const file = await csv("bad.csv", "unit,rater,value", ...rows, ...bad);
    const measured = await json(file, "--metric", "alpha-interval");
    expect(measured.value).toBeCloseTo(0.849107, 6);
    expect(measured.skipped).toEqual([
      { reason: "no value in column value", count: 7 },
      { reason: "rated before, the first is kept (row 50: unit u1, rater A)", count: 1 },
      { reason: 'not a number in column value (row 51: "lots")', count: 1 },
      { reason: "not 3 fields (row 52: 2 fields)", count: 1 },
      { reason: "nothing in column unit (row 53: rater C)", count: 1 },
      { reason: "the only rating of its unit", count: 1 },
    ]);
  });

  test("the same file gives the same interval", async () => {
    const file = await csv("again.csv", HEADER, ...KRIPPENDORFF);
    const once = await atlas(file, "--metric", "alpha-nominal", "--json");
    expect(await atlas(file, "--metric", "alpha-nominal", "--json")).toEqual(once);
  });
});

describe("atlas agreement", () => {
  test("prints a table, what is undefined, and what was skipped", async () => {
    const file = await csv("table.csv", HEADER, ...KRIPPENDORFF, "v,A,1,third", "v,B,1,third");
    const { code, stdout } = await atlas(file, "--metric", "alpha-nominal", "--by", "panel");
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^group +metric +value +95 % interval +units +raters +ratings$/);
    expect(lines[1]).toMatch(
      /^first +alpha-nominal +0\.\d{4} +-?\d\.\d{4} to \d\.\d{4} +6 +4 +23$/,
    );
    expect(lines[3]).toMatch(/^third +alpha-nominal +undefined +- +1 +2 +2$/);
    expect(new Set(lines.slice(0, 4).map((line) => line.length)).size).toBe(1);
    expect(stdout).toContain("third: only one value occurs");
    expect(stdout).toContain("second: 6 rows: no value in column value");
    expect(stdout).toContain("first: 1 row: no value in column value");
  });

  test.each([
    [
      "judge.csv",
      "unit,judge,value",
      ["--metric", "ac1"],
      "judge.csv, row 1: expected a column rater, found unit, judge, value",
    ],
    [
      "by2.csv",
      HEADER,
      ["--metric", "ac1", "--by", "party"],
      "by2.csv, row 1: expected a column party, found unit, rater, value, panel",
    ],
    [
      "metric.csv",
      HEADER,
      ["--metric", "kappa"],
      "'kappa' is invalid. Allowed choices are alpha-nominal",
    ],
    ["without.csv", HEADER, [], "required option '--metric <name>'"],
  ])("%s: a mistake ends with one line and code 2", async (name, header, args, message) => {
    const { code, stdout, stderr } = await atlas(await csv(name, header), ...args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("a file that is not there is named", async () => {
    const { code, stderr } = await atlas("no-such.csv", "--metric", "ac1");
    expect(stderr).toContain("no-such.csv is missing");
    expect(code).toBe(2);
  });
});
