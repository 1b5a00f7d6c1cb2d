import { describe, expect, it } from "vitest";
import { askedAgain } from "../../src/data/quality/asked-again.ts";
import { opposedAnswers } from "../../src/data/quality/audited.ts";
import { checksOf } from "../../src/data/quality/checks.ts";
import { coverageFound } from "../../src/data/quality/coverage.ts";
import { auditControls, auditFeatures } from "../../src/data/quality/features.ts";
import { closestPairs, findLeaks } from "../../src/data/quality/leaks.ts";
import { answerLengths } from "../../src/data/quality/lengths.ts";
import {
  answerOf,
  audited,
  type ChoiceRow,
  feedbackOf,
  promptsOf,
  SUBJECTS,
} from "./small-audited.ts";

const LONG = "What would you tell a friend who asks you about the town plan for";

describe("features", () => {
  // Prompts 0 and 1 in train teach a rule; prompts 2 and 3 test it, four choices.
  const choices = (preferred: (prompt: number, swapped: number) => number) =>
    feedbackOf(
      [0, 1].flatMap((who) =>
        [0, 1, 2, 3].map((prompt): ChoiceRow => {
          const swapped = (who + prompt) % 2;
          return [who, prompt, preferred(prompt, swapped), swapped, prompt < 2 ? 0 : 1];
        }),
      ),
    );
  const accuracy = (feedback: ReturnType<typeof feedbackOf>, key: string) =>
    auditFeatures(audited({ feedback })).find((feature) => feature.key === key);

  it("finds that the shorter answer always wins", () => {
    // Position 0 has 70 to 73 words and position 1 has 72: alike on prompt 2, longer on prompt 3.
    const found = accuracy(
      choices((prompt) => (prompt === 3 ? 1 : 0)),
      "words",
    );
    expect(found).toMatchObject({ rule: "the shorter answer", n: 4, equal: 2, accuracy: 0.75 });
  });

  it("finds that the answer shown first always wins", () => {
    const feedback = choices((_, swapped) => swapped);
    expect(accuracy(feedback, "shown_first")).toMatchObject({
      rule: "the answer shown first",
      accuracy: 1,
    });
    // Each persona's earlier choice was for the same place.
    expect(accuracy(feedback, "row_before")?.accuracy).toBe(1);
    expect(accuracy(feedback, "position")?.accuracy).toBe(0.5);
  });

  it("finds that the lower id always wins", () => {
    const feedback = choices((prompt) => (prompt % 2 === 0 ? 0 : 1));
    expect(accuracy(feedback, "response_id")).toMatchObject({
      rule: "the lower response id",
      accuracy: 1,
    });
    expect(accuracy(feedback, "prompt_parity")?.accuracy).toBe(1);
  });

  it("takes the first row of a persona as unknown to the rule of the row before", () => {
    const feedback = feedbackOf([
      [0, 0, 0, 0, 0],
      [0, 1, 0, 0, 1],
      [1, 0, 0, 0, 1],
    ]);
    expect(accuracy(feedback, "row_before")?.n).toBe(1);
  });

  it("knows the prompt's majority and the truth as controls", () => {
    const feedback = feedbackOf(
      [
        [0, 0, 1, 0, 0],
        [1, 0, 1, 1, 1],
        [1, 4, 0, 0, 2],
      ],
      [-1, -1, -1],
    );
    const { majority, truth } = auditControls(audited({ feedback }));
    expect(majority).toMatchObject({ accuracy: 1, n: 1 });
    expect(truth).toMatchObject({ accuracy: 0.5, n: 2 });
  });
});

describe("asked again", () => {
  it("counts equal answers, and what the probabilities lead to expect", () => {
    const { rows, skipped } = askedAgain(audited());
    // One of two answers is the same; 0.9² + 0.1² = 0.82 and 0.5.
    expect(rows[0]).toMatchObject({ label: "All", n: 2, agreement: 0.5 });
    expect(rows[0].expected).toBeCloseTo((0.82 + 0.5) / 2, 12);
    expect(skipped).toBe(0);
    const bin = (label: string) => rows.find((row) => row.label === label);
    expect(bin("2 to 3")).toMatchObject({ n: 1, agreement: 1 });
    expect(bin("2 to 3")?.expected).toBeCloseTo(0.82, 12);
    expect(bin("Under 0.5")).toMatchObject({ n: 1, agreement: 0, expected: 0.5 });
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(4);
  });

  it("has one row and expects nothing where no probability is stored", () => {
    const { rows } = askedAgain(audited({ probability: null }));
    expect(rows).toHaveLength(1);
    expect(rows[0].expected).toBeNull();
  });
});

describe("coverage", () => {
  it("counts judges by pool, shared prompts by pair, choices by split", () => {
    const { found } = coverageFound(audited());
    // Prompts 0 and 1 have two judges; all others one.
    expect(found.judges).toEqual([
      { pool: "train", judges: 1, prompts: 2 },
      { pool: "train", judges: 2, prompts: 2 },
      { pool: "heldout", judges: 1, prompts: 2 },
    ]);
    expect(found.shared).toEqual([{ prompts: 2, pairs: 1 }]);
    expect(found.splits[0]).toMatchObject({ split: "train", choices: 4, least: 2, most: 2 });
    expect(found.topics.map(({ train, heldout }) => [train, heldout])).toEqual([
      [2, 0],
      [2, 2],
    ]);
  });
});

