/** What the model gives without calibration: simple random samples of its candidates. */
import { join } from "node:path";
import type { Random } from "../../stats/random.ts";
import type { FitTargets } from "../census/targets.ts";
import { drawPassing } from "./block.ts";
import { type RandomSampleFit, samplePersons } from "./random-sample-fit.ts";
import { loadSources } from "./sources.ts";

/** Candidates to sample from: many times the personas, so that the pool's own error is small. */
const LEAST_POOL = 60_000;
const MOST_POOL = 200_000;

/** Persons drawn over all samples, which bounds the time for large populations. */
const MOST_DRAWN = 4_000_000;

const METHOD =
  "candidates of the model that break no rule, drawn with replacement and not calibrated";

/**
 * Fit of a simple random sample of n candidates, averaged over at most `draws` samples (two at
 * least). @throws InputError for damaged files below `root/data`.
 */
export async function sampleModel(
  root: string,
  targets: FitTargets,
  n: number,
  draws: number,
  seed: number,
  random: Random,
): Promise<RandomSampleFit> {
  const sources = await loadSources(join(root, "data"));
  const size = Math.min(Math.max(LEAST_POOL, 2 * n), MOST_POOL);
  const { candidates, rows } = drawPassing(sources, size, seed, 0);
  const weights = new Float64Array(candidates.n);
  for (const row of rows) weights[row] = 1;
  const samples = Math.max(2, Math.min(draws, Math.floor(MOST_DRAWN / n)));
  const source = { n: candidates.n, codes: candidates.codes, weights };
  return { ...samplePersons(source, targets, n, samples, random), method: METHOD };
}
