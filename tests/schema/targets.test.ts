import { describe, expect, test } from "vitest";
import { parseMargins } from "../../src/schema/targets.ts";

const HEADER = "# source\nattribute,level,weighted,n\n";
const read = (lines: string) => parseMargins(`${HEADER}${lines}`, "census", "margins.csv");

describe("parseMargins", () => {
  test("gives shares in the declared order, and people asked", () => {
    const { sex } = read("sex,Female,300,30\nsex,Male,100,20\n");
    expect(sex).toEqual({ source: "census", n: 50, shares: [0.25, 0.75] });
  });

  test("reads quoted levels and takes missing ones for nobody", () => {
    const { industry_category } = read('industry_category,"Agriculture, forestry, fishing",8,1\n');
    expect(industry_category.shares[0]).toBe(1);
    expect(industry_category.shares.slice(1).every((share) => share === 0)).toBe(true);
  });

  test.each([
    ["sex,Robot,1,1", 'margins.csv, line 3: "Robot" is not a level of sex'],
    ["sex,Male,many,1", "margins.csv, line 3: expected two counts, found many and 1"],
    ["shoes,9,1,1", '"shoes" is not an attribute'],
  ])("%s is an error that says where", (line, message) => {
    expect(() => read(line)).toThrow(message);
  });

  test("must have its header", () => {
    expect(() => parseMargins("sex,Male,1,1", "survey", "m.csv")).toThrow(
      "m.csv, line 1: expected",
    );
  });
});
