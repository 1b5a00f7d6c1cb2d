import { describe, expect, test } from "vitest";
import { type Column, csvOf } from "../../src/components/csv.ts";

const COLUMNS: readonly Column[] = [
  { key: "text", label: "Text", kind: "text" },
  { key: "number", label: "Number", kind: "number" },
];
const lines = (rows: Parameters<typeof csvOf>[1]) => csvOf(COLUMNS, rows).split("\r\n");

describe("csvOf", () => {
  test("quotes what RFC 4180 asks to quote, and leaves the absent empty", () => {
    expect(lines([{ text: 'a "b", c\nd', number: 0.1 }, { text: null }])).toEqual([
      "text,number",
      '"a ""b"", c\nd",0.1',
      ",",
      "",
    ]);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])("%j stays a text in a spreadsheet", (text) => {
    expect(lines([{ text, number: 1 }])[1]).toBe(`'${text},1`);
  });

  test("numbers below zero stay numbers", () => {
    expect(lines([{ text: "a", number: -1.5 }])[1]).toBe("a,-1.5");
  });

  test("a column named by a query is as inert as a cell", () => {
    const column: Column = { key: "=1+1", label: "", kind: "number" };
    expect(csvOf([column], [{ "=1+1": 2 }])).toBe("'=1+1\r\n2\r\n");
  });
});
