/** What calibration reaches on the model's own candidates: the figures of docs/method/calibration.md. */
import { seeded } from "../../src/stats/random.ts";
import { systematicSample } from "../../src/stats/systematic.ts";
import { type FitTargets, readTargets } from "../../src/testbed/census/targets.ts";
import { drawPassing } from "../../src/testbed/personas/block.ts";
import { calibrate } from "../../src/testbed/personas/calibrate.ts";
import type { CodedPool } from "../../src/testbed/personas/calibration-layout.ts";
import { attributeFits, meanMax, pairFits } from "../../src/testbed/personas/fidelity.ts";
import { rakingWeights } from "../../src/testbed/personas/raking-weights.ts";
import { loadSources, type Sources } from "../../src/testbed/personas/sources.ts";
import type { Row } from "./benchmark.ts";

export const name = "Choosing personas from the model's candidates, against the committed targets";

const PERSONAS = 1_586;
const CANDIDATES = 40_000;
const POOLS = 6;

export async function run(): Promise<Row[]> {
  const sources = await loadSources("data");
  const targets = await readTargets(".");
  const pool = poolOf(sources, 0);
  const first = Int32Array.from({ length: PERSONAS }, (_, i) => i);
  return [
    ...choices(pool, first, targets),
    ...weighted(pool, first, targets),
    ...otherPools(sources, targets),
  ];
}

/** Candidates that break no rule. */
function poolOf(sources: Sources, stream: number): CodedPool {
  const { candidates, rows } = drawPassing(sources, CANDIDATES, 2024, stream);
  return chosenFrom(candidates, rows);
}

function chosenFrom(pool: CodedPool, rows: Int32Array): CodedPool {
  const codes: Record<string, Uint8Array> = {};
  for (const [key, column] of Object.entries(pool.codes)) {
    codes[key] = Uint8Array.from(rows, (row) => column[row]);
  }
  return { n: rows.length, codes };
}

function fitOf(personas: CodedPool, targets: FitTargets, weights?: Float64Array) {
  const fits = attributeFits(personas, targets, new Set(), weights);
  return {
    points: Math.max(...fits.map((fit) => fit.maxErrorPp)),
    pairs: meanMax(pairFits(personas, targets, weights).map((fit) => fit.tvd)),
  };
}

/** Time and fit of each way to choose, as ratios to the first n candidates. */
function choices(pool: CodedPool, first: Int32Array, targets: FitTargets): Row[] {
  const margins: FitTargets = { margins: targets.margins, pairs: [] };
  const optimised = (of: FitTargets, iterations?: number) => () =>
    calibrate(pool, of, PERSONAS, seeded(2024, 2), { iterations });
  const ways: readonly (readonly [what: string, choose: () => Int32Array])[] = [
    ["first 1,586", () => first],
    [
      "raking weights, then systematic",
      () => systematicSample(rakingWeights(pool, targets.margins).weights, PERSONAS, seeded(1)),
    ],
    ["optimised for margins alone", optimised(margins)],
    ["optimised, 0.5 million proposals", optimised(targets, 500_000)],
    ["optimised, default", optimised(targets)],
    ["optimised, 20 million proposals", optimised(targets, 20_000_000)],
  ];
  return ways.flatMap(([what, choose], i) => {
    const start = performance.now();
    const rows = choose();
    const time = performance.now() - start;
    const { points, pairs } = fitOf(chosenFrom(pool, rows), targets);
    const baseline = i === 0;
    return [
      { what: `${what}: worst level`, value: points, unit: "points", group: "level", baseline },
      { what: "  mean pair TVD", value: pairs.mean, unit: "TVD", group: "mean", baseline },
      { what: "  worst pair TVD", value: pairs.max, unit: "TVD", group: "worst", baseline },
      ...(baseline ? [] : [{ what: "  time", value: time, unit: "ms" }]),
    ];
  });
}

/** Raking weights on the first candidates, and on those that were chosen. */
function weighted(pool: CodedPool, first: Int32Array, targets: FitTargets): Row[] {
  const best = calibrate(pool, targets, PERSONAS, seeded(2024, 2));
  return (
    [
      ["first 1,586, raked", first],
      ["optimised, raked", best],
    ] as const
  ).flatMap(([what, rows]) => {
    const personas = chosenFrom(pool, rows);
    const raked = rakingWeights(personas, targets.margins);
    const { points, pairs } = fitOf(personas, targets, raked.weights);
    return [
      { what: `${what}: effective n`, value: Math.round(raked.effectiveSize), unit: "personas" },
      { what: "  worst level", value: points, unit: "points" },
      { what: "  mean pair TVD", value: pairs.mean, unit: "TVD" },
      { what: "  levels without a persona", value: raked.empty.length, unit: "levels" },
    ];
  });
}

/** Lowest and highest over pools of other seeds, and other numbers of personas. */
function otherPools(sources: Sources, targets: FitTargets): Row[] {
  const pools = Array.from({ length: POOLS }, (_, stream) => poolOf(sources, stream));
  return [500, PERSONAS, 5_000].flatMap((n) => {
    const fits = pools.map((pool) =>
      fitOf(chosenFrom(pool, calibrate(pool, targets, n, seeded(2024, 2))), targets),
    );
    const points = fits.map((fit) => fit.points);
    const means = fits.map((fit) => fit.pairs.mean);
    const what = `${n.toLocaleString("en-US")} of ${POOLS} pools`;
    return [
      { what: `${what}: worst level, lowest`, value: Math.min(...points), unit: "points" },
      { what: "  highest", value: Math.max(...points), unit: "points" },
      { what: "  mean pair TVD, lowest", value: Math.min(...means), unit: "TVD" },
      { what: "  highest", value: Math.max(...means), unit: "TVD" },
    ];
  });
}
