import { expect, test } from "vitest";
import { valueSource } from "../../../src/components/personas/value-source.ts";
import { personasOf } from "../personas-of.ts";

const personas = personasOf(2, 1);
const words = (textsBy: readonly string[] | undefined, person: number) =>
  ["age", "religion", "lifestyle", "core_values"].map(
    (key) => valueSource({ ...personas, textsBy }, key, person).word,
  );

test("where no model wrote, the source is the attribute's", () => {
  expect(words(undefined, 0)).toEqual(["census", "survey", "written", "written"]);
});

test("where a model wrote for some, its texts are told from the templates', by persona", () => {
  expect(words(["", "some <b>model</b>"], 0)).toEqual(["census", "survey", "template", "template"]);
  expect(words(["", "some <b>model</b>"], 1)).toEqual(["census", "survey", "model", "template"]);
  expect(valueSource({ ...personas, textsBy: ["", "x"] }, "lifestyle", 1).phrase).toBe(
    "written by the language model x",
  );
});
