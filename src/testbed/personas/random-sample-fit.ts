/** What a simple random sample of the census would reach: the yardstick beside a population's fit. */
import { aliasTable, drawOutcome } from "../../stats/discrete.ts";
import { drawMultinomial } from "../../stats/multinomial.ts";
import type { Random } from "../../stats/random.ts";
import { totalVariation } from "../../stats/total-variation.ts";
import type { FitTargets, MarginTarget } from "../census/targets.ts";
import type { CodedPool } from "./calibration-layout.ts";
import { attributeFits, type MeanMax, meanMax, pairFits } from "./fidelity.ts";

/** Averages over the draws of the mean, and of the maximum, over attributes and over pairs. */
export interface RandomSampleFit {
  readonly draws: number;
  /** What was drawn, in one sentence. */
  readonly method: string;
  readonly attributes: MeanMax;
  readonly pairs: MeanMax;
}

/** Census persons with their weights, as `loadPopulation` reads them. */
export interface PopulationSource extends CodedPool {
  readonly weights: Float64Array;
}

/**
 * Draws every target table as a simple random sample of n people would fill it.
 * Tables are drawn one by one, so the means are those of a sample of persons, and the maxima
 * are slightly above, since tables of the same persons err together. The time does not depend on n.
 * @param sizes people for each margin: n, or those whom a survey asks.
 */
export function sampleTables(
  targets: FitTargets,
  n: number,
  sizes: readonly number[],
  draws: number,
  random: Random,
): RandomSampleFit {
  const results = Array.from({ length: draws }, () => ({
    attributes: meanMax(
      targets.margins.map(({ shares }, m) =>
        totalVariation(drawMultinomial(shares, Math.max(1, sizes[m]), random), shares),
      ),
    ),
    pairs: meanMax(
      targets.pairs.map(({ shares }) => totalVariation(drawMultinomial(shares, n, random), shares)),
    ),
  }));
  const method =
    "each committed target table drawn on its own as a multinomial of the same n; surveys among those they ask";
  return averageOf(results, method);
}

/**
 * Draws n census persons at a time with probability proportional to their weight, as the
 * PERSONA paper does, and measures them against the targets of the attributes they have.
 */
export function samplePersons(
  source: PopulationSource,
  targets: FitTargets,
  n: number,
  draws: number,
  random: Random,
  onDraw: () => void = () => {},
): RandomSampleFit {
  const margins = targets.margins.filter((target) => source.codes[target.key]);
  const census: FitTargets = { margins, pairs: targets.pairs };
  const alias = aliasTable(source.weights);
  const results = Array.from({ length: draws }, () => {
    const rows = Int32Array.from({ length: n }, () => drawOutcome(alias, random));
    const sample = rowsOf(source, census, rows);
    const result = {
      attributes: meanMax(attributeFits(sample, census, new Set()).map(({ tvd }) => tvd)),
      pairs: meanMax(pairFits(sample, census).map(({ tvd }) => tvd)),
    };
    onDraw();
    return result;
  });
  const method =
    "persons of the census microdata drawn with replacement by their weight; census attributes only";
  return averageOf(results, method);
}

/** People each margin's target speaks of: all n, or the share that a survey asks. */
export function universeSizes(
  margins: readonly MarginTarget[],
  countsWithin: (target: MarginTarget) => Float64Array,
): number[] {
  return margins.map((target) => Math.round(countsWithin(target).reduce((sum, k) => sum + k, 0)));
}

function rowsOf(source: PopulationSource, targets: FitTargets, rows: Int32Array): CodedPool {
  const keys = new Set([
    ...targets.margins.map(({ key }) => key),
    ...targets.pairs.flatMap(({ a, b }) => [a, b]),
  ]);
  const codes: Record<string, Uint8Array> = {};
  for (const key of keys) {
    const column = source.codes[key];
    codes[key] = Uint8Array.from(rows, (row) => column[row]);
  }
  return { n: rows.length, codes };
}

function averageOf(
  results: readonly { attributes: MeanMax; pairs: MeanMax }[],
  method: string,
): RandomSampleFit {
  const average = (of: "attributes" | "pairs"): MeanMax => ({
    mean: meanMax(results.map((result) => result[of].mean)).mean,
    max: meanMax(results.map((result) => result[of].max)).mean,
  });
  return {
    draws: results.length,
    method,
    attributes: average("attributes"),
    pairs: average("pairs"),
  };
}
