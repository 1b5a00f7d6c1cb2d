import { expect, test } from "vitest";
import { readAnswer } from "../../../src/testbed/lm/read-answer.ts";
import { CHOICE_SCHEMA } from "./calls.ts";

test("the last object that fits is the answer", () => {
  const text = '{"choice":"a","question":"q"} No: {"choice":"b","question":"q"} See [1], {"x":1}.';
  expect(readAnswer(text, CHOICE_SCHEMA)).toEqual({ value: { choice: "b", question: "q" } });
});

test("a problem says what is wrong with the last object", () => {
  expect(readAnswer('{"choice":"c","question":"q"}', CHOICE_SCHEMA)).toEqual({
    problem: 'choice: Invalid option: expected one of "a"|"b"',
  });
  expect(readAnswer("a", CHOICE_SCHEMA)).toEqual({
    problem: "there is no complete JSON object in it",
  });
});

test("a field more than was asked for is no fault, also within a field", () => {
  const said = { choice: "a", question: "q", confidence: 0.9 };
  expect(readAnswer(JSON.stringify(said), CHOICE_SCHEMA)).toEqual({ value: said });
  const nested = { type: "object", properties: { of: CHOICE_SCHEMA }, additionalProperties: false };
  expect(readAnswer(JSON.stringify({ of: said }), nested)).toEqual({ value: { of: said } });
  expect(readAnswer('{"of":{"choice":"a"}}', nested)).toHaveProperty("problem");
});
