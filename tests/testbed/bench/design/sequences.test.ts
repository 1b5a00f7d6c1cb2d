import { describe, expect, it } from "vitest";
import type { Item } from "../../../../src/testbed/bench/design/item.ts";
import { designItems } from "../../../../src/testbed/bench/design/items.ts";
import { DESIGN } from "../small-truth.ts";

const population = {
  personas: 30,
  topics: Array.from({ length: 60 }, (_, at) => `topic ${at % 4}`),
};
const items = designItems(population, {
  ...DESIGN,
  ...{ task: "drift", personas: 9, perPersona: 6, anchorEvery: 4 },
});

describe("the design of drift", () => {
  const variants = ["", "key-order", "format", "paraphrase", "sequence", "re-anchored every 4"];
  const of = (persona: number, variant: string) =>
    items.filter((item) => item.persona === persona && item.variant === variant);
  const prompts = (list: readonly Item[]) => list.map(({ prompt }) => prompt);

  it("asks each question afresh, in other wordings, and in both conversations", () => {
    const personas = [...new Set(items.map(({ persona }) => persona))];
    expect(personas).toHaveLength(9);
    expect(items).toHaveLength(9 * 6 * variants.length);
    for (const persona of personas) {
      const questions = prompts(of(persona, ""));
      expect(new Set(questions).size).toBe(6);
      for (const variant of variants) expect(prompts(of(persona, variant))).toEqual(questions);
    }
  });

  it("numbers turns from one, in the order in which they are asked", () => {
    const [{ persona }] = items;
    const turns = (variant: string) => of(persona, variant).map(({ attempt }) => attempt);
    for (const variant of variants.slice(0, 4)) expect(turns(variant)).toEqual(Array(6).fill(0));
    for (const variant of variants.slice(4)) expect(turns(variant)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("draws the order of the turns, so that no question is always early", () => {
    const sorted = [...new Set(items.map(({ persona }) => persona))].filter((persona) => {
      const asked = prompts(of(persona, "sequence"));
      return asked.every((prompt, at) => at === 0 || asked[at - 1] < prompt);
    });
    // By chance one in 720.
    expect(sorted.length).toBeLessThan(2);
  });
});
