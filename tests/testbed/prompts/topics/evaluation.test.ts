import { describe, expect, test } from "vitest";
import { smallTopics } from "../small-corpus.ts";
import { type Example, measuresOf, scoresOfNewIssues, scoresOfNewTopics } from "./evaluation.ts";

const example = (topic: number): Example => ({ text: "", topic, issue: "" });

// Topics 0, 0, 1, 2 are found to be 0, 1, 1, 1: two of four right. The second-best is right once
// more, for the second text. F1: topic 0 has 1 hit of 2, found once: 2 / 3; topic 1 has 1 of 1,
// found three times: 2 / 4; topic 2 none.
test("accuracy, one of two, macro F1 and confusion", () => {
  const scores = [
    [3, 1, 0],
    [2, 3, 0],
    [0, 3, 1],
    [2, 3, 1],
  ].map((row) => Float64Array.from(row));
  const { accuracy, topTwo, macroF1, confusion } = measuresOf([0, 0, 1, 2].map(example), scores);
  expect(accuracy).toBe(0.5);
  expect(topTwo).toBe(0.75);
  expect(macroF1).toBeCloseTo((2 / 3 + 2 / 4 + 0) / 3, 12);
  expect([...confusion]).toEqual([1, 1, 0, 0, 1, 0, 0, 1, 0]);
});

describe("training leaves out", () => {
  const topics = smallTopics(3, 12);
  const examples = topics.flatMap(({ topic, issues }, t) =>
    issues.map(({ id }) => ({ text: `${topic} ${id}`, topic: t, issue: id })),
  );

  test("the issue of each example, and little else", () => {
    const sizes = new Set<number>();
    const scores = scoresOfNewIssues(topics, examples, (kept) => {
      const ids = kept.flatMap(({ issues }) => issues.map(({ id }) => id));
      sizes.add(ids.length);
      return (text) => Float64Array.of(ids.includes(text.split(" ")[1]) ? 1 : 0);
    });
    expect(scores.map(([isSeen]) => isSeen)).toEqual(examples.map(() => 0));
    // 36 issues in ten folds: three or four are left out at a time.
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(30);
  });

  test("the topic of each example, and no other", () => {
    const scores = scoresOfNewTopics(topics, examples, (kept) => {
      const names = kept.map(({ topic }) => topic);
      return (text) => Float64Array.of(names.length, names.includes(text.split(" ")[0]) ? 1 : 0);
    });
    expect(scores.every(([size, isSeen]) => size === 2 && isSeen === 0)).toBe(true);
  });
});
