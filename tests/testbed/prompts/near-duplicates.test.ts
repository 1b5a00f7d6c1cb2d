import fc from "fast-check";
import { expect, test } from "vitest";
import { nearDuplicates, similarPairs } from "../../../src/testbed/prompts/near-duplicates.ts";

// Runs of three words: "a b c", "b c d" against "a b c", "b c e": one of three in common.
test("similarity is the Jaccard index of runs of three words", () => {
  expect(similarPairs(["a b c d", "A b, c e!"], 0)).toEqual([{ a: 0, b: 1, similarity: 1 / 3 }]);
  expect(similarPairs(["a b c d", "e f g h"], 0)).toEqual([]);
});

test("pairs agree with comparing all with all", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c"), { minLength: 3, maxLength: 8 })
    .map((words) => words.join(" "));
  const runs = (t: string) => {
    const words = t.split(" ");
    return new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(" ")));
  };
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
      const expected = texts.flatMap((x, a) =>
        texts.flatMap((y, b) => {
          const [p, q] = [runs(x), runs(y)];
          const common = [...p].filter((run) => q.has(run)).length;
          const similarity = common / (p.size + q.size - common);
          return a < b && common > 0 && similarity >= 0.5 ? [`${a} ${b} ${similarity}`] : [];
        }),
      );
      const found = similarPairs(texts, 0.5).map((p) => `${p.a} ${p.b} ${p.similarity}`);
      expect(found.sort()).toEqual(expected.sort());
    }),
  );
});

test("of near-duplicates one stays, and what was near only to a dropped one stays too", () => {
  const texts = ["a b c d e", "a b c d e", "x y z"];
  expect([...nearDuplicates(texts, 0.9)]).toEqual([1]);
});
