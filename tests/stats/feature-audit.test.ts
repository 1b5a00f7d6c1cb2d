import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusteredMean } from "../../src/stats/clustered-mean.ts";
import { auditFeature } from "../../src/stats/feature-audit.ts";
import { seeded } from "../../src/stats/random.ts";

describe("audit of a feature", () => {
  it("gives an answer worked by hand", () => {
    // Train: longer is preferred twice, shorter once, and an equal pair says nothing: sign 1.
    // Test: right, wrong, equal (half), a tie and an unknown length left out: (1 + 0 + 1/2) / 3.
    const difference = [5, -2, 3, 0, 4, 4, 0, 7, Number.NaN];
    const choice = [0, 1, 1, 1, 0, 1, 0, 2, 0];
    const isTest = [0, 0, 0, 0, 1, 1, 1, 1, 1];
    const persona = [0, 1, 2, 3, 0, 1, 2, 3, 4];
    const prompt = [0, 0, 1, 1, 0, 1, 0, 1, 1];
    const audit = auditFeature(difference, choice, isTest, persona, prompt);
    expect(audit).toMatchObject({ sign: 1, equal: 1, n: 3, missing: 2, clusters: [3, 2] });
    expect(audit.mean).toBeCloseTo(0.5, 12);
    const expected = clusteredMean(
      [1, 0, 0.5],
      [
        [0, 1, 2],
        [0, 1, 0],
      ],
    );
    expect([audit.se, audit.low]).toEqual([expected.se, expected.low]);
  });

  it("learns which way it goes, so that a leak shows either way", () => {
    const rows = Array.from({ length: 40 }, (_, i) => i);
    const difference = rows.map((i) => (i % 3) - 1.5);
    const isTest = rows.map((i) => i % 2);
    const of = (choice: number[]) =>
      auditFeature(
        difference,
        choice,
        isTest,
        rows.map((i) => i % 7),
        rows.map((i) => i % 5),
      );
    const longer = rows.map((i) => (difference[i] > 0 ? 0 : 1));
    expect(of(longer)).toMatchObject({ mean: 1, sign: 1 });
    expect(of(longer.map((side) => 1 - side))).toMatchObject({ mean: 1, sign: -1 });
  });

  it("does not learn from what is not known", () => {
    // With the unknown length taken for a number the sign would be lost.
    const audit = auditFeature([Number.NaN, 1, 1], [0, 0, 0], [0, 0, 1], [0, 1, 2], [0, 1, 2]);
    expect(audit).toMatchObject({ sign: 1, mean: 1 });
  });

  it("has no accuracy without test choices", () => {
    expect(auditFeature([1], [0], [0], [0], [0])).toMatchObject({ mean: Number.NaN, n: 0 });
    expect(auditFeature([], [], [], [], []).mean).toBeNaN();
    expect(auditFeature([1], [2], [1], [0], [0])).toMatchObject({ mean: Number.NaN, missing: 1 });
  });

  it("does not depend on which position is called 0, nor on the unit of the feature", () => {
    const row = fc.record({
      difference: fc.integer({ min: -3, max: 3 }),
      choice: fc.nat({ max: 2 }),
      isTest: fc.nat({ max: 1 }),
      persona: fc.nat({ max: 3 }),
      prompt: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const of = (scale: number, turn: boolean) =>
          auditFeature(
            rows.map(({ difference }) => (turn ? -scale : scale) * difference),
            rows.map(({ choice }) => (turn ? [1, 0, 2][choice] : choice)),
            rows.map(({ isTest }) => isTest),
            rows.map(({ persona }) => persona),
            rows.map(({ prompt }) => prompt),
          );
        expect(of(1, true)).toEqual(of(1, false));
        expect(of(2.5, false)).toEqual(of(1, false));
      }),
    );
  });

  it("holds one half in its interval for a feature that says nothing", () => {
    const random = seeded(9);
    let covered = 0;
    for (let round = 0; round < 200; round++) {
      const rows = Array.from({ length: 300 }, (_, i) => i);
      const { low, high } = auditFeature(
        rows.map(() => random.below(9) - 4),
        rows.map(() => random.below(2)),
        rows.map((i) => i % 2),
        rows.map(() => random.below(30)),
        rows.map(() => random.below(20)),
      );
      if (low <= 0.5 && 0.5 <= high) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.89);
  });
});
