import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TASKS } from "../../../../src/schema/bench.ts";
import { PERTURBATIONS } from "../../../../src/schema/bench-variants.ts";
import type { DesignOptions } from "../../../../src/testbed/bench/design/item.ts";
import { designItems } from "../../../../src/testbed/bench/design/items.ts";
import { UserError } from "../../../../src/testbed/user-error.ts";
import { DESIGN } from "../small-truth.ts";

const topicsOf = (prompts: number, topics: number) =>
  Array.from({ length: prompts }, (_, at) => `topic ${at % topics}`);

const count = <T>(list: readonly T[]) => {
  const counts = new Map<T, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
};

const spread = (counts: Map<unknown, number>) =>
  Math.max(...counts.values()) - Math.min(...counts.values());

const POPULATION = { personas: 30, topics: topicsOf(60, 4) };
const OPTIONS: DesignOptions = {
  ...DESIGN,
  perPersona: 7,
  attempts: 3,
  attributes: { age: ["age"], big_five_scores: ["openness", "extraversion"] },
  utility: (persona, prompt) => ((persona * 7 + prompt * 11) % 13) - 6,
};

describe("the main task", () => {
  it("asks each persona different prompts, used as evenly as can be", () => {
    const design = fc
      .record({
        personas: fc.integer({ min: 1, max: 25 }),
        prompts: fc.integer({ min: 1, max: 20 }),
      })
      .chain((size) =>
        fc.record({
          size: fc.constant(size),
          perPersona: fc.integer({ min: 1, max: size.prompts }),
          seed: fc.nat(1000),
        }),
      );
    fc.assert(
      fc.property(design, ({ size, perPersona, seed }) => {
        const population = { personas: size.personas, topics: topicsOf(size.prompts, 3) };
        const items = designItems(population, { ...DESIGN, perPersona, seed });
        expect(items).toHaveLength(size.personas * perPersona);
        for (let persona = 0; persona < size.personas; persona++) {
          const own = items.filter((item) => item.persona === persona);
          expect(new Set(own.map(({ prompt }) => prompt)).size).toBe(perPersona);
        }
        const used = count([...population.topics.keys(), ...items.map(({ prompt }) => prompt)]);
        expect(spread(used)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it("uses topics evenly, even where not all prompts are used", () => {
    // 30 personas with 7 prompts: 210 questions on 868 prompts of 24 topics.
    const population = { personas: 30, topics: topicsOf(868, 24) };
    const items = designItems(population, { ...DESIGN, perPersona: 7 });
    const topics = count(items.map(({ prompt }) => population.topics[prompt]));
    expect(topics.size).toBe(24);
    expect(spread(topics)).toBeLessThanOrEqual(1);
  });

  it("takes personas by chance, in the order of their rows", () => {
    const items = designItems(POPULATION, { ...OPTIONS, personas: 9 });
    const taken = [...new Set(items.map(({ persona }) => persona))];
    expect(taken).toHaveLength(9);
    expect(taken).toEqual([...taken].sort((a, b) => a - b));
    expect(taken).not.toEqual(taken.map((_, at) => at));
    const other = designItems(POPULATION, { ...OPTIONS, personas: 9, seed: 2 });
    expect([...new Set(other.map(({ persona }) => persona))]).not.toEqual(taken);
    const all = designItems(POPULATION, { ...OPTIONS, personas: 99 });
    expect(new Set(all.map(({ persona }) => persona)).size).toBe(30);
  });

  it("shows each persona its own profile, whole, once", () => {
    for (const item of designItems(POPULATION, OPTIONS)) {
      expect(item).toMatchObject({ shown: item.persona, attempt: 0, variant: "", hidden: [] });
    }
  });

  it("refuses more prompts than there are", () => {
    const ask = () => designItems(POPULATION, { ...OPTIONS, perPersona: 61 });
    expect(ask).toThrow(UserError);
    expect(ask).toThrow("--per-persona 61: there are only 60 prompts; ask for fewer");
  });
});

describe("every task", () => {
  it.each(TASKS)("%s repeats with its seed, and differs with another", (task) => {
    const items = designItems(POPULATION, { ...OPTIONS, task });
    expect(designItems(POPULATION, { ...OPTIONS, task })).toEqual(items);
    expect(designItems(POPULATION, { ...OPTIONS, task, seed: 2 })).not.toEqual(items);
    expect(items.length).toBeGreaterThan(0);
  });

  it.each(TASKS)("%s asks nothing twice", (task) => {
    const items = designItems(POPULATION, { ...OPTIONS, task });
    const names = items.map(({ persona, shown, prompt, attempt, variant }) =>
      [persona, shown, prompt, attempt, variant].join(),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the other tasks", () => {
  const plain = (task: DesignOptions["task"]) =>
    designItems(POPULATION, { ...OPTIONS, task }).filter(
      ({ variant, attempt }) => variant === "" && attempt === 0,
    );

  it("loo asks each question whole, and without each attribute", () => {
    const items = designItems(POPULATION, { ...OPTIONS, task: "loo" });
    expect(items).toHaveLength(3 * 210);
    expect(plain("loo")).toHaveLength(210);
    for (let at = 0; at < items.length; at += 3) {
      const { persona, prompt } = items[at];
      expect(items.slice(at, at + 3)).toMatchObject([
        { persona, prompt, variant: "", hidden: [] },
        { persona, prompt, variant: "age", hidden: ["age"] },
        { persona, prompt, variant: "big_five_scores", hidden: ["openness", "extraversion"] },
      ]);
    }
  });

  it("pass_at_k asks the same again", () => {
    const items = designItems(POPULATION, { ...OPTIONS, task: "pass_at_k" });
    const questions = count(items.map(({ persona, prompt }) => `${persona} ${prompt}`));
    expect(questions.size).toBe(210);
    expect([...questions.values()]).toEqual(Array(210).fill(3));
    expect(items.slice(0, 3).map(({ attempt }) => attempt)).toEqual([0, 1, 2]);
  });

  it("stability asks plainly and with each perturbation", () => {
    const items = designItems(POPULATION, { ...OPTIONS, task: "stability" });
    const variants = count(items.map(({ variant }) => variant));
    expect([...variants]).toEqual(["", ...PERTURBATIONS].map((variant) => [variant, 210]));
  });

  it("cross_persona has each answer judged for four others", () => {
    const items = designItems(POPULATION, { ...OPTIONS, task: "cross_persona" });
    expect(items).toHaveLength(5 * 210);
    for (let at = 0; at < items.length; at += 5) {
      const [own, ...others] = items.slice(at, at + 5);
      expect(own.variant).toBe("");
      for (const other of others) {
        expect(other).toMatchObject({ shown: own.persona, prompt: own.prompt });
        expect(other.variant).not.toBe("");
      }
      const judges = [own, ...others].map(({ persona }) => persona);
      expect(new Set(judges).size).toBe(5);
    }
    const two = designItems({ ...POPULATION, personas: 2 }, { ...OPTIONS, task: "cross_persona" });
    expect(two).toHaveLength(2 * 7 * 2);
  });

  it("comparison pairs personas whose truths are opposite, far apart", () => {
    const items = designItems(POPULATION, { ...OPTIONS, task: "comparison" });
    const utility = OPTIONS.utility as NonNullable<DesignOptions["utility"]>;
    expect(items.length % 2).toBe(0);
    // One pair for every two questions of the main task, less those without two sides.
    expect(items.length).toBeGreaterThan(150);
    expect(items.length).toBeLessThanOrEqual(210);
    for (let at = 0; at < items.length; at += 2) {
      const [first, second] = items.slice(at, at + 2);
      expect(second).toMatchObject({ prompt: first.prompt, variant: first.variant });
      expect(first.variant).toMatch(/^pair \d+$/);
      const apart = utility(first.persona, first.prompt) - utility(second.persona, second.prompt);
      expect(utility(first.persona, first.prompt)).toBeGreaterThan(0);
      expect(utility(second.persona, second.prompt)).toBeLessThan(0);
      // Utilities are -6 to 6: the most apart of 24 drawn are nearly always at the ends.
      expect(apart).toBeGreaterThan(6);
    }
  });

  it("comparison leaves out prompts on which all are of one side", () => {
    const ask = (utility: DesignOptions["utility"]) =>
      designItems(POPULATION, { ...OPTIONS, task: "comparison", utility });
    expect(ask(() => 1)).toEqual([]);
    expect(() => ask(undefined)).toThrow("needs a dataset whose truth is known");
  });
});
