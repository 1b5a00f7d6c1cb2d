import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STOP_WORDS } from "../../../../src/testbed/prompts/topics/stop-words.ts";
import { wordsOf } from "../../../../src/testbed/prompts/topics/words.ts";

describe("wordsOf", () => {
  test.each([
    ["plurals", "Guns and policies", ["gun", "policy"]],
    ["what only looks like a plural", "class campus gas", ["class", "campus", "gas"]],
    ["possessives", "the state's farmers' dogs", ["state", "farmer", "dog"]],
    ["curly apostrophes", "You don’t own the nation’s flag", ["nation", "flag"]],
    ["accents", "Café à la carte", ["cafe", "la", "carte"]],
    ["hyphens and slashes", "pro-life/pro-choice", ["pro", "life", "pro", "choice"]],
    ["numbers and single letters", "7 of 10 in W. Virginia, 1863", ["virginia"]],
    ["other alphabets", "Что такое закон?", ["что", "такое", "закон"]],
    ["stop words alone", "Should you do this? What would be better?", []],
  ])("%s", (_, text, words) => {
    // "own" is a stop word.
    expect(wordsOf(text)).toEqual(words);
  });

  test("words of two texts are those of one and the other", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(wordsOf(`${one} . ${other}`)).toEqual([...wordsOf(one), ...wordsOf(other)]);
      }),
    );
  });

  test("stop words are as texts have them, in lower case and without apostrophes", () => {
    for (const word of STOP_WORDS) expect(word).toMatch(/^[a-z]+$/);
  });
});
