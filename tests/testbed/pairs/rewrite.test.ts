import { expect, test } from "vitest";
import { seeded } from "../../../src/stats/random.ts";
import { readerOf, rewrite } from "../../../src/testbed/pairs/rewrite.ts";
import type { Issue } from "../../../src/testbed/prompts/issue.ts";
import { commonWordsOf } from "../../../src/testbed/responses/compose.ts";
import { contracted, wordCount } from "../../../src/testbed/responses/sentence.ts";
import { ISSUES, PHRASES, PROMPTS, personasOf } from "./small-pairs.ts";

const language = { rhetoric: PHRASES.rhetoric, common: commonWordsOf(ISSUES) };
const byId = new Map(ISSUES.map((issue) => [issue.id, issue]));
const openers = new Map(PHRASES.framings.framings.map((framing) => [framing.key, framing.openers]));

test("a reader's styles are the grades of its traits, its length one of openness", () => {
  const personas = personasOf(5, (i) => i);
  const readers = [0, 1, 2, 3, 4].map((i) => readerOf(personas, i, 1, seeded(3)));
  expect(readers.map(({ style }) => style)).toEqual(
    [-1, -0.5, 0, 0.5, 1].map((grade) => ({ hedging: grade, formality: grade, warmth: grade })),
  );
  const { words } = readers[0];
  expect(words).toBeGreaterThanOrEqual(60);
  expect(readers.map((reader) => reader.words - words)).toEqual([0, 3, 6, 9, 12]);
  expect(readers.every(({ position }) => position === 1)).toBe(true);
});

test("a rewrite takes the reader's side", () => {
  const random = seeded(5);
  for (const prompt of PROMPTS) {
    const issue = byId.get(prompt.issue) as Issue;
    for (const position of [0, 1] as const) {
      const style = { hedging: 1, formality: -1, warmth: 0.5 };
      const reader = { position, style, words: 70 };
      const own = openers.get(prompt.framing) as string[];
      const text = rewrite(prompt, issue, reader, own, language, random).toLowerCase();
      const said = issue.positions.map(({ claim }) => contracted(claim).toLowerCase());
      expect(text).toContain(said[position]);
      expect(text).not.toContain(said[1 - position]);
    }
  }
});

test("the length of another answer is met, whatever the style", () => {
  const random = seeded(6);
  for (const [k, prompt] of PROMPTS.entries()) {
    const issue = byId.get(prompt.issue) as Issue;
    const grade = (k % 5) / 2 - 1;
    const style = { hedging: grade, formality: -grade, warmth: grade };
    const own = openers.get(prompt.framing) as string[];
    const reader = { position: (k % 2) as 0 | 1, style, words: 100 };
    const text = rewrite(prompt, issue, reader, own, language, random, 66);
    expect(Math.abs(wordCount(text) - 66)).toBeLessThanOrEqual(3);
  }
});
