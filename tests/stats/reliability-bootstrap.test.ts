import { describe, expect, test } from "vitest";
import { groupReliability } from "../../src/stats/group-reliability.ts";
import type { PromptCounts } from "../../src/stats/prompt-shares.ts";
import { seeded } from "../../src/stats/random.ts";
import { reliabilityIntervals } from "../../src/stats/reliability-bootstrap.ts";

/** Two groups of ten judges each; the first agrees with itself, the second tosses coins. */
function counts(prompts: number, seed: number): PromptCounts {
  const random = seeded(seed);
  const zero = new Float64Array(prompts * 2);
  for (let prompt = 0; prompt < prompts; prompt++) {
    const p = random.below(2) === 0 ? 0.1 : 0.9;
    for (let judge = 0; judge < 10; judge++) {
      if (random.below(1000) < p * 1000) zero[prompt * 2]++;
      if (random.below(2) === 0) zero[prompt * 2 + 1]++;
    }
  }
  return { prompts, groups: 2, n: new Float64Array(prompts * 2).fill(10), zero };
}

describe("reliabilityIntervals", () => {
  // Two judges of the first group agree with chance 0.9² + 0.1² = 0.82, by chance 0.5: alpha 0.64.
  test("covers the known agreement in 35 of 40 samples at least", () => {
    let covered = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { matrix } = reliabilityIntervals(counts(150, seed), seeded(seed, 1), 100);
      if (matrix[0].low <= 0.64 && 0.64 <= matrix[0].high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(35);
    expect(covered).toBeLessThanOrEqual(40);
  });

  test("holds the estimate, and is narrower with more prompts", () => {
    const few = reliabilityIntervals(counts(50, 1), seeded(1));
    const many = reliabilityIntervals(counts(800, 1), seeded(1));
    const { matrix } = groupReliability(counts(800, 1));
    expect(many.matrix[0].low).toBeLessThan(matrix[0]);
    expect(many.matrix[0].high).toBeGreaterThan(matrix[0]);
    expect(many.matrix[0].high - many.matrix[0].low).toBeLessThan(
      (few.matrix[0].high - few.matrix[0].low) / 2,
    );
  });

  test("is the same for the same seed, and NaN where nothing is defined", () => {
    expect(reliabilityIntervals(counts(20, 1), seeded(3), 20)).toEqual(
      reliabilityIntervals(counts(20, 1), seeded(3), 20),
    );
    const alone = {
      ...counts(20, 1),
      n: Float64Array.from({ length: 40 }, (_, i) => (i % 2 ? 0 : 10)),
    };
    const { xrr } = reliabilityIntervals(alone, seeded(1), 20);
    expect(xrr[0].low).toBeNaN();
  });
});
