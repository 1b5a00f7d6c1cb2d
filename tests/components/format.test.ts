import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvOf } from "../../src/components/csv.ts";
import {
  countOf,
  formatCount,
  formatNumber,
  formatPoints,
  formatShare,
} from "../../src/components/format.ts";
import { formatCell } from "../../src/components/rows-table.ts";

test("counts have separated thousands", () => {
  expect(formatCount(1586)).toBe("1,586");
  expect(formatCount(-1586)).toBe("−1,586");
  expect(countOf(1, "persona")).toBe("1 persona");
  expect(countOf(1200, "persona")).toBe("1,200 personas");
});

test.each([
  [0, "0\u202f%"],
  [0.0003, "<0.1\u202f%"],
  [0.1234, "12.3\u202f%"],
  [-0.1234, "−12.3\u202f%"],
  [-0.0003, "−<0.1\u202f%"],
  [0.99971, ">99.9\u202f%"],
  [1, "100\u202f%"],
  [Number.NaN, "–"],
])("the share %s reads %s", (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test.each([
  [0.0123, "+1.2"],
  [-0.1, "−10.0"],
  [-0.0012, "−0.12"],
  [0.00001, "0"],
  [Number.NaN, "–"],
])("the difference %s reads %s", (difference, text) => {
  expect(formatPoints(difference)).toBe(text);
});

describe("formatNumber", () => {
  test.each([
    [0.08974, "0.0897"],
    [1234.5, "1,230"],
    [-2.345, "−2.35"],
    [0, "0"],
    [1e-7, "1e−7"],
  ])("%s reads %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test("never shows more than three significant digits", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e8, max: 1e8 }), (value) => {
        const [mantissa] = formatNumber(value).split("e");
        const digits = mantissa.replace(/[^0-9]/g, "").replace(/^0+/, "");
        expect(digits.replace(/0+$/, "").length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

test("cells read by their column's kind", () => {
  expect(formatCell(0.5, "share")).toBe("50.0\u202f%");
  expect(formatCell(null, "count")).toBe("–");
  expect(formatCell("<b>", "text")).toBe("<b>");
});

describe("csvOf", () => {
  const columns = [
    { key: "level", label: "Level", kind: "text" },
    { key: "n", label: "n", kind: "count" },
  ] as const;

  test("quotes what must be quoted and leaves nothing for null", () => {
    const rows = [
      { level: 'a "b", c', n: 3 },
      { level: "two\nlines", n: null },
    ];
    expect(csvOf(columns, rows)).toBe('level,n\r\n"a ""b"", c",3\r\n"two\nlines",\r\n');
  });
});
