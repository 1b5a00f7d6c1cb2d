import { expect, test } from "vitest";
import { plainItem } from "../../../../src/testbed/bench/design/item.ts";
import { summaryUse } from "../../../../src/testbed/bench/lm/summaries.ts";
import { referenceModels } from "../../../../src/testbed/bench/reference/models.ts";
import { referenceSummaries } from "../../../../src/testbed/bench/reference/summaries.ts";
import { CASES } from "../../../schema/persona-cases.ts";
import { evenPersonas, truthByHand } from "../small-truth.ts";

/** Extraversion tells most of the even issues, party of the odd ones; nothing else tells anything. */
const truth = truthByHand({
  personas: evenPersonas(200),
  issues: 2,
  leaning: (issue, code) => (issue === 0 ? code("extraversion") : code("political_views")),
});
const models = referenceModels(truth);
const [even, odd] = [plainItem(0, 0), plainItem(0, 8)];

test("a summary keeps what tells most of the issue, a trait with its line of the profile", () => {
  const items = referenceSummaries(
    models["reference/demographic"],
    [even, odd],
    () => CASES.worker,
    (prompt) => `issue ${prompt >> 3}`,
  );
  expect(items.map(({ summary }) => summary.attributes[0])).toEqual([
    "big_five_scores",
    "political_views",
  ]);
  // Four are kept, of which some the profile does not show.
  for (const { summary } of items) {
    expect(summary.attributes.length).toBeGreaterThan(0);
    expect(summary.attributes.length).toBeLessThanOrEqual(4);
  }
  expect(summaryUse(items).unknown).toEqual({});
  const { attributes } = summaryUse(items.slice(0, 1));
  expect(attributes.find(({ attribute }) => attribute === "big_five_scores")?.share).toBe(1);
});

test("a summary does not name what is hidden from it", () => {
  const hidden = { ...odd, hidden: ["political_views"] };
  const [item] = referenceSummaries(
    models["reference/demographic"],
    [hidden],
    () => CASES.worker,
    () => "issue",
  );
  expect(item.summary.attributes).not.toContain("political_views");
  expect(summaryUse([item]).unknown).toEqual({});
});

test("the party model keeps the party alone; the generic one makes no summaries", () => {
  const [item] = referenceSummaries(
    models["reference/party"],
    [even],
    () => CASES.worker,
    (prompt) => `issue ${prompt >> 3}`,
  );
  expect(item).toMatchObject({
    persona: CASES.worker,
    summary: { attributes: ["political_views"] },
  });
  expect(
    referenceSummaries(
      models["reference/generic"],
      [even],
      () => CASES.worker,
      (prompt) => `issue ${prompt >> 3}`,
    ),
  ).toEqual([]);
});
