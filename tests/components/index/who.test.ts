import { describe, expect, it } from "vitest";
import { who } from "../../../src/components/who.ts";
import { attributeOf } from "../../../src/schema/attributes.ts";
import type { CodedPersonas } from "../../../src/schema/tables.ts";

function one(sex: string, age: number, state: string, status: string, title: string) {
  const code = (key: string, level: string) =>
    Uint8Array.of(attributeOf(key).levels.indexOf(level));
  const personas: CodedPersonas = {
    n: 1,
    codes: {
      sex: code("sex", sex),
      state: code("state", state),
      employment_status: code("employment_status", status),
    },
    numbers: { age: Int32Array.of(age) },
    texts: { occupation: [title] },
  };
  return who(personas, 0, { "Registered nurses": "registered nurse" });
}

describe("who", () => {
  it.each([
    [
      "Female",
      43,
      "Ohio",
      "Employed, at work",
      "Registered nurses",
      "Woman, 43, registered nurse, Ohio",
    ],
    ["Male", 9, "Texas", "Not applicable", "Not applicable", "Boy, 9, Texas"],
    ["Female", 17, "Maine", "Not in labor force", "Not applicable", "Girl, 17, Maine"],
    ["Male", 71, "Maine", "Not in labor force", "Cashiers", "Man, 71, not working, Maine"],
    ["Male", 30, "Iowa", "Unemployed", "Cashiers", "Man, 30, unemployed, Iowa"],
    [
      "Female",
      50,
      "Utah",
      "Employed, not at work",
      "A title without a name",
      "Woman, 50, working, Utah",
    ],
  ])("%s %i %s %s %s", (sex, age, state, status, title, line) => {
    expect(one(sex, age, state, status, title)).toBe(line);
  });
});
