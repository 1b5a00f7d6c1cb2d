import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cosines,
  meanVector,
  ofUnitLength,
  type TextVector,
  textVectors,
} from "../../../../src/testbed/prompts/topics/text-vectors.ts";

describe("textVectors", () => {
  const vectorOf = textVectors(["tax tax bread", "tax cheese"]);

  // Of 2 documents tax is in 2: ln(3/3) = 0. Bread is in 1: ln(3/2), twice in the text: × (1 + ln 2).
  // Olive is in none: ln(3/1). Then both are divided by their length.
  test("weighs by count and rarity; a word of every document weighs nothing", () => {
    const [bread, olive] = [(1 + Math.log(2)) * Math.log(1.5), Math.log(3)];
    const length = Math.sqrt(bread ** 2 + olive ** 2);
    const vector = vectorOf("tax bread olive bread");
    expect(vector.get("tax")).toBe(0);
    expect(vector.get("bread")).toBeCloseTo(bread / length, 12);
    expect(vector.get("olive")).toBeCloseTo(olive / length, 12);
  });

  test("no words give no weights, and only common ones a vector of no length", () => {
    expect(vectorOf("").size).toBe(0);
    expect([...vectorOf("tax")]).toEqual([["tax", 0]]);
  });

  test("a vector has unit length, in whatever order its words come", () => {
    const words = fc.array(fc.constantFrom("bread", "cheese", "olive", "tax"), { minLength: 1 });
    fc.assert(
      fc.property(words, (list) => {
        const vector = vectorOf(list.join(" "));
        const squares = [...vector.values()].reduce((sum, weight) => sum + weight ** 2, 0);
        expect(squares).toBeCloseTo(list.some((word) => word !== "tax") ? 1 : 0, 12);
        const back = vectorOf(list.toReversed().join(" "));
        for (const [word, weight] of vector) expect(back.get(word)).toBeCloseTo(weight, 12);
      }),
    );
  });
});

// (3, 0) and (0, 4) have the mean (1.5, 2) of length 2.5: (0.6, 0.8).
test("a mean of vectors, at unit length", () => {
  const mean = meanVector([new Map([["a", 3]]), new Map([["b", 4]])]);
  expect([...mean]).toEqual([
    ["a", 1.5],
    ["b", 2],
  ]);
  expect(ofUnitLength(mean)).toEqual(
    new Map([
      ["a", 0.6],
      ["b", 0.8],
    ]),
  );
});

test("cosines are the sums of products, word by word", () => {
  const vector = fc
    .dictionary(fc.constantFrom("a", "b", "c", "d"), fc.integer({ min: 1, max: 9 }))
    .map((weights): TextVector => ofUnitLength(new Map(Object.entries(weights))));
  fc.assert(
    fc.property(fc.array(vector, { maxLength: 5 }), vector, (vectors, text) => {
      const products = vectors.map((each) =>
        [...text].reduce((sum, [word, weight]) => sum + weight * (each.get(word) ?? 0), 0),
      );
      const found = cosines(vectors)(text);
      expect(found.length).toBe(vectors.length);
      products.forEach((product, i) => {
        expect(found[i]).toBeCloseTo(product, 12);
      });
    }),
  );
});
