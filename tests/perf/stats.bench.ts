/** Calibration, raking and counting, at the sizes of the default dataset and above. */

import { coarseLevels } from "../../src/schema/attribute.ts";
import { attributeOf, COUNTABLE } from "../../src/schema/attributes.ts";
import { crosstab } from "../../src/stats/crosstab.ts";
import { ipf, marginOfCells } from "../../src/stats/ipf.ts";
import { type Random, seeded } from "../../src/stats/random.ts";
import type { FitTargets, MarginTarget } from "../../src/testbed/census/targets.ts";
import { calibrate } from "../../src/testbed/personas/calibrate.ts";
import type { CodedPool } from "../../src/testbed/personas/calibration-layout.ts";
import { attributeFits, meanMax, pairFits } from "../../src/testbed/personas/fidelity.ts";
import { rakingWeights } from "../../src/testbed/personas/raking-weights.ts";
import { medianTime, type Row } from "./benchmark.ts";

export const name = "Calibration, raking and cross-tabs (synthetic candidates)";

const PERSONAS = 1_586;
const CANDIDATES = 40_000;

export async function run(): Promise<Row[]> {
  return [...calibration(), ...(await raking()), ...(await counting())];
}

function calibration(): Row[] {
  const pool = candidates(CANDIDATES, seeded(1));
  const targets = targetsOf(candidates(200_000, seeded(2)));
  const start = performance.now();
  const rows = calibrate(pool, targets, PERSONAS, seeded(3));
  const time = performance.now() - start;
  const fitOf = (of: Int32Array) => {
    const chosen = rowsOf(pool, of);
    return {
      points: meanMax(attributeFits(chosen, targets, new Set()).map((fit) => fit.maxErrorPp)).max,
      pairs: meanMax(pairFits(chosen, targets).map((fit) => fit.tvd)).mean,
    };
  };
  const chosen = fitOf(rows);
  const chance = fitOf(rows.map((_, i) => i));
  const what = `calibrate ${PERSONAS} of ${CANDIDATES}, ${targets.pairs.length} pairs`;
  return [
    { what, value: time, unit: "ms" },
    {
      what: "worst level by chance",
      value: chance.points,
      unit: "points",
      group: "level",
      baseline: true,
    },
    { what: "worst level calibrated", value: chosen.points, unit: "points", group: "level" },
    {
      what: "mean pair TVD by chance",
      value: chance.pairs,
      unit: "TVD",
      group: "pairs",
      baseline: true,
    },
    { what: "mean pair TVD calibrated", value: chosen.pairs, unit: "TVD", group: "pairs" },
  ];
}

async function raking(): Promise<Row[]> {
  const pool = candidates(CANDIDATES, seeded(4));
  const { margins } = targetsOf(candidates(100_000, seeded(5)));
  const shape = [7, 6, 10, 3, 4, 4];
  const random = seeded(6);
  const seed = Float64Array.from({ length: 20_160 }, () => 0.1 + random.next());
  const tableMargins = shape.map((levels, axis) => {
    const totals = new Float64Array(levels);
    marginOfCells(shape, [axis]).forEach((level, i) => {
      totals[level] += seed[20_159 - i];
    });
    return { axes: [axis], totals };
  });
  return [
    {
      what: `rake ${CANDIDATES} people to ${margins.length} margins`,
      value: await medianTime(() => rakingWeights(pool, margins), 3),
      unit: "ms",
    },
    {
      what: "IPF of 20,160 cells to 6 margins",
      value: await medianTime(() => ipf(seed, shape, tableMargins, { tolerance: 1e-8 })),
      unit: "ms",
      note: "aim: under 10 ms",
    },
  ];
}

async function counting(): Promise<Row[]> {
  const { codes } = candidates(1_000_000, seeded(7), ["race", "education"]);
  const rows = Int32Array.from({ length: 500_000 }, (_, i) => 2 * i);
  const levels = [7, attributeOf("education").levels.length];
  const count = (of?: Int32Array) =>
    crosstab(codes.race, levels[0], codes.education, levels[1], of);
  return [
    {
      what: "cross-tab of 1,000,000 by typed arrays",
      value: await medianTime(() => count()),
      unit: "ms",
      group: "crosstab",
      baseline: true,
    },
    {
      what: "the same over 500,000 row indices",
      value: await medianTime(() => count(rows)),
      unit: "ms",
      group: "crosstab",
    },
    {
      what: "the same through a Map of level names",
      value: await medianTime(() => countByName(codes.race, codes.education), 3),
      unit: "ms",
      group: "crosstab",
    },
  ];
}

function countByName(race: Uint8Array, education: Uint8Array): Map<string, number> {
  const [races, educations] = [attributeOf("race").levels, attributeOf("education").levels];
  const counts = new Map<string, number>();
  for (let i = 0; i < race.length; i++) {
    const key = `${races[race[i]]}|${educations[education[i]]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** People whose attributes all lean on one hidden score, so that pairs are dependent. */
function candidates(n: number, random: Random, keys?: readonly string[]): CodedPool {
  const of = COUNTABLE.filter(({ key }) => keys === undefined || keys.includes(key));
  const codes = Object.fromEntries(of.map(({ key }) => [key, new Uint8Array(n)]));
  for (let i = 0; i < n; i++) {
    const score = random.next();
    of.forEach(({ key, levels }, at) => {
      const mixed = (at % 3) / 4;
      const u = mixed * score + (1 - mixed) * random.next();
      codes[key][i] = Math.floor(levels.length * u * u);
    });
  }
  return { n, codes };
}

function targetsOf(people: CodedPool): FitTargets {
  const margins = COUNTABLE.map(({ key, levels }): MarginTarget => {
    const shares = new Float64Array(levels.length);
    for (const code of people.codes[key]) shares[code] += 1 / people.n;
    return { key, source: "census", n: people.n, shares };
  });
  const census = COUNTABLE.filter(({ key, source }) => source === "census" && key !== "is_adult");
  const pairs = census.flatMap((a, i) =>
    census.slice(i + 1).map((b) => {
      const columns = coarseLevels(b).length;
      const shares = new Float64Array(coarseLevels(a).length * columns);
      const [ofA, ofB] = [a, b].map(
        ({ coarse, levels }) => coarse?.of ?? levels.map((_, level) => level),
      );
      for (let row = 0; row < people.n; row++) {
        const cell = ofA[people.codes[a.key][row]] * columns + ofB[people.codes[b.key][row]];
        shares[cell] += 1 / people.n;
      }
      return { a: a.key, b: b.key, shares };
    }),
  );
  return { margins, pairs };
}

function rowsOf(pool: CodedPool, rows: Int32Array): CodedPool {
  const codes = Object.fromEntries(
    Object.entries(pool.codes).map(([key, column]) => [
      key,
      Uint8Array.from(rows, (row) => column[row]),
    ]),
  );
  return { n: rows.length, codes };
}