describe("leaks", () => {
  it("finds none in a sound dataset", () => {
    expect(findLeaks(audited())).toMatchObject({
      promptsInBoth: 0,
      answersInBoth: 0,
      heldoutInTrain: 0,
      trainInHeldout: 0,
      unseenIssues: 1,
      unseenWithTrain: 0,
      pairs: 8,
      pairsInTwoSplits: 0,
      nearDuplicatesAcross: 0,
      unevenOrder: 0,
    });
  });

  it("finds a held-out prompt in train, and the other way around", () => {
    const feedback = feedbackOf([
      [0, 4, 0, 0, 0],
      [0, 5, 0, 0, 1],
      [1, 0, 0, 0, 2],
    ]);
    expect(findLeaks(audited({ feedback }))).toMatchObject({
      heldoutInTrain: 2,
      trainInHeldout: 1,
    });
  });

  it("finds a persona that meets a prompt in two splits, and a prompt shown in one order", () => {
    const feedback = feedbackOf([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 1],
      [0, 1, 0, 0, 0],
      [0, 1, 0, 1, 0],
    ]);
    expect(findLeaks(audited({ feedback }))).toMatchObject({
      pairs: 2,
      pairsInTwoSplits: 1,
      unevenOrder: 1,
    });
  });

  it("finds one text in both pools whatever its punctuation, and an unseen issue in train", () => {
    const texts = SUBJECTS.with(0, "What of tea?").with(5, "what of Tea");
    const prompts = promptsOf(texts).map((prompt, row) =>
      row === 0 ? { ...prompt, issue: "tea" } : prompt,
    );
    const leaks = findLeaks(audited({ prompts }));
    expect(leaks).toMatchObject({ promptsInBoth: 1, unseenIssues: 1, unseenWithTrain: 1 });
  });

  it("finds near-duplicates across pools, and shows the closest pairs once", () => {
    const texts = SUBJECTS.with(3, `${LONG} dogs?`).with(4, `${LONG} dogs`);
    const prompts = promptsOf(texts);
    const closest = [{ a: "q4", b: "q3", similarity: 1 }];
    const dataset = audited({ prompts, manifest: { prompts: { closest } } as never });
    expect(findLeaks(dataset)).toMatchObject({ mostSimilarAcross: 1, nearDuplicatesAcross: 1 });
    const pairs = closestPairs(dataset);
    expect(pairs).toHaveLength(1);
    expect(pairs[0].prompts.map(({ id }) => id).sort()).toEqual(["q3", "q4"]);
  });
});

describe("lengths", () => {
  it("gives the difference prompt by prompt and the bins of both positions", () => {
    const { difference, positions, bins, distance } = answerLengths(audited());
    // Position 0 has 70 to 75 words, mean 72.5; position 1 always 72.
    expect(positions.map(({ mean }) => mean)).toEqual([72.5, 72]);
    expect(difference.mean).toBe(0.5);
    expect(bins).toEqual([
      { from: 70, answers: [5, 6] },
      { from: 75, answers: [1, 0] },
    ]);
    // Distances of 70 to 75 from 72: 2 1 0 1 2 3.
    expect(distance).toBeCloseTo(9 / 6, 12);
  });
});

describe("checks", () => {
  const failing = (changes: Parameters<typeof audited>[0]) => {
    const dataset = audited(changes);
    const { found: coverage, measure } = coverageFound(dataset);
    return checksOf(dataset, {
      features: auditFeatures(dataset),
      again: askedAgain(dataset),
      coverage,
      measure,
      leaks: findLeaks(dataset),
    })
      .filter(({ passed, group }) => !passed && group !== "guess")
      .map(({ key }) => key);
  };

  it("pass on a sound dataset but for topics, which are uneven here", () => {
    expect(failing({})).toEqual(["topics"]);
  });

  it("hold the number of the position against its interval over issues, all else against a point", () => {
    const dataset = audited({});
    const { found: coverage, measure } = coverageFound(dataset);
    const feature = (key: string, accuracy: number, low: number) => ({
      ...{ key, label: key, rule: "", way: "", equal: 0, n: 1000 },
      ...{ accuracy, low, high: 2 * accuracy - low },
    });
    const features = [
      feature("position", 0.515, 0.49),
      feature("position", 0.515, 0.505),
      feature("words", 0.515, 0.49),
      feature("words", 0.509, 0.505),
      feature("words", 0.525, 0.512),
    ];
    const leaks = findLeaks(dataset);
    const checks = checksOf(dataset, {
      features,
      again: askedAgain(dataset),
      coverage,
      measure,
      leaks,
    });
    expect(checks.slice(0, 5).map(({ passed }) => passed)).toEqual([
      ...[true, false],
      ...[false, true, false],
    ]);
    // Where the interval reaches the band, more choices might pass.
    expect(checks.slice(2, 5).map(({ isOpen }) => isOpen)).toEqual([true, false, false]);
  });

  it("name what fails", () => {
    const feedback = feedbackOf([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 1],
      [1, 4, 0, 0, 0],
    ]);
    expect(failing({ feedback })).toEqual(
      expect.arrayContaining(["asked_before", "unjudged", "quota", "repeats", "heldout", "splits"]),
    );
  });
});

it("needs an answer for each position", () => {
  const [prompt] = promptsOf();
  expect(() => opposedAnswers([prompt], [answerOf(0, 0, 70, true)])).toThrow(
    "Prompt q0 has no answer for each of its two positions.",
  );
});
