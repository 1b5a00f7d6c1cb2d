import { group } from "d3";
import { describe, expect, test } from "vitest";
import type { Response } from "../../../src/schema/feedback-tables.ts";
import { loadFramings, loadRhetoric } from "../../../src/testbed/prompts/framing.ts";
import { loadTopics } from "../../../src/testbed/prompts/issue.ts";
import { makePrompts } from "../../../src/testbed/prompts/make-prompts.ts";
import { composeResponses } from "../../../src/testbed/responses/compose.ts";

const topics = loadTopics("data/prompts/issues");
const issues = topics.flatMap((topic) => topic.issues);
const framings = loadFramings("data/prompts");
const rhetoric = loadRhetoric("data/prompts");
const { prompts } = await makePrompts(
  topics,
  framings,
  { train: 3000, heldout: 868 },
  async (candidates) => candidates.map(() => 0.5),
  0.1,
  2024,
);
const responses = composeResponses(prompts, issues, framings, rhetoric, 2024);
const of = (position: 0 | 1) => responses.filter((response) => response.position === position);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test("each prompt has an answer of each position, whose number says nothing of it", () => {
  expect(responses).toHaveLength(2 * prompts.length);
  const byPrompt = group(responses, ({ prompt_id }) => prompt_id);
  for (const pair of byPrompt.values()) {
    expect(pair.map(({ position }) => position).sort()).toEqual([0, 1]);
    expect(pair.map(({ response_id }) => response_id.at(-1))).toEqual(["1", "2"]);
  }
  const first = responses.filter(({ response_id }) => response_id.endsWith("-1"));
  // Standard error of a share of a half at 3,868: 0.008.
  expect(Math.abs(mean(first.map(({ position }) => position ?? 0)) - 0.5)).toBeLessThan(0.03);
});

test("answers have 60 to 140 words, and count them", () => {
  for (const { text, words } of responses) {
    expect(words).toBe(text.split(/\s+/).length);
    expect(words).toBeGreaterThanOrEqual(60);
    expect(words).toBeLessThanOrEqual(140);
  }
});

describe("length says nothing of the position", () => {
  test("overall: the distributions are the same", () => {
    const sorted = ([0, 1] as const).map((p) =>
      of(p)
        .map(({ words }) => words)
        .sort((a, b) => a - b),
    );
    expect(sorted[0].length).toBe(3868);
    for (const q of [0.05, 0.25, 0.5, 0.75, 0.95]) {
      const at = Math.floor(q * 3868);
      expect(Math.abs(sorted[0][at] - sorted[1][at])).toBeLessThanOrEqual(2);
    }
  });

  test("within each issue: neither position is the longer one", () => {
    const byIssue = new Map<string, number[]>();
    const answers = group(responses, ({ prompt_id }) => prompt_id);
    for (const { prompt_id, issue } of prompts) {
      const [a, b] = (answers.get(prompt_id) as Response[]).sort(
        (x, y) => (x.position ?? 0) - (y.position ?? 0),
      );
      byIssue.set(issue, [...(byIssue.get(issue) ?? []), a.words - b.words]);
    }
    for (const differences of byIssue.values()) {
      expect(Math.abs(mean(differences))).toBeLessThan(9);
    }
  });
});

test("styles are drawn without regard to the position, and are true of the text", () => {
  for (const key of ["hedging", "formality", "warmth"] as const) {
    // Standard error of a difference of means of 3,868 grades with variance 1/2: 0.016.
    const [a, b] = ([0, 1] as const).map((p) => mean(of(p).map(({ style }) => style[key])));
    expect(Math.abs(a - b)).toBeLessThan(0.06);
  }
  const has = (text: string, phrases: readonly string[]) =>
    phrases.some((phrase) => text.includes(phrase) || text.includes(phrase.replace(" is ", "'s ")));
  const { hedged, firm, warm, cool, formal } = rhetoric;
  for (const { text, style } of responses) {
    if (style.warmth > 0) expect(has(text, [...warm.lead, ...warm.close])).toBe(true);
    if (style.warmth === 0) expect(has(text, [...warm.close, ...cool.close])).toBe(false);
    if (style.formality < 0) expect(text).not.toMatch(/\b(do|does|is|are|should) not\b|cannot/);
    if (style.formality === 1) expect(has(text, formal.close)).toBe(true);
    if (style.hedging === 0) {
      expect(has(text, [...hedged.close, ...firm.close, ...hedged.lead, ...firm.lead])).toBe(false);
    }
  }
});

test("no five words open more than 2 % of the answers", () => {
  const openings = new Map<string, number>();
  for (const { text } of responses) {
    const opening = text.toLowerCase().split(/\s+/).slice(0, 5).join(" ");
    openings.set(opening, (openings.get(opening) ?? 0) + 1);
  }
  expect(Math.max(...openings.values()) / responses.length).toBeLessThan(0.02);
});

test("no sentence is said twice in an answer, and all begin with a capital", () => {
  for (const { text } of responses) {
    const sentences = text.split(/(?<=[.!?])(?<!\bMrs?\.|\bMs\.)\s+/);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^["“]?[A-Z0-9]/);
    expect(text.replace(/\b(Mrs?|Ms)\./g, "$1")).not.toMatch(/ {2}|,,|\.\.|[,.:] ?[,.]/);
  }
});

test("stances are opposed", () => {
  const byPrompt = group(responses, ({ prompt_id }) => prompt_id);
  for (const [a, b] of byPrompt.values()) {
    for (const [axis, value] of Object.entries(a.stance)) expect(b.stance[axis]).toBe(-value);
  }
});

test("the same seed gives the same answers", () => {
  const again = composeResponses(prompts.slice(0, 40), issues, framings, rhetoric, 2024);
  expect(composeResponses(prompts.slice(0, 40), issues, framings, rhetoric, 2024)).toEqual(again);
});
