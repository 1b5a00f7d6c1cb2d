/** The fit of the dataset shown, measured against the committed targets. */
import { join } from "node:path";
import type { MeasuredFit } from "../components/method/measured-fit.ts";
import { expectedTotalVariation } from "../stats/binomial-deviation.ts";
import { readTargets } from "../testbed/census/targets.ts";
import { readPersonas } from "../testbed/datasets/read-personas.ts";
import { countsWithin, pairFits } from "../testbed/personas/fidelity.ts";
import { measureDataset } from "../testbed/personas/measure-dataset.ts";
import { SILENT } from "../testbed/progress.ts";
import { DATASET } from "./dataset.ts";

/** Draws of a simple random sample behind its expectation, and their seed. */
const SAMPLE = { draws: 40, seed: 1, withModel: false } as const;

/** Every attribute and every pair, each beside what a simple random sample of the same size would give. */
export async function measureFit(): Promise<MeasuredFit> {
  const fidelity = await measureDataset(DATASET, { root: ".", ...SAMPLE }, SILENT);
  const targets = await readTargets(".");
  const personas = await readPersonas(join(DATASET, "personas.parquet"), { texts: false });
  const expectedOf = new Map(
    targets.margins.map((target) => {
      const asked = countsWithin(target, personas.codes[target.key]).reduce((a, b) => a + b, 0);
      return [target.key, expectedTotalVariation(target.shares, asked)];
    }),
  );
  const expectedOfPair = new Map(
    targets.pairs.map(({ a, b, shares }) => [
      `${a} ${b}`,
      expectedTotalVariation(shares, personas.n),
    ]),
  );
  return {
    n: fidelity.n,
    attributes: fidelity.attributes.map((fit) => ({
      ...fit,
      expected: expectedOf.get(fit.name) ?? Number.NaN,
    })),
    pairs: pairFits(personas, targets).map((pair) => ({
      ...pair,
      expected: expectedOfPair.get(`${pair.a} ${pair.b}`) ?? Number.NaN,
    })),
    means: {
      attributes: fidelity.attributesSummary,
      pairs: { mean: fidelity.pairs.mean, max: fidelity.pairs.max },
    },
    sample: fidelity.srs,
  };
}
