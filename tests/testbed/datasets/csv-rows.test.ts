import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvOf } from "../../../src/components/csv.ts";
import { csvRows } from "../../../src/testbed/datasets/csv-rows.ts";

const fieldsOf = (text: string) => [...csvRows(text, "x.csv")].map(({ fields }) => fields);

describe("csvRows", () => {
  it("reads quotes, doubled quotes, commas and line breaks", () => {
    expect(fieldsOf('a,"b, c","d ""e"""\r\n"f\ng",,h\n')).toEqual([
      ["a", "b, c", 'd "e"'],
      ["f\ng", "", "h"],
    ]);
  });

  it("passes over a byte order mark, empty lines and spaces around fields, and counts the rows", () => {
    const rows = [...csvRows('\uFEFFa , b\n\n  \n c, "d" ,\n', "x.csv")];
    expect(rows).toEqual([
      { row: 1, fields: ["a", "b"] },
      { row: 4, fields: ["c", "d", ""] },
    ]);
    expect(fieldsOf("")).toEqual([]);
  });

  it("names the row of a quote that is not closed, or of text after one", () => {
    expect(() => fieldsOf('a,b\n1,"2\n3,4\n')).toThrow("x.csv, row 2: a quote is opened and never");
    expect(() => fieldsOf('a,b\n"1"2,3\n')).toThrow(
      "row 2: expected a comma or the end of the line",
    );
  });

  it("reads back what the site's charts write", () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "é", "x") });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), (table) => {
        const columns = ["p", "q"].map((key) => ({ key, label: key, kind: "text" as const }));
        const written = csvOf(
          columns,
          table.map(([p, q]) => ({ p, q })),
        );
        expect(fieldsOf(written)).toEqual([["p", "q"], ...table]);
      }),
    );
  });
});
