import { describe, expect, it } from "vitest";
import { readThreeVariant } from "../../../../src/schema/bench-variants.ts";
import type { DesignOptions, Population } from "../../../../src/testbed/bench/design/item.ts";
import { designItems } from "../../../../src/testbed/bench/design/items.ts";
import { DESIGN } from "../small-truth.ts";

const NAMES = ["age", "sex", "race", "income", "religion", "big_five_scores"];
const OPTIONS: DesignOptions = {
  ...DESIGN,
  task: "loo_three",
  personas: 8,
  perPersona: 3,
  attributes: Object.fromEntries(
    NAMES.map((name) => [name, name === "big_five_scores" ? ["openness", "neuroticism"] : [name]]),
  ),
};
/** Income applies to ten of thirty personas, and religion to five. */
const POPULATION: Population = {
  personas: 30,
  topics: Array.from({ length: 60 }, (_, at) => `topic ${at % 4}`),
  applies: (persona, name) =>
    name === "income" ? persona < 10 : name === "religion" ? persona % 6 === 0 : true,
};

const othersOf = (variant: string) => variant.split(": ")[1].split(", ");

describe("leave one out of three", () => {
  const items = designItems(POPULATION, OPTIONS);

  it("asks each question with the attribute and three others, then without it", () => {
    expect(items.length % 2).toBe(0);
    for (let at = 0; at < items.length; at += 2) {
      const [shown, left] = items.slice(at, at + 2);
      const attribute = readThreeVariant(shown.variant)?.attribute as string;
      const others = othersOf(shown.variant);
      expect(readThreeVariant(left.variant)).toEqual({ kind: "without", attribute });
      expect(left).toMatchObject({ persona: shown.persona, prompt: shown.prompt });
      expect(othersOf(left.variant)).toEqual(others);
      expect(new Set([attribute, ...others]).size).toBe(4);
      const keys = (names: readonly string[]) => names.flatMap((name) => OPTIONS.attributes[name]);
      const visible = (hidden: readonly string[]) =>
        new Set(keys(NAMES).filter((key) => !hidden.includes(key)));
      expect(visible(shown.hidden)).toEqual(new Set(keys([attribute, ...others])));
      expect(visible(left.hidden)).toEqual(new Set(keys(others)));
    }
  });

  it("has as many personas as wanted for each attribute, where it applies to as many", () => {
    const personas = (name: string) =>
      new Set(
        items
          .filter(({ variant }) => readThreeVariant(variant)?.attribute === name)
          .map(({ persona }) => persona),
      );
    expect(NAMES.map((name) => personas(name).size)).toEqual([8, 8, 8, 8, 5, 8]);
    for (const persona of personas("income")) expect(persona).toBeLessThan(10);
    for (const persona of personas("religion")) expect(persona % 6).toBe(0);
    for (const { persona, variant } of items) {
      for (const name of othersOf(variant)) expect(POPULATION.applies?.(persona, name)).toBe(true);
    }
  });

  it("gives a persona the same others on all questions of an attribute", () => {
    const variants = new Map<string, Set<string>>();
    for (const { persona, variant } of items) {
      const key = `${persona} ${variant.split(":")[0]}`;
      variants.set(key, new Set([...(variants.get(key) ?? []), variant]));
    }
    expect([...variants.values()].every(({ size }) => size === 1)).toBe(true);
    expect(items).toHaveLength(2 * 3 * (5 * 8 + 5));
  });
});
