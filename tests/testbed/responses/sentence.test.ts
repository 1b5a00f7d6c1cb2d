import fc from "fast-check";
import { expect, test } from "vitest";
import {
  commonWords,
  contracted,
  insideSentence,
  led,
  wordCount,
} from "../../../src/testbed/responses/sentence.ts";

const common = commonWords([
  "The schools of a city teach children.",
  "Children learn, and may ask. Congress may not.",
  "Members of Congress visit schools in May.",
]);

test("words with a capital inside a sentence are names, whatever else they are", () => {
  expect(insideSentence("Schools matter.", common)).toBe("schools matter.");
  expect(insideSentence("Congress acts.", common)).toBeNull();
  expect(insideSentence("May is warm.", common)).toBeNull();
  expect(insideSentence("Unknown words stay.", common)).toBeNull();
});

test("a phrase with a comma lowers what follows, one with a colon does not", () => {
  expect(led("Moreover,", "Children learn.", common)).toBe("Moreover, children learn.");
  expect(led("Moreover,", "Congress acts.", common)).toBeNull();
  expect(led("It is clear:", "Congress acts.", common)).toBe("It is clear: Congress acts.");
  expect(led("", "Congress acts.", common)).toBe("Congress acts.");
});

test("contractions spare what would read badly", () => {
  expect(contracted("It is so. They do not, and cannot.")).toBe("It's so. They don't, and can't.");
  expect(contracted("How one feels about it is beside the point.")).toBe(
    "How one feels about it is beside the point.",
  );
});

test("words are what white space of any kind keeps apart", () => {
  expect(wordCount("")).toBe(0);
  expect(wordCount(" One  two\nthree-four. ")).toBe(3);
  const letters = fc.constantFrom("a", "é", "-", "\u{1f600}", " ", "\t", "\n", "\u00a0", "\u2003");
  fc.assert(
    fc.property(fc.string({ unit: letters }), (text) => {
      expect(wordCount(text)).toBe(text.split(/\s+/).filter(Boolean).length);
    }),
  );
});
