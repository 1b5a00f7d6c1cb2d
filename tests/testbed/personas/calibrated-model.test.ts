import { describe, expect, it } from "vitest";
import { expectedTotalVariation } from "../../../src/stats/binomial-deviation.ts";
import { seeded } from "../../../src/stats/random.ts";
import { readTargets } from "../../../src/testbed/census/targets.ts";
import { calibrate } from "../../../src/testbed/personas/calibrate.ts";
import { drawCandidates } from "../../../src/testbed/personas/candidates.ts";
import { loadCensusModel } from "../../../src/testbed/personas/census-model.ts";
import { attributeFits, meanMax, pairFits } from "../../../src/testbed/personas/fidelity.ts";
import { sampleModel } from "../../../src/testbed/personas/model-sample.ts";
import { loadSurveyModels } from "../../../src/testbed/survey/survey-models.ts";
import { choose } from "./pool.ts";

const N = 1586;

describe("personas calibrated to the committed tables", () => {
  it("meet every margin within a quarter of a point, and pairs better than chance can", async () => {
    const targets = await readTargets(".");
    const model = loadCensusModel("data/census");
    const surveys = await loadSurveyModels("data/survey");
    // Fewer candidates and proposals than the default: the floor of what it must reach.
    const pool = drawCandidates(model, surveys, 15_000, seeded(2024, 1));
    const rows = calibrate(pool, targets, N, seeded(2024, 2), { iterations: 800_000 });
    const personas = choose(pool, rows);
    for (const { name, maxErrorPp } of attributeFits(personas, targets, new Set())) {
      expect(maxErrorPp, name).toBeLessThanOrEqual(0.25);
    }
    const chance = meanMax(targets.pairs.map(({ shares }) => expectedTotalVariation(shares, N)));
    const pairs = meanMax(pairFits(personas, targets).map(({ tvd }) => tvd));
    expect(pairs.mean).toBeLessThan(0.85 * chance.mean);
  }, 30_000);

  it("samples of the model that are not calibrated fit as well as samples of the census", async () => {
    const targets = await readTargets(".");
    const model = await sampleModel(".", targets, N, 5, 1, seeded(1));
    const chance = meanMax(targets.pairs.map(({ shares }) => expectedTotalVariation(shares, N)));
    // The model's own error adds to chance: a few per cent at this size.
    expect(model.pairs.mean / chance.mean).toBeGreaterThan(0.95);
    expect(model.pairs.mean / chance.mean).toBeLessThan(1.1);
  }, 30_000);
});
