import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvRows } from "../../../../src/testbed/datasets/csv-rows.ts";
import type { TopicLabel } from "../../../../src/testbed/prompts/topic-classifier.ts";
import {
  labelFile,
  labelledCsv,
  labelRows,
  topicCounts,
} from "../../../../src/testbed/prompts/topics/label-rows.ts";

/** Texts with "gun" are on guns. */
const label = (text: string): TopicLabel => ({
  topic: text.includes("gun") ? "guns" : null,
  nearest: text.includes("gun") ? "guns" : null,
  confidence: text.includes("gun") ? 0.75 : 0.01,
});
const read = (text: string, column = "text") => labelRows(text, "p.csv", column, label);

describe("labelRows", () => {
  test("labels each row by the column of texts, and keeps the others", () => {
    const { header, rows, skipped } = read("id,text\n1,a gun\n2,hello\n");
    expect(header).toEqual(["id", "text"]);
    expect(rows).toEqual([
      { row: 2, fields: ["1", "a gun"], topic: "guns", nearest: "guns", confidence: 0.75 },
      { row: 3, fields: ["2", "hello"], topic: null, nearest: null, confidence: 0.01 },
    ]);
    expect(skipped).toEqual([]);
  });

  test("names and counts rows without a text or with a field too many", () => {
    const { rows, skipped } = read("id,text\n1,a gun\n2,\n3,a,b\n4,hello\n5,  \n");
    expect(rows.map(({ row }) => row)).toEqual([2, 5]);
    expect(skipped).toEqual([
      { reason: "nothing in column text (row 3: empty; row 6: empty)", count: 2 },
      { reason: "not 2 fields (row 4: 3 fields)", count: 1 },
    ]);
  });

  test.each([
    ["", "text", "p.csv, row 1: expected a column text, found an empty file"],
    ["id,prompt\n", "text", "expected a column text, found id, prompt; name the column"],
    ["text,text\n", "text", "column text is there twice"],
    ["text,topic\n", "text", "there is a column topic already"],
    ['text\n"open', "text", "p.csv, row 2: a quote is opened"],
  ])("%j: says what is wrong", (text, column, message) => {
    expect(() => read(text, column)).toThrow(message);
  });

  test("a file that is not there is named with what to give", async () => {
    await expect(labelFile("no-such.csv", "prompt", label)).rejects.toThrow(
      "no-such.csv is missing; give a CSV file with a column prompt",
    );
  });
});

describe("labelledCsv", () => {
  test("has the labels in three more columns", () => {
    expect(labelledCsv(read('id,text\n1,"a gun, or two"\n2,hello\n'))).toBe(
      'id,text,topic,confidence,nearest\n1,"a gun, or two",guns,0.7500,guns\n2,hello,none,0.0100,none\n',
    );
  });

  test("is read back with the fields as they were", () => {
    const field = fc.string().filter((text) => !text.includes("\0") && text.trim() !== "");
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field), { minLength: 1 }), (pairs) => {
        const rows = pairs.map((fields, i) => ({ row: i + 2, fields, ...label("") }));
        const text = labelledCsv({ header: ["id", "text"], rows, skipped: [] });
        const back = [...csvRows(text, "p.csv")].slice(1).map(({ fields }) => fields.slice(0, 2));
        expect(back).toEqual(pairs);
      }),
    );
  });
});

test("topicCounts: the most frequent first, then by name, none last", () => {
  const of = (topic: string | null) => ({ topic, nearest: topic, confidence: 1 });
  expect(topicCounts([null, null, null, "b", "c", "c", "a"].map(of))).toEqual([
    { topic: "c", rows: 2 },
    { topic: "a", rows: 1 },
    { topic: "b", rows: 1 },
    { topic: "none", rows: 3 },
  ]);
});
