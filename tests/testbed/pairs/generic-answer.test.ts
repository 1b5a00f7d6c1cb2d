import { expect, test } from "vitest";
import { seeded } from "../../../src/stats/random.ts";
import { genericTarget, writeGeneric } from "../../../src/testbed/pairs/generic-answer.ts";
import { commonWordsOf } from "../../../src/testbed/responses/compose.ts";
import { wordCount } from "../../../src/testbed/responses/sentence.ts";
import { ISSUES, PHRASES } from "./small-pairs.ts";

const random = seeded(11);
const common = commonWordsOf(ISSUES);
const answers = ISSUES.flatMap((issue) =>
  Array.from({ length: 6 }, () => {
    const target = genericTarget(issue, PHRASES.rhetoric, random);
    return { issue, target, text: writeGeneric(issue, target, PHRASES.generic, common, random) };
  }),
);
const holds = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());

test("both claims are told, with equally many reasons, and weighed", () => {
  for (const { issue, text } of answers) {
    const reasons = issue.positions.map(
      (position) => position.arguments.filter((argument) => text.includes(argument)).length,
    );
    expect(reasons[0]).toBeGreaterThan(0);
    expect(reasons[0]).toBe(reasons[1]);
    for (const { claim } of issue.positions) expect(holds(text, claim)).toBe(true);
    expect(PHRASES.generic.weighs.some((weigh) => text.includes(weigh))).toBe(true);
  }
});

test("either position is told first as often", () => {
  const first = answers.filter(({ issue: { positions }, text }) => {
    const [a, b] = positions.map(({ claim }) => text.toLowerCase().indexOf(claim.toLowerCase()));
    return a < b;
  });
  // Standard error of a share of a half at 1,962: 0.011.
  expect(Math.abs(first.length / answers.length - 0.5)).toBeLessThan(0.045);
});

test("they have 60 to 140 words, and most are near the length aimed at", () => {
  const counted = answers.map(({ text, target }) => ({ words: wordCount(text), target }));
  for (const { words } of counted) {
    expect(words).toBeGreaterThanOrEqual(60);
    expect(words).toBeLessThanOrEqual(140);
  }
  const near = counted.filter(({ words, target }) => Math.abs(words - target) <= 10);
  expect(near.length / counted.length).toBeGreaterThan(0.8);
});

test("they read as sentences, none of them twice, and few begin alike", () => {
  const openings = new Map<string, number>();
  for (const { text } of answers) {
    const sentences = text.split(/(?<=[.!?])(?<!\bMrs?\.|\bMs\.)\s+/);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^["“]?[A-Z0-9]/);
    expect(text.replace(/\b(Mrs?|Ms)\./g, "$1")).not.toMatch(/ {2}|,,|\.\.|[,.:] ?[,.]|[{}]/);
    const opening = text.toLowerCase().split(" ").slice(0, 5).join(" ");
    openings.set(opening, (openings.get(opening) ?? 0) + 1);
  }
  expect(Math.max(...openings.values()) / answers.length).toBeLessThan(0.02);
});
