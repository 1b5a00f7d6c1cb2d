import { Dictionary, Float64, Int64, Table, Uint8, Utf8, vectorFromArray } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { answerOf, plainError } from "../../src/components/answer.ts";

describe("answerOf", () => {
  it("reads levels, big integers and sums as plain cells, with kinds to format them by", () => {
    const table = new Table({
      level: vectorFromArray(["b", "a", null], new Dictionary(new Utf8(), new Uint8())),
      n: vectorFromArray([1586n, 2n, null], new Int64()),
      sum: vectorFromArray([62458, 3, null], new Float64()),
      mean: vectorFromArray([0.5, 3, null], new Float64()),
    });
    const { columns, rows, milliseconds } = answerOf(table, 4);
    expect(columns.map(({ kind }) => kind)).toEqual(["text", "count", "count", "number"]);
    expect(rows[0]).toEqual({ level: "b", n: 1586, sum: 62458, mean: 0.5 });
    expect(rows[2]).toEqual({ level: null, n: null, sum: null, mean: null });
    expect(milliseconds).toBe(4);
  });

  it("keeps columns of one name apart", () => {
    const one = vectorFromArray(["x"], new Utf8());
    const { schema, batches } = new Table({ a: one, b: one });
    schema.fields[1] = schema.fields[0];
    expect(answerOf(new Table(schema, batches), 0).columns.map(({ key }) => key)).toEqual([
      "a",
      "a (2)",
    ]);
  });
});

describe("plainError", () => {
  it("unwraps JSON and keeps the line that is wrong", () => {
    const message = JSON.stringify({
      exception_type: "Parser",
      exception_message: 'syntax error at or near "SELEC"\n\nLINE 1: SELEC 1\n        ^',
      position: "0",
    });
    expect(plainError(new Error(message))).toBe(
      'Parser Error: syntax error at or near "SELEC"\nLINE 1: SELEC 1\n        ^',
    );
  });

  it.each([
    'Permission Error: Cannot access file "https://a.b/c" - file system operations are disabled by configuration',
    "Permission Error: Loading external extensions is disabled through configuration",
  ])("says what to do instead of reaching outside: %s", (message) => {
    expect(plainError(new Error(message))).toMatch(/query the table personas/);
  });
});
