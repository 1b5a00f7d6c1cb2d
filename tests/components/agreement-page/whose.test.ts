import { expect, test } from "vitest";
import { chartProvenance, whoseJudgements } from "../../../src/components/agreement-page/whose.ts";

const NOBODY = "asked to answer as a simulated persona would; nobody’s own opinion is measured.";

test("names the raters, as many as can be read, and their files", () => {
  const files = { kind: "files", files: ["a.json"] } as const;
  expect(whoseJudgements(files, { people: ["Ann (s)"], models: ["m", "n"] })).toBe(
    `Judgements by 1 person (Ann (s)) and 2 models (m, n), ${NOBODY} From a.json.`,
  );
  const people = ["a", "b", "c", "d", "e", "x".repeat(60)];
  const of = { kind: "dataset", files: [] } as const;
  expect(whoseJudgements(of, { people, models: [] })).toBe(
    `Judgements by 6 people (a, b, c, d and 2 more), ${NOBODY}`,
  );
  expect(whoseJudgements(of, { people: people.slice(5), models: [] })).toContain(
    `(${"x".repeat(40)}…)`,
  );
});

test("tells simulated judgements from others, and both from the dataset", () => {
  const source = { kind: "simulated", files: [] } as const;
  const sentence = chartProvenance(source, { people: ["a"], models: [] }, "No person was asked.");
  expect(sentence).toMatch(/^Simulated judgements, .* The dataset itself: No person was asked\.$/);
});
