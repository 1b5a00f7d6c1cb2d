import { describe, expect, test } from "vitest";
import { candidatePrompts } from "../../../src/testbed/prompts/candidates.ts";
import { type Divisiveness, filterCandidates } from "../../../src/testbed/prompts/filters.ts";
import { loadFramings } from "../../../src/testbed/prompts/framing.ts";
import { loadTopics } from "../../../src/testbed/prompts/issue.ts";
import { makePrompts } from "../../../src/testbed/prompts/make-prompts.ts";
import { UserError } from "../../../src/testbed/user-error.ts";
import { smallTopics } from "./small-corpus.ts";

const framings = loadFramings("data/prompts");
const even: Divisiveness = async (candidates) => candidates.map(() => 0.5);
const range = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);

function counts<T>(rows: readonly T[], key: (row: T) => string): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) found.set(key(row), (found.get(key(row)) ?? 0) + 1);
  return found;
}

describe("the paper's numbers from the committed corpus", async () => {
  const topics = loadTopics("data/prompts/issues");
  const { prompts, made } = await makePrompts(
    topics,
    framings,
    { train: 3000, heldout: 868 },
    even,
    0.1,
    2024,
  );
  const train = prompts.filter(({ pool }) => pool === "train");
  const heldout = prompts.filter(({ pool }) => pool === "heldout");

  test("3,000 train and 868 held out, all different, with ids in a drawn order", () => {
    expect([train.length, heldout.length]).toEqual([3000, 868]);
    expect(new Set(prompts.map(({ text }) => text)).size).toBe(3868);
    expect(prompts.map(({ prompt_id }) => prompt_id)).toEqual(
      [...prompts.keys()].map((i) => `q${String(i + 1).padStart(4, "0")}`),
    );
    const thirds = [0, 1, 2].map(
      (k) =>
        prompts.slice(k * 1289, (k + 1) * 1289).filter(({ pool }) => pool === "heldout").length,
    );
    expect(range(thirds)).toBeLessThan(80);
  });

  test("topics are uniform over both pools, framings nearly", () => {
    for (const pool of [train, heldout]) {
      const byTopic = counts(pool, ({ topic }) => topic);
      expect(byTopic.size).toBe(topics.length);
      expect(range([...byTopic.values()])).toBeLessThanOrEqual(1);
      expect(range([...counts(pool, ({ framing }) => framing).values()])).toBeLessThanOrEqual(12);
    }
  });

  test("unseen issues are held out whole, and are about half of the held-out pool", () => {
    const seen = new Set(train.map(({ issue }) => issue));
    for (const { issue, unseen_issue, pool } of prompts) {
      expect(unseen_issue).toBe(!seen.has(issue));
      if (unseen_issue) expect(pool).toBe("heldout");
    }
    const unseen = heldout.filter(({ unseen_issue }) => unseen_issue);
    expect(unseen.length / heldout.length).toBeGreaterThan(0.45);
    expect(unseen.length / heldout.length).toBeLessThan(0.55);
    expect(made.unseenIssues).toBe(new Set(unseen.map(({ issue }) => issue)).size);
  });

  test("every prompt asks something in five words or more, without a slot left open", () => {
    for (const { text } of prompts) {
      expect(text).toContain("?");
      expect(text.split(" ").length).toBeGreaterThanOrEqual(5);
      expect(text).not.toMatch(/[{}<>]|undefined|\ba (aunt|uncle|old)\b/);
    }
  });

  test("the closest pair is told and is no near-duplicate", () => {
    expect(made.closest[0].similarity).toBeLessThan(0.75);
    expect(made.closest[0].similarity).toBeGreaterThan(0.4);
  });
});

test("the same seed gives the same prompts, another others", async () => {
  const topics = smallTopics(3, 9);
  const make = async (seed: number) =>
    (await makePrompts(topics, framings, { train: 60, heldout: 20 }, even, 0.1, seed)).prompts;
  expect(await make(1)).toEqual(await make(1));
  expect(await make(1)).not.toEqual(await make(2));
});

test("an issue's prompts do not depend on the other issues", () => {
  const all = candidatePrompts(smallTopics(2, 9), framings, 1, 5);
  const alone = candidatePrompts(smallTopics(1, 9), framings, 1, 5);
  expect(all.slice(0, alone.length)).toEqual(alone);
});

test("filters count what they drop", async () => {
  const candidate = (text: string) => ({ text, topic: "t", issue: text, framing: "f" });
  const texts = [
    "Is this one kept, being a question?",
    "No question mark in this one here.",
    "Too short, no?",
    "Is this one kept, being a question?",
    "Would nobody ever divide over it, do you think?",
  ];
  const divisiveness: Divisiveness = async (candidates) =>
    candidates.map(({ text }) => (text.startsWith("Would") ? 0.02 : 0.3));
  const { kept, filters } = await filterCandidates(texts.map(candidate), divisiveness, 0.1);
  expect(kept.map(({ text }) => text)).toEqual([texts[0]]);
  expect(filters.map(({ filter, dropped }) => [filter, dropped])).toEqual([
    ["question", 1],
    ["length", 1],
    ["near-duplicate", 1],
    ["divisive", 1],
  ]);
});

test("a corpus that cannot give so many is told, with the topic", async () => {
  const ask = makePrompts(smallTopics(2, 9), framings, { train: 5000, heldout: 10 }, even, 0.1, 1);
  await expect(ask).rejects.toThrow(UserError);
  await expect(ask).rejects.toThrow(/topic topic-a: \d+ train prompts are wanted, but only/);
});
