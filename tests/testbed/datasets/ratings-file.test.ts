import { describe, expect, it } from "vitest";
import { parseRatings, readRatings } from "../../../src/testbed/datasets/ratings-file.ts";

const parse = (text: string, kind: "text" | "number" | "amount" = "text", by?: string) =>
  parseRatings(text, "r.csv", { kind, by });

describe("parseRatings", () => {
  it("takes columns in any order, and lists units, raters and values", () => {
    const { units, raters, values, numbers, groups } = parse(
      "value,note,rater,unit\nyes,x,ann,u1\nno,,bob,u1\nyes,,ann,u2\n",
    );
    expect(units).toEqual(["u1", "u2"]);
    expect(raters).toEqual(["ann", "bob"]);
    expect(values).toEqual(["yes", "no"]);
    expect(numbers).toBeNull();
    expect(groups).toEqual([
      {
        group: null,
        unit: Int32Array.of(0, 0, 1),
        rater: Int32Array.of(0, 1, 0),
        code: Int32Array.of(0, 1, 0),
        skipped: [],
      },
    ]);
  });

  it("puts numbers in ascending order, however they are written", () => {
    const { values, numbers, groups } = parse(
      "unit,rater,value\na,x,10\na,y,2\nb,x,1e1\nb,y,-.5\nc,x,2.0\n",
      "number",
    );
    expect(values).toEqual(["-0.5", "2", "10"]);
    expect(numbers).toEqual(Float64Array.of(-0.5, 2, 10));
    expect(groups[0].code).toEqual(Int32Array.of(2, 1, 2, 0, 1));
  });

  it("counts and names by row what is no rating", () => {
    const text = [
      "unit,rater,value",
      "a,x,1",
      "a,y,",
      "a,z,high",
      ",x,1",
      "b,,1",
      "b,x",
      "a,x,3",
      "c,x,0x10",
      "c,y,Infinity",
      "c,z,-1",
    ].join("\n");
    expect(parse(text, "amount").groups[0].skipped).toEqual([
      { reason: "no value in column value", count: 1 },
      {
        reason: 'not a number in column value (row 4: "high"; row 9: "0x10"; row 10: "Infinity")',
        count: 3,
      },
      { reason: "nothing in column unit (row 5: rater x)", count: 1 },
      { reason: "nothing in column rater (row 6: unit b)", count: 1 },
      { reason: "not 3 fields (row 7: 2 fields)", count: 1 },
      { reason: "rated before, the first is kept (row 8: unit a, rater x)", count: 1 },
      { reason: "below zero in column value (row 11: -1)", count: 1 },
    ]);
    expect([...parse(text, "amount").groups[0].code]).toEqual([0]);
    // As texts, "high" and the others are values like any.
    expect(parse(text).groups[0].code).toHaveLength(5);
  });

  it("names five rows of a reason, and counts the others", () => {
    const rows = Array.from({ length: 8 }, (_, i) => `u${i},x,?`);
    const [{ reason, count }] = parse(["unit,rater,value", ...rows].join("\n"), "number").groups[0]
      .skipped;
    expect(count).toBe(8);
    expect(reason).toContain('row 6: "?"; and 3 more)');
    expect(reason).not.toContain("row 7");
  });

  it("keeps an empty value from standing before a rating, and the first of two ratings", () => {
    const { groups, values } = parse("unit,rater,value\na,x,\na,x,yes\na,x,no\n");
    expect(values).toEqual(["yes"]);
    expect([...groups[0].code]).toEqual([0]);
    expect(groups[0].skipped.map(({ count }) => count)).toEqual([1, 1]);
  });

  it("separates groups, with the rows that have none, and finds repeats within each", () => {
    const { groups } = parse(
      "unit,rater,value,topic\na,x,1,tax\na,x,1,guns\na,x,2,tax\na,y,1,\nb,y,1\n",
      "text",
      "topic",
    );
    expect(groups.map(({ group }) => group)).toEqual(["tax", "guns", null]);
    expect(groups.map(({ unit }) => unit.length)).toEqual([1, 1, 1]);
    expect(groups[0].skipped[0].reason).toContain("row 4: unit a, rater x");
    expect(groups[2].skipped).toEqual([{ reason: "not 4 fields (row 6: 3 fields)", count: 1 }]);
  });

  it("has one empty group where there are no rows", () => {
    expect(parse("unit,rater,value\n").groups).toMatchObject([{ group: null, skipped: [] }]);
  });

  it("says which column is missing, and what was found", () => {
    expect(() => parse("unit,judge,value\na,b,1\n")).toThrow(
      "r.csv, row 1: expected a column rater, found unit, judge, value; name the columns",
    );
    expect(() => parse("")).toThrow("expected a column unit, found an empty file");
    expect(() => parse("unit,rater,value\n", "text", "party")).toThrow("expected a column party");
    expect(() => parse("unit,rater,value,unit\n")).toThrow("column unit is there twice");
  });

  it("shows what it found without control characters, and short", () => {
    const text = `unit,rater,value\na,x,\u001b[31m\na,y,${"7x".repeat(60)}\n`;
    const [{ reason }] = parse(text, "number").groups[0].skipped;
    expect(reason).toContain('row 2: "?[31m"');
    expect(reason).toContain(`row 3: "${"7x".repeat(19)}7…"`);
  });

  it("says where there is no file", async () => {
    await expect(readRatings("no/such.csv", { kind: "text" })).rejects.toThrow(
      "no/such.csv is missing; give a CSV file with columns unit, rater, value",
    );
  });
});
