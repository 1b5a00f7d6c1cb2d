import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DEFAULT_VIEW,
  type DisagreementView,
  RANKS,
  readView,
  writeView,
} from "../../../src/components/disagreement/view.ts";
import { COUNTABLE } from "../../../src/schema/attributes.ts";
import { SPLITS } from "../../../src/schema/feedback-tables.ts";
import { slices } from "../slices/slices.ts";

const known = { personas: 40, topics: ["guns", "schools"], framings: ["story", "advice"] };
const keys = COUNTABLE.map(({ key }) => key);
const views: fc.Arbitrary<DisagreementView> = fc
  .record({
    slice: slices(40),
    by: fc.constantFrom(...keys),
    also: fc.option(fc.constantFrom(...keys)),
    rows: fc.constantFrom("topics" as const, "axes" as const),
    topic: fc.option(fc.constantFrom(...known.topics)),
    framing: fc.option(fc.constantFrom(...known.framings)),
    split: fc.option(fc.constantFrom(...SPLITS)),
    measure: fc.constantFrom("gap" as const, "outvoted" as const),
    rank: fc.constantFrom(...RANKS),
    group: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
  })
  .map((view) => ({ ...view, also: view.also === view.by ? null : view.also }));

describe("the view in the address", () => {
  test("comes back as it was", () => {
    fc.assert(
      fc.property(views, (view) => {
        const { value, problems } = readView(writeView(view), known);
        expect(problems).toEqual([]);
        expect(value).toEqual(view);
      }),
    );
  });

  test("of defaults is empty", () => {
    expect(writeView(DEFAULT_VIEW)).toBe("");
    expect(readView("", known)).toEqual({ value: DEFAULT_VIEW, problems: [] });
  });

  test("never throws, and says what it ignores", () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        expect(readView(query, known).value.by).toBeDefined();
      }),
    );
    const { value, problems } = readView("by=shoe_size&topic=knitting&also=sex&split=dev", known);
    expect(value).toEqual({ ...DEFAULT_VIEW, also: "sex" });
    expect(problems).toEqual([
      '"shoe_size" is not a known value of "by".',
      '"knitting" is not a known value of "topic".',
      '"dev" is not a known value of "split".',
    ]);
    expect(readView("by=sex&also=sex", known).problems).toHaveLength(1);
  });
});
