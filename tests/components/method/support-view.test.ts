import { expect, test } from "vitest";
import { supportCodec } from "../../../src/components/method/support-view.ts";

const { read, write } = supportCodec(["party", "age", "sex"]);

test("the address has what differs from the default, and gives it back", () => {
  expect(write({ survey: "party", show: "gaps" })).toBe("");
  const view = { survey: "age", show: "shares" } as const;
  expect(write(view)).toBe("survey=age&show=shares");
  expect(read(write(view))).toEqual({ value: view, problems: [] });
});

test("what is not known is reported and left as by default", () => {
  const { value, problems } = read("survey=shoes&show=%3Cb%3E");
  expect(value).toEqual({ survey: "party", show: "gaps" });
  expect(problems).toEqual([
    '"shoes" is not a known value of "survey".',
    '"<b>" is not a known value of "show".',
  ]);
});
