import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Issue, loadTopics, parseTopic } from "../../../src/testbed/prompts/issue.ts";

const argument = (text: string) => `${text} and that is reason enough for many a household.`;

const ISSUE: Issue = {
  id: "free-buses",
  question: "Should cities run their buses without a fare?",
  about: "whether cities should run free buses",
  stance: { economy: 0.8 },
  positions: [
    {
      label: "no fare",
      claim: "Cities should run their buses without a fare.",
      arguments: [
        "A bus that costs nothing is used",
        "Fares slow every stop",
        "Taxes pay most",
      ].map(argument),
    },
    {
      label: "keep the fare",
      claim: "Riders should pay a part of what their trip costs.",
      arguments: ["A fare keeps service honest", "Free buses crowd", "Taxes are high"].map(
        argument,
      ),
    },
  ],
};

const topicOf = (...issues: readonly unknown[]) =>
  JSON.stringify({ topic: "transport", label: "Transport", issues });

describe("parseTopic", () => {
  test("reads a topic as it is written", () => {
    expect(parseTopic(topicOf(ISSUE), "t.json").issues).toEqual([ISSUE]);
  });

  test.each([
    [
      "two arguments",
      {
        positions: [
          ISSUE.positions[0],
          { ...ISSUE.positions[1], arguments: ISSUE.positions[1].arguments.slice(0, 2) },
        ],
      },
      "issues.0.positions.1.arguments",
    ],
    ["an axis that is none", { stance: { luck: 1 } }, "issues.0.stance"],
    ["no stance to speak of", { stance: { economy: 0.1 } }, "issues.0.stance"],
    ["no question mark", { question: "Cities should run free buses" }, "issues.0.question"],
    [
      "markup",
      {
        positions: [
          { ...ISSUE.positions[0], claim: "<b>Cities</b> should run free buses." },
          ISSUE.positions[1],
        ],
      },
      "issues.0.positions.0.claim",
    ],
    ["a field that is not declared", { note: "x" }, "issues.0"],
  ])("names file and field for %s", (_, change, field) => {
    expect(() => parseTopic(topicOf({ ...ISSUE, ...change }), "t.json")).toThrow(
      `t.json, ${field}`,
    );
  });

  test("names the file for what is no JSON", () => {
    expect(() => parseTopic("{", "t.json")).toThrow("t.json: is no JSON");
  });
});

test("loadTopics refuses an id that two topics give", () => {
  const folder = mkdtempSync(join(tmpdir(), "atlas-topics-"));
  try {
    writeFileSync(join(folder, "a.json"), topicOf(ISSUE));
    writeFileSync(join(folder, "b.json"), topicOf(ISSUE));
    expect(() => loadTopics(folder)).toThrow(/b\.json: issue "free-buses" is in .*a\.json too/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("the committed corpus", () => {
  const topics = loadTopics("data/prompts/issues");
  const issues = topics.flatMap((topic) => topic.issues);
  const positions = issues.flatMap((issue) => issue.positions);
  const words = (text: string) => text.split(/\s+/).length;

  test("has its topics under the names of their files, each with many issues", () => {
    expect(topics.length).toBeGreaterThan(0);
    expect(new Set(topics.map(({ topic }) => topic)).size).toBe(topics.length);
    for (const { topic, issues } of topics) expect(issues.length, topic).toBeGreaterThanOrEqual(6);
  });

  test("repeats no question, claim or argument", () => {
    const texts = [
      ...issues.map(({ question }) => question),
      ...positions.flatMap(({ claim, arguments: reasons }) => [claim, ...reasons]),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("gives both sides the same room", () => {
    const mean = (side: 0 | 1) => {
      const lengths = issues.flatMap((issue) => issue.positions[side].arguments.map(words));
      return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    };
    expect(mean(0) / mean(1)).toBeGreaterThan(0.95);
    expect(mean(0) / mean(1)).toBeLessThan(1.05);
  });

  test("opens no more than two per cent of its arguments alike", () => {
    const openings = new Map<string, number>();
    const all = positions.flatMap((position) => position.arguments);
    for (const text of all) {
      const opening = text.toLowerCase().split(/\s+/).slice(0, 5).join(" ");
      openings.set(opening, (openings.get(opening) ?? 0) + 1);
    }
    const [most] = [...openings.entries()].sort((a, b) => b[1] - a[1]);
    expect(most[1], most[0]).toBeLessThanOrEqual(Math.max(1, 0.02 * all.length));
  });
});
