import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ANY,
  type ConditionalTable,
  countTable,
} from "../../../src/testbed/census/conditional-table.ts";
import { formatTable, parseTable } from "../../../src/testbed/census/table-file.ts";
import { type CodedRows, codedRows } from "./tables-of.ts";

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

const tableOf = (rows: CodedRows, minimum: number, weights = rows.weights): ConditionalTable =>
  countTable("child", rows.child, rows.levels, rows.parents, weights, minimum);

/** Whether a row's parents are listed levels first and "any" from some parent on. */
const isPrefix = (parents: readonly number[]) => {
  const first = parents.indexOf(ANY);
  return first < 0 || parents.slice(first).every((level) => level === ANY);
};

describe("countTable", () => {
  test("counts by hand, thin combinations pooled with their like", () => {
    // x = 0 has 3 persons with y = 0 and 1 with y = 1; x = 1 has one person: with a minimum of 2
    // the last two are pooled, (0, 1) within x = 0 and then, still thin, with x = 1.
    const table = countTable(
      "z",
      Uint8Array.of(0, 1, 1, 0, 1),
      2,
      [
        { name: "x", levels: 2, codes: Uint8Array.of(0, 0, 0, 0, 1) },
        { name: "y", levels: 2, codes: Uint8Array.of(0, 0, 0, 1, 0) },
      ],
      Float64Array.of(10, 20, 30, 5, 7),
      2,
    );
    expect(table.rows.map(({ parents, counts }) => [parents, [...counts]])).toEqual([
      [
        [0, 0],
        [10, 50],
      ],
      [
        [ANY, ANY],
        [5, 7],
      ],
    ]);
    expect(table).toMatchObject({ parents: ["x", "y"], parentLevels: [2, 2], n: 5 });
  });

  test("pooling loses no weight of any child level", () => {
    fc.assert(
      fc.property(codedRows, fc.integer({ min: 1, max: 40 }), (rows, minimum) => {
        const { rows: cells } = tableOf(rows, minimum);
        for (let level = 0; level < rows.levels; level++) {
          const expected = sum(rows.weights.filter((_, row) => rows.child[row] === level));
          expect(sum(cells.map(({ counts }) => counts[level]))).toBe(expected);
        }
      }),
    );
  });

  test("combinations of enough persons stand alone, and only thin ones are pooled", () => {
    fc.assert(
      fc.property(codedRows, fc.integer({ min: 1, max: 12 }), (rows, minimum) => {
        // With weights of one a row's counts are its persons.
        const table = tableOf(rows, minimum, new Float64Array(rows.child.length).fill(1));
        const persons = new Map<string, number>();
        rows.child.forEach((_, row) => {
          const key = rows.parents.map(({ codes }) => codes[row]).join();
          persons.set(key, (persons.get(key) ?? 0) + 1);
        });
        const alone = new Map(
          table.rows.map(({ parents, counts }) => [parents.join(), sum(counts)]),
        );
        expect(alone.size).toBe(table.rows.length);
        if (rows.parents.length === 0) return;
        for (const [key, count] of persons) {
          expect(alone.get(key)).toBe(count >= minimum ? count : undefined);
        }
        for (const { parents, counts } of table.rows) {
          expect(isPrefix(parents)).toBe(true);
          if (parents[0] !== ANY) expect(sum(counts)).toBeGreaterThanOrEqual(minimum);
        }
      }),
    );
  });
});

describe("a table's file", () => {
  test("gives the table back", () => {
    fc.assert(
      fc.property(codedRows, fc.integer({ min: 1, max: 20 }), (rows, minimum) => {
        const table = tableOf(rows, minimum);
        expect(parseTable(formatTable(table, ["Counts", "year: 2024"]), "t.csv")).toEqual(table);
      }),
    );
  });

  const good = "# n: 3 sampled persons\n# levels: 2; parent levels: 2\nx,z\n0,0:2\n*,1:1\n";

  test("reads by its form", () => {
    const { rows, n, key } = parseTable(good, "t.csv");
    expect([n, key]).toEqual([3, "z"]);
    expect(rows.map(({ parents, counts }) => [parents[0], ...counts])).toEqual([
      [0, 2, 0],
      [ANY, 0, 1],
    ]);
  });

  test.each([
    ["a parent level beyond its list", good.replace("0,0:2", "2,0:2"), 4],
    ["a parent that is no level", good.replace("0,0:2", "x,0:2"), 4],
    ["a child level beyond its list", good.replace("1:1", "2:1"), 5],
    ["a count of nothing", good.replace("1:1", "1:0"), 5],
    ["a count that is no number", good.replace("0:2", "0:many"), 4],
    ["a cell too many", good.replace("0,0:2", "0,0,0:2"), 4],
    ["a header that is not that of its levels", good.replace("x,z", "x,y,z"), 3],
  ])("refuses %s, naming file and line", (_, text, line) => {
    expect(() => parseTable(text, "t.csv")).toThrow(`t.csv, line ${line}: expected`);
  });

  test.each(["", "# n: 3 sampled persons\n", good.split("\n").slice(0, 3).join("\n")])(
    "refuses a file without rows",
    (text) => {
      expect(() => parseTable(text, "t.csv")).toThrow("t.csv: holds no table");
    },
  );
});
