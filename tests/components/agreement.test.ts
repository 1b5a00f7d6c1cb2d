import { describe, expect, test } from "vitest";
import { compareRows } from "../../src/components/agreement.ts";

const columns = [
  { key: "level", label: "Level", kind: "text" },
  { key: "n", label: "n", kind: "count" },
  { key: "share", label: "Share", kind: "share" },
] as const;
const shown = [
  { level: "a", n: 3, share: 0.75 },
  { level: "b", n: 1, share: 0.25 },
  { level: "c", n: 0, share: 0 },
];

describe("compareRows", () => {
  test("agrees in any order, with other columns, and without rows of zero", () => {
    const answer = [
      { n: 1, level: "b", extra: 1 },
      { n: 3, level: "a", extra: 2 },
    ];
    expect(compareRows(columns, shown, answer)).toEqual({ equal: true, rows: 2 });
  });

  test.each([
    [
      "another count",
      [
        { level: "a", n: 2 },
        { level: "b", n: 1 },
      ],
      /a: the chart shows 3/,
    ],
    ["a missing level", [{ level: "a", n: 3 }], /b: the chart shows 1, the query nothing/],
    [
      "a further level",
      [
        { level: "a", n: 3 },
        { level: "b", n: 1 },
        { level: "d", n: 1 },
      ],
      /d: the chart shows nothing/,
    ],
    ["no counts", [{ level: "a", total: 3 }], /no column of counts/],
  ])("differs on %s", (_, answer, reason) => {
    expect(compareRows(columns, shown, answer)).toEqual({
      equal: false,
      reason: expect.stringMatching(reason),
    });
  });
});
