import { describe, expect, test } from "vitest";
import type { Item } from "../../../src/testbed/bench/design/item.ts";
import { designItems } from "../../../src/testbed/bench/design/items.ts";
import { runLmDrift } from "../../../src/testbed/bench/run-lm-drift.ts";
import type { ModelCall } from "../../../src/testbed/lm/model.ts";
import { CASES } from "../../schema/persona-cases.ts";
import { between, JUDGE, scriptedRunner } from "../lm/scripted-runner.ts";
import { DESIGN } from "./small-truth.ts";

const items = designItems(
  { personas: 4, topics: Array.from({ length: 20 }, () => "buses") },
  { ...DESIGN, task: "drift", perPersona: 6, anchorEvery: 2 },
);
const inputs = (script: (call: ModelCall) => object, seed = 1) => {
  const runner = scriptedRunner(script);
  return {
    ...{ runner, model: JUDGE, seed },
    record: (persona: number) => ({ ...CASES.worker, age: 30 + persona }),
    question: (prompt: number) => `Question ${prompt}?`,
    answers: (prompt: number) => [`For ${prompt}.`, `Against ${prompt}.`] as const,
  };
};
/** What a model that likes one side would say, wherever it is shown. */
const likes = (word: string) => (call: ModelCall) => {
  const text = call.messages.at(-1)?.content ?? "";
  const isFirst = /<answer_a>\n(\w+)/.exec(text)?.[1] === word;
  return { preferred: isFirst ? "a" : "b", reason: word };
};

describe("drift of a language model", () => {
  test("position is the side of the answer preferred, whatever was shown first", async () => {
    const found = await runLmDrift(inputs(likes("Against")), items);
    expect(found).toHaveLength(items.length);
    expect(found.every(({ position }) => position === 1)).toBe(true);
    expect(
      (await runLmDrift(inputs(likes("For")), items)).every(({ position }) => position === 0),
    ).toBe(true);
  });

  test("shows answers in one order for a persona and prompt, of which both occur", async () => {
    // One who always takes the first answer tells which side that was.
    const found = await runLmDrift(
      inputs(() => ({ preferred: "a", reason: "" })),
      items,
    );
    const sides = new Map<string, Set<unknown>>();
    items.forEach(({ persona, prompt }, at) => {
      const key = `${persona} ${prompt}`;
      sides.set(key, (sides.get(key) ?? new Set()).add(found[at].position));
    });
    expect([...sides.values()].every(({ size }) => size === 1)).toBe(true);
    expect(new Set([...sides.values()].flatMap((side) => [...side])).size).toBe(2);
  });

  test("asks afresh, and in conversations with the profile at its turns", async () => {
    const asked = inputs(likes("For"));
    await runLmDrift(asked, items);
    // 4 personas, 6 questions: afresh in four wordings, and two conversations of six turns.
    expect(asked.runner.made).toHaveLength(4 * 6 * 6);
    const turns = asked.runner.made.map(({ messages }) => (messages.length - 2) / 2 + 1);
    for (const turn of [2, 3, 4, 5, 6]) expect(turns.filter((one) => one === turn)).toHaveLength(8);
    const last = asked.runner.made.filter(({ messages }) => messages.length === 12);
    const shown = last.map(
      ({ messages }) => messages.filter(({ content }) => content.includes("<profile>")).length,
    );
    expect(shown.sort()).toEqual([1, 1, 1, 1, 3, 3, 3, 3]);
    const paraphrased = asked.runner.made.filter(({ template }) => template.includes("paraphrase"));
    expect(paraphrased).toHaveLength(24);
    for (const call of asked.runner.made) expect(between(call, "profile")).toMatch(/"?age"?: "?3/);
  });

  test("tells of failures, and of turns that never came", async () => {
    const isThird = ({ messages }: ModelCall) => messages.length === 6;
    const found = await runLmDrift(
      inputs((call) => (isThird(call) ? { fails: "server-error" } : likes("For")(call))),
      items,
    );
    const reasons = (variant: string) =>
      items.flatMap((item: Item, at) =>
        item.variant === variant && item.persona === 0 ? [found[at].reason] : [],
      );
    expect(reasons("sequence")).toEqual([
      ...["For", "For", "answer: server-error"],
      ...Array(3).fill("answer: earlier-turn"),
    ]);
    items.forEach(({ variant, attempt }, at) => {
      const isOver = /sequence|anchored/.test(variant) && attempt > 2;
      expect(found[at].position === null).toBe(isOver);
      expect(found[at].answer_key === "").toBe(isOver && attempt > 3);
    });
  });
});
