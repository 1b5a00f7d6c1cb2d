/** Measures a dataset on disk against the committed targets. */
import { join } from "node:path";
import { seeded } from "../../stats/random.ts";
import { loadPopulation } from "../census/load-population.ts";
import { readTargets } from "../census/targets.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import type { Progress } from "../progress.ts";
import {
  type AttributeFit,
  attributeFits,
  countsWithin,
  type MeanMax,
  meanMax,
  type PairFit,
  pairFits,
} from "./fidelity.ts";
import { sampleModel } from "./model-sample.ts";
import {
  type RandomSampleFit,
  samplePersons,
  sampleTables,
  universeSizes,
} from "./random-sample-fit.ts";

export interface Fidelity {
  /** Personas. */
  readonly n: number;
  /** Every countable attribute with a target, worst first. */
  readonly attributes: readonly AttributeFit[];
  readonly pairs: MeanMax & { readonly count: number; readonly worst: readonly PairFit[] };
  /** Mean and maximum over the attributes above. */
  readonly attributesSummary: MeanMax;
  /** The expectation for a simple random sample of the same n. */
  readonly srs: RandomSampleFit;
  /** The same for candidates of the model, before any calibration; null where not asked for. */
  readonly modelSrs: RandomSampleFit | null;
}

export interface MeasureOptions {
  /** Project root, where the committed targets are. */
  readonly root: string;
  /** Folder of PUMS files to draw persons from; the committed tables are drawn where absent. */
  readonly pums?: string;
  readonly draws: number;
  readonly seed: number;
  /** Whether to sample the model too, from the tables below `root`. */
  readonly withModel: boolean;
}

const WORST_PAIRS = 10;

/** @throws InputError for a file that is missing or wrong. */
export async function measureDataset(
  folder: string,
  { root, pums, draws, seed, withModel }: MeasureOptions,
  progress: Progress,
): Promise<Fidelity> {
  progress.begin("Reading the personas");
  const manifest = await readManifest(join(folder, "manifest.json"));
  const targets = await readTargets(root);
  const personas = await readPersonas(join(folder, "personas.parquet"), { texts: false });
  progress.begin("Measuring margins and pairs");
  const weights = isEqual(personas.weights) ? undefined : personas.weights;
  const controlled = new Set(manifest.calibration.controlled);
  const attributes = attributeFits(personas, targets, controlled, weights);
  const pairs = pairFits(personas, targets, weights);
  const population = pums === undefined ? null : await loadPopulation({ pums }, progress);
  progress.begin("Drawing random samples", draws);
  const random = seeded(seed);
  const srs = population
    ? samplePersons(population, targets, personas.n, draws, random, () => progress.advance())
    : sampleTables(
        targets,
        personas.n,
        universeSizes(targets.margins, (target) =>
          countsWithin(target, personas.codes[target.key]),
        ),
        draws,
        random,
      );
  if (withModel) progress.begin("Drawing from the model");
  const modelSrs = withModel
    ? await sampleModel(root, targets, personas.n, draws, seed, random)
    : null;
  progress.end();
  return {
    n: personas.n,
    attributes,
    pairs: {
      ...meanMax(pairs.map(({ tvd }) => tvd)),
      count: pairs.length,
      worst: pairs.slice(0, WORST_PAIRS),
    },
    attributesSummary: meanMax(attributes.map(({ tvd }) => tvd)),
    srs,
    modelSrs,
  };
}

function isEqual(weights: Float64Array): boolean {
  return weights.every((weight) => weight === weights[0]);
}
