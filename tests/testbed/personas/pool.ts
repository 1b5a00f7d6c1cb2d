/** A small synthetic pool and its own targets, for tests of calibration and fidelity. */
import { coarseLevels, coarseOf } from "../../../src/schema/attribute.ts";
import { attributeOf } from "../../../src/schema/attributes.ts";
import { seeded } from "../../../src/stats/random.ts";
import type { FitTargets, MarginTarget } from "../../../src/testbed/census/targets.ts";
import type { CodedPool } from "../../../src/testbed/personas/calibration-layout.ts";

const CENSUS_KEYS = ["age", "sex", "race", "marital_status", "employment_status", "education"];
const RELIGION_FROM = 3;

/** Candidates whose attributes depend on age, in the proportions of a made-up country. */
export function syntheticPool(n: number, seed: number, tilt = 0): CodedPool {
  const random = seeded(seed);
  const codes: Record<string, Uint8Array> = {};
  for (const key of [...CENSUS_KEYS, "religion"]) codes[key] = new Uint8Array(n);
  const skewed = (levels: number) => Math.floor(levels * random.next() ** (1.5 + tilt));
  for (let i = 0; i < n; i++) {
    const age = random.below(attributeOf("age").levels.length);
    codes.age[i] = age;
    codes.sex[i] = random.next() < 0.49 + tilt / 10 ? 0 : 1;
    codes.race[i] = skewed(7);
    codes.marital_status[i] = age < RELIGION_FROM ? 4 : skewed(5);
    codes.employment_status[i] = age < RELIGION_FROM ? 5 : skewed(5);
    codes.education[i] = age === 0 ? 14 : Math.min(13, age + skewed(6));
    codes.religion[i] = age < RELIGION_FROM ? 10 : (skewed(10) + codes.race[i]) % 10;
  }
  return { n, codes };
}

/** The pool's own distributions as targets; religion among those who are asked. */
export function targetsFrom(pool: CodedPool): FitTargets {
  const margins = [...CENSUS_KEYS, "religion"].map((key): MarginTarget => {
    const counts = new Float64Array(attributeOf(key).levels.length);
    for (const code of pool.codes[key]) counts[code]++;
    const source = key === "religion" ? "survey" : "census";
    if (source === "survey") counts[counts.length - 1] = 0;
    const sum = counts.reduce((total, count) => total + count, 0);
    return { key, source, n: sum, shares: counts.map((count) => count / sum) };
  });
  const pairs = CENSUS_KEYS.flatMap((a, i) =>
    CENSUS_KEYS.slice(i + 1).map((b) => {
      const ofA = attributeOf(a);
      const ofB = attributeOf(b);
      const columns = coarseLevels(ofB).length;
      const shares = new Float64Array(coarseLevels(ofA).length * columns);
      for (let row = 0; row < pool.n; row++) {
        const cell = coarseOf(ofA, pool.codes[a][row]) * columns;
        shares[cell + coarseOf(ofB, pool.codes[b][row])] += 1 / pool.n;
      }
      return { a, b, shares };
    }),
  );
  return { margins, pairs };
}

/** The pool's rows at the indices. */
export function choose(pool: CodedPool, rows: Int32Array): CodedPool {
  const codes = Object.fromEntries(
    Object.entries(pool.codes).map(([key, column]) => [
      key,
      Uint8Array.from(rows, (row) => column[row]),
    ]),
  );
  return { n: rows.length, codes };
}
