import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadTopics } from "../../../../src/testbed/prompts/issue.ts";
import { loadTopicWords } from "../../../../src/testbed/prompts/topics/topic-words.ts";
import { wordsOf } from "../../../../src/testbed/prompts/topics/words.ts";

const folder = mkdtempSync(join(tmpdir(), "atlas-topic-words-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["text.json", "guns: rifle", "text.json: cannot be read as JSON"],
  ["list.json", '{"guns": ["rifle"]}', "list.json, guns:"],
  ["case.json", '{"guns": "Rifle"}', "case.json, guns: lower case words"],
])("%s: what is wrong is named with its file", (name, content, message) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  expect(() => loadTopicWords(file)).toThrow(message);
});

test("a file that is not there is named", () => {
  expect(() => loadTopicWords(join(folder, "no-such.json"))).toThrow(/no-such\.json: cannot be/);
});

describe("the committed words", () => {
  const words = loadTopicWords("data/prompts/topic-words.json");
  const topics = loadTopics("data/prompts/issues").map(({ topic }) => topic);

  test("are of every topic, and of no other", () => {
    expect(Object.keys(words)).toEqual(topics);
  });

  test("are each said once, and all survive as words of a text", () => {
    for (const topic of topics) {
      const list = words[topic].split(/[ -]/);
      const known = wordsOf(words[topic]);
      expect(known.length, topic).toBe(list.filter((word) => word.length > 1).length);
      expect(new Set(words[topic].split(" ")).size, topic).toBe(words[topic].split(" ").length);
    }
  });

  test("are as many for one topic as for another, within a factor of two", () => {
    const counts = topics.map((topic) => words[topic].split(" ").length);
    expect(Math.max(...counts) / Math.min(...counts)).toBeLessThanOrEqual(2);
  });
});
