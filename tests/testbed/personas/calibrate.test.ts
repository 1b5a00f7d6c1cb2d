import { describe, expect, it } from "vitest";
import { expectedTotalVariation } from "../../../src/stats/binomial-deviation.ts";
import { countLevels } from "../../../src/stats/counts.ts";
import { seeded } from "../../../src/stats/random.ts";
import { totalVariation } from "../../../src/stats/total-variation.ts";
import { calibrate } from "../../../src/testbed/personas/calibrate.ts";
import { marginShares } from "../../../src/testbed/personas/calibration-layout.ts";
import { rakingWeights } from "../../../src/testbed/personas/raking-weights.ts";
import { choose, syntheticPool, targetsFrom } from "./pool.ts";

const country = syntheticPool(20_000, 1);
const targets = targetsFrom(country);
// Another country's candidates: without a choice their margins are wrong.
const pool = syntheticPool(4_000, 2, 0.3);
const age = targets.margins[0];
const N = 300;

/** Largest miss of a level in persons. */
function largestMiss(chosen: ReturnType<typeof choose>): number {
  const misses = targets.margins.flatMap((target) => {
    const shares = marginShares(target, chosen, age);
    const counts = countLevels(chosen.codes[target.key], shares.length);
    return [...counts].map((count, level) => Math.abs(count - shares[level] * chosen.n));
  });
  return Math.max(...misses);
}

function meanPairDistance(chosen: ReturnType<typeof choose>): number {
  const { pairs } = targetsFrom(chosen);
  const distances = pairs.map(({ shares }, p) => totalVariation(shares, targets.pairs[p].shares));
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

describe("calibrate", () => {
  const options = { iterations: 300_000 };
  const rows = calibrate(pool, targets, N, seeded(7), options);

  it("chooses n candidates, each once, in ascending order", () => {
    expect(rows).toHaveLength(N);
    rows.forEach((row, i) => {
      if (i > 0) expect(row).toBeGreaterThan(rows[i - 1]);
    });
    expect(rows[N - 1]).toBeLessThan(pool.n);
  });

  it("meets every level of every margin within two persons, where chance does not", () => {
    expect(largestMiss(choose(pool, rows))).toBeLessThan(2);
    expect(
      largestMiss(
        choose(
          pool,
          rows.map((_, i) => i),
        ),
      ),
    ).toBeGreaterThan(10);
  });

  it("fits pairs better than a simple random sample of the target population can", () => {
    const chance =
      targets.pairs.reduce((sum, { shares }) => sum + expectedTotalVariation(shares, N), 0) /
      targets.pairs.length;
    expect(meanPairDistance(choose(pool, rows))).toBeLessThan(0.7 * chance);
  });

  it("is decided by the seed", () => {
    expect(calibrate(pool, targets, N, seeded(7), options)).toEqual(rows);
    expect(calibrate(pool, targets, N, seeded(8), options)).not.toEqual(rows);
  });

  it("reports its progress up to the end", () => {
    const seen: number[] = [];
    calibrate(pool, targets, 20, seeded(1), {
      iterations: 1000,
      onProgress: (done) => seen.push(done),
    });
    expect(seen.at(-1)).toBe(1000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it("takes everyone where there is no choice, and refuses where there are too few", () => {
    const few = syntheticPool(5, 3);
    expect([...calibrate(few, targets, 5, seeded(1))]).toEqual([0, 1, 2, 3, 4]);
    expect(() => calibrate(few, targets, 6, seeded(1))).toThrow("5 candidates are too few");
    expect(() => calibrate({ n: 9, codes: {} }, targets, 6, seeded(1))).toThrow("has no ");
  });
});

describe("raking weights", () => {
  it("make the margins exact, survey margins among those asked", () => {
    const { weights, converged, effectiveSize } = rakingWeights(pool, targets.margins);
    expect(converged).toBe(true);
    expect(effectiveSize).toBeLessThan(pool.n);
    for (const target of targets.margins) {
      const counts = countLevels(pool.codes[target.key], target.shares.length, undefined, weights);
      if (target.source === "survey") counts[counts.length - 1] = 0;
      expect(totalVariation(counts, target.shares)).toBeLessThan(1e-4);
    }
  });

  it("name the levels that no persona has", () => {
    const codes = { ...pool.codes, race: pool.codes.race.map((code) => (code === 6 ? 0 : code)) };
    const { empty } = rakingWeights({ n: pool.n, codes }, targets.margins);
    expect(empty).toEqual([{ key: "race", level: "Two or more races" }]);
  });
});
