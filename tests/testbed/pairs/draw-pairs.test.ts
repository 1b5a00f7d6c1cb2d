import fc from "fast-check";
import { expect, test } from "vitest";
import type { CodedFeedback } from "../../../src/schema/feedback-tables.ts";
import { seeded } from "../../../src/stats/random.ts";
import { drawPairs } from "../../../src/testbed/pairs/draw-pairs.ts";
import { feedbackOf } from "./small-pairs.ts";

const count = (values: Iterable<number>) => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

test("each persona gets the wanted number, each pair a partner on the same prompt", () => {
  const setting = fc.record({
    personas: fc.integer({ min: 15, max: 40 }),
    perPersona: fc.integer({ min: 1, max: 12 }),
    seed: fc.integer({ min: 0, max: 1000 }),
  });
  fc.assert(
    fc.property(setting, ({ personas, perPersona, seed }) => {
      const { n, persona, prompt } = feedbackOf(personas, 60, seed);
      const { rows, partners } = drawPairs(
        feedbackOf(personas, 60, seed),
        perPersona,
        seeded(seed),
      );
      expect(rows.length).toBe(personas * perPersona);
      expect(new Set(rows).size).toBe(rows.length);
      expect([...count(rows.map((row) => persona[row])).values()]).toEqual(
        new Array(personas).fill(perPersona),
      );
      const pairsOn = count(rows.map((row) => prompt[row]));
      const lent = count(partners);
      rows.forEach((row, pair) => {
        expect(prompt[partners[pair]]).toBe(prompt[row]);
        expect(persona[partners[pair]]).not.toBe(persona[row]);
        // In a circle of two or more everybody's rewrite is lent once.
        if (pairsOn.get(prompt[row])! > 1) expect(lent.get(row)).toBe(1);
      });
      expect(Math.max(...rows)).toBeLessThan(n);
    }),
    { numRuns: 40 },
  );
});

/** Two personas on prompts 0 to 9, the first alone on prompts 10 to 14. */
const two: CodedFeedback = (() => {
  const rows = [
    ...Array.from({ length: 15 }, (_, p) => [0, p]),
    ...Array.from({ length: 10 }, (_, p) => [1, p]),
  ];
  const none = new Uint8Array(rows.length);
  return {
    n: rows.length,
    persona: Uint32Array.from(rows, ([persona]) => persona),
    prompt: Uint16Array.from(rows, ([, prompt]) => prompt),
    choice: none,
    swapped: none,
    split: none,
    utility: new Float32Array(rows.length),
  };
})();

test("a prompt that nobody else judged gets no pair", () => {
  const { rows, partners } = drawPairs(two, 10, seeded(1));
  expect([...rows].map((row) => two.prompt[row])).toEqual([
    ...Array.from({ length: 10 }, (_, k) => k),
    ...Array.from({ length: 10 }, (_, k) => k),
  ]);
  expect([...partners]).toEqual([...rows.slice(10), ...rows.slice(0, 10)]);
});

test("one alone on a prompt among the pairs gets a partner from the feedback", () => {
  const { rows, partners } = drawPairs(two, 1, seeded(2));
  rows.forEach((row, pair) => {
    expect(two.prompt[partners[pair]]).toBe(two.prompt[row]);
    expect(two.persona[partners[pair]]).toBe(1 - two.persona[row]);
  });
});

test("more pairs than shared prompts are refused", () => {
  expect(() => drawPairs(two, 11, seeded(1))).toThrow(
    "a persona judged 10 prompts that others judged too, fewer than the 11 pairs wanted",
  );
});
