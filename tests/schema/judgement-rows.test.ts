import { describe, expect, it } from "vitest";
import { JUDGEMENT_KEYS, positionOf } from "../../src/schema/judgement.ts";
import { mergeJudgements } from "../../src/schema/judgement-merge.ts";
import { readJudgements, rowFaultLine } from "../../src/schema/judgement-rows.ts";
import { judgement } from "./judgements.ts";

const json = (...judgements: unknown[]) =>
  JSON.stringify({ format: "persona-atlas-judgements", version: 1, judgements });
const HEADER = JUDGEMENT_KEYS.join(",");
const LINE = "s1,p00001,q0001,ann,person,q0001-1,q0001-2,a,false,2,,4.5";
const csv = (...lines: string[]) => [HEADER, ...lines].join("\r\n");
const faultsOf = (text: string) => readJudgements(text, "f").faults.map(rowFaultLine);

describe("readJudgements", () => {
  it("reads JSON, a bare list of rows, and CSV alike", () => {
    for (const text of [json(judgement()), JSON.stringify([judgement()]), csv(LINE)]) {
      const file = readJudgements(text, "f");
      expect(file.faults).toEqual([]);
      expect(file.judgements.map((placed) => placed.judgement)).toEqual([judgement()]);
    }
  });

  it("keeps markup and formulas in reasons as the text that they are", () => {
    const reason = '<img src=x onerror="alert(1)"> "quoted", \nnext line';
    const text = csv(LINE.replace(",2,,", `,2,"${reason.replaceAll('"', '""')}",`));
    expect(readJudgements(text, "f").judgements[0].judgement.reason).toBe(reason);
    const formula = csv(LINE.replace(",2,,", ",2,'=1+1,"));
    expect(readJudgements(formula, "f").judgements[0].judgement.reason).toBe("=1+1");
  });

  it.each([
    ["preferred", "c", 'expected one of a, b, tie, found "c"'],
    ["rater", "", "expected a value, found nothing"],
    ["rater_kind", "robot", 'expected one of person, model, found "robot"'],
    ["confidence", "7", 'expected one of 1, 2, 3 or nothing, found "7"'],
    ["seconds", "-1", 'expected a number of zero or more, found "-1"'],
    ["order_swapped", "perhaps", 'expected one of true, false, found "perhaps"'],
    ["response_b", "q0001-1", "expected another answer than response_a"],
  ])("names the row and column %s", (column, value, message) => {
    const fields = LINE.split(",");
    fields[JUDGEMENT_KEYS.indexOf(column as (typeof JUDGEMENT_KEYS)[number])] = value;
    expect(faultsOf(csv(LINE.replace("ann", "bob"), fields.join(",")))).toEqual([
      `f, row 3, column ${column}: ${message}`,
    ]);
    const row = { ...judgement(), [column]: value };
    expect(faultsOf(json(judgement({ rater: "bob" }), row))).toEqual([
      `f, row 2, column ${column}: ${message}`,
    ]);
  });

  it("names rows that are none, and columns that are missing, twice, or not known", () => {
    expect(faultsOf(csv(LINE, "only,three,fields"))).toEqual([
      "f, row 3: expected 12 fields, found 3",
    ]);
    expect(faultsOf(json(judgement(), 7))).toEqual(["f, row 2: expected an object"]);
    expect(faultsOf("rater,preferred\nann,a")[0]).toContain(
      "row 1: expected the columns persona_id",
    );
    expect(faultsOf(`${HEADER},rater\n${LINE},ann`)).toEqual([
      'f, row 1: column "rater" is there twice',
    ]);
    expect(readJudgements(`${HEADER},mood\n${LINE},good`, "f").otherColumns).toEqual(["mood"]);
  });

  it("says what is wrong with a file as a whole", () => {
    expect(faultsOf(json(judgement()).slice(0, -5))[0]).toContain("is no JSON");
    expect(faultsOf('{"format":"other"}')[0]).toContain("expected an export of the annotate page");
    expect(faultsOf('{"format":"persona-atlas-judgements","version":9}')[0]).toContain("found 9");
    expect(faultsOf(csv(`${LINE}`, '"open'))[0]).toContain("a quote is opened and never closed");
    expect(faultsOf("")[0]).toContain("row 1: expected the columns");
  });

  it("holds a position against what it follows from", () => {
    expect(faultsOf(json({ ...judgement(), position: 0 }))).toEqual([]);
    expect(faultsOf(json({ ...judgement(), position: 1 }))[0]).toContain("column position");
    expect(positionOf({ preferred: "a", order_swapped: true })).toBe(1);
    expect(positionOf({ preferred: "b", order_swapped: true })).toBe(0);
    expect(positionOf({ preferred: "tie", order_swapped: true })).toBeNull();
  });
});

describe("mergeJudgements", () => {
  const known = {
    personas: new Set(["p00001"]),
    prompts: new Set(["q0001", "q0002"]),
    responses: new Map([
      ["q0001-1", { prompt: "q0001", position: 0 }],
      ["q0001-2", { prompt: "q0001", position: 1 }],
      ["q0002-1", { prompt: "q0002", position: 1 }],
      ["q0002-2", { prompt: "q0002", position: 0 }],
    ]),
  };
  const merge = (...rows: unknown[][]) =>
    mergeJudgements(
      rows.map((of, at) => readJudgements(json(...of), `f${at + 1}`)),
      known,
    );

  it("takes a row once that two files have, and says how often", () => {
    const merged = merge([judgement(), judgement({ rater: "bob" })], [judgement()]);
    expect(merged.judgements.map(({ rater }) => rater)).toEqual(["ann", "bob"]);
    expect(merged).toMatchObject({ rows: 3, repeated: 1, faults: [] });
  });

  it("leaves it to a person which of two that differ holds", () => {
    const merged = merge([judgement()], [judgement({ preferred: "b" })]);
    expect(merged.judgements).toHaveLength(1);
    expect(merged.faults.map(rowFaultLine)).toEqual([
      "f2, row 1, column preferred: ann judged p00001 on q0001 otherwise in f1, row 1; keep one of the two",
    ]);
  });

  it("keeps studies apart", () => {
    expect(merge([judgement()], [judgement({ study: "s2" })]).judgements).toHaveLength(2);
  });

  it.each([
    [{ persona_id: "p9" }, "persona_id", "not in the dataset’s personas"],
    [{ prompt_id: "q9" }, "prompt_id", "not in the dataset’s prompts"],
    [{ response_a: "q9-1" }, "response_a", "not in the dataset’s responses"],
    [{ response_b: "q0002-2" }, "response_b", "an answer to q0002"],
    [{ order_swapped: true }, "order_swapped", "q0001-1 is of position 0"],
  ])("names what the dataset does not know: %o", (changes, column, message) => {
    const { judgements, faults } = merge([judgement(changes)]);
    expect(judgements).toEqual([]);
    expect(faults[0]).toMatchObject({ file: "f1", row: 1, column });
    expect(faults[0].message).toContain(message);
  });

  it("counts every row as a judgement, a repetition or a fault", () => {
    const merged = merge([judgement(), 7, judgement(), judgement({ persona_id: "x" })]);
    expect(merged.rows).toBe(merged.judgements.length + merged.repeated + merged.faults.length);
  });
});
