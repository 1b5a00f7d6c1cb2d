import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { candidatePrompts } from "../../../../src/testbed/prompts/candidates.ts";
import { loadFramings } from "../../../../src/testbed/prompts/framing.ts";
import { loadTopics } from "../../../../src/testbed/prompts/issue.ts";
import {
  LEAST_CONFIDENCE,
  loadTopicClassifier,
  NO_TOPIC,
  TEMPERATURE,
  topicProbabilities,
  trainTopicClassifier,
} from "../../../../src/testbed/prompts/topic-classifier.ts";
import { loadTopicWords } from "../../../../src/testbed/prompts/topics/topic-words.ts";
import { measuresOf, scoresOfNewIssues, scoresOfNewTopics, type Train } from "./evaluation.ts";

describe("topicProbabilities", () => {
  // At the floor a topic is as likely as none: 1/2. One temperature above, it is e times as likely.
  test("compares with the floor, in units of temperature", () => {
    expect([...topicProbabilities(Float64Array.of(NO_TOPIC))]).toEqual([0.5]);
    const above = topicProbabilities(Float64Array.of(NO_TOPIC + TEMPERATURE));
    expect(above[0]).toBeCloseTo(Math.E / (Math.E + 1), 12);
    const two = topicProbabilities(Float64Array.of(0.3, 0.1), 0.1, 0.2);
    const total = Math.E + 1 / Math.E + 1;
    expect(two[0]).toBeCloseTo(Math.E / total, 12);
    expect(two[1]).toBeCloseTo(1 / Math.E / total, 12);
  });

  test("adds up to one at most, and the best score has the most", () => {
    const score = fc.double({ min: 0, max: 1.65, noNaN: true });
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 26 }), (list) => {
        const shares = topicProbabilities(Float64Array.from(list));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-12);
        expect(shares[list.indexOf(Math.max(...list))]).toBe(Math.max(...shares));
      }),
    );
  });
});

describe("a classifier of two small topics", () => {
  const topics = loadTopics("data/prompts/issues")
    .filter(({ topic }) => topic === "guns" || topic === "immigration")
    .map((topic) => ({ ...topic, issues: topic.issues.slice(0, 3) }));
  const words = { guns: "apple pear", immigration: "granite marble" };
  const { label, scores } = trainTopicClassifier(topics, words);

  test("knows typical words, which no issue has", () => {
    expect(label("Granite or marble?")).toMatchObject({
      topic: "immigration",
      nearest: "immigration",
    });
    expect(label("An apple a day").topic).toBe("guns");
  });

  // Each topic's words are two of equal rarity, and neither is in an issue: of the mean of the
  // issues, which has a share of the centroid, nothing is alike.
  test("has the same score for either word, and none for the other topic", () => {
    const [a, b] = scores("pear");
    expect(a).toBeGreaterThan(0);
    expect(b).toBe(0);
    expect(scores("apple")[0]).toBeCloseTo(a, 12);
  });

  test("labels nothing where no word is known", () => {
    const { topic, nearest, confidence } = label("Zebra, quokka?", 0);
    expect([topic, nearest]).toEqual([null, null]);
    // Two topics of score 0, and none.
    const odds = Math.exp(-NO_TOPIC / TEMPERATURE);
    expect(confidence).toBeCloseTo(odds / (1 + 2 * odds), 12);
    expect(label("").topic).toBeNull();
  });

  test("labels from the confidence that is asked for, and names the nearest below it", () => {
    const text = "Granite";
    const { confidence } = label(text);
    expect(label(text, confidence).topic).toBe("immigration");
    expect(label(text, confidence + 1e-9)).toEqual({
      topic: null,
      nearest: "immigration",
      confidence,
    });
  });

  test("is sure of an issue's own question", () => {
    for (const { topic, issues } of topics) {
      for (const { question } of issues) {
        const found = label(question);
        expect(found.topic).toBe(topic);
        expect(found.confidence).toBeGreaterThan(0.99);
      }
    }
  });

  test("does without typical words", () => {
    const plain = trainTopicClassifier(topics, {});
    expect(plain.label(topics[1].issues[0].question).topic).toBe("immigration");
    expect(plain.label("Granite or marble?").nearest).toBeNull();
  });
});

describe("the committed corpus", () => {
  const topics = loadTopics("data/prompts/issues");
  const words = loadTopicWords("data/prompts/topic-words.json");
  const prompts = candidatePrompts(topics, loadFramings("data/prompts"), 1, 7).map(
    ({ text, topic, issue }) => ({
      text,
      issue,
      topic: topics.findIndex((each) => each.topic === topic),
    }),
  );
  const train: Train = (some) => trainTopicClassifier(some, words).scores;

  // Measured: 68 %, and 46 % without typical words (docs/method/topics.md). One in 26 is 4 %.
  test("finds the topic of two prompts in three on issues never seen", () => {
    const { accuracy, macroF1 } = measuresOf(prompts, scoresOfNewIssues(topics, prompts, train));
    expect(accuracy).toBeGreaterThan(0.65);
    expect(macroF1).toBeGreaterThan(0.65);
  });

  test("finds the topic of nine prompts in ten on issues that it knows", () => {
    const scoresOf = train(topics);
    const { accuracy } = measuresOf(
      prompts,
      prompts.map(({ text }) => scoresOf(text)),
    );
    expect(accuracy).toBeGreaterThan(0.9);
  });

  test("leaves most prompts on topics never seen without a label", () => {
    const labelled = scoresOfNewTopics(topics, prompts, train).filter(
      (scores) => Math.max(...topicProbabilities(scores)) >= LEAST_CONFIDENCE,
    );
    expect(labelled.length / prompts.length).toBeLessThan(0.2);
  });

  const { label } = loadTopicClassifier(".");

  test.each([
    "Hello",
    "hi there, how are you today?",
    "What will the weather be like tomorrow?",
    "Translate this sentence, please",
    "Write a poem about autumn leaves",
    "Why is my printer blinking?",
    "asdf qwerty",
    "¿Qué hora es?",
    "",
  ])("is unsure of what is on none of its topics: %s", (text) => {
    expect(label(text).topic).toBeNull();
  });

  test.each([
    ["i think guns should be harder to buy", "guns"],
    ["Is abortion murder?", "abortion-and-reproduction"],
    ["tell me who to vote for in the next election", "elections-and-government"],
    ["Will AI take over?", "artificial-intelligence"],
    ["Are immigrants good for the country", "immigration"],
    ["Is there a God?", "religion-in-public-life"],
    ["should cannabis be legalised", "drugs-and-vice"],
  ])("knows %s", (text, topic) => {
    expect(label(text).topic).toBe(topic);
  });
});
