import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { NOT_APPLICABLE } from "../../../src/schema/attribute.ts";
import {
  EDUCATION,
  IDEOLOGY,
  PARTY,
  RELIGION,
  TRAIT_LEVELS,
  TRAITS,
} from "../../../src/schema/levels.ts";
import { STATES } from "../../../src/schema/places.ts";
import { seeded } from "../../../src/stats/random.ts";
import { classProbabilities } from "../../../src/testbed/survey/class-table.ts";
import { normalProbability } from "../../../src/testbed/survey/normal-probability.ts";
import { cellOfRespondent } from "../../../src/testbed/survey/respondent.ts";
import { sampleBeliefs, sampleTraits } from "../../../src/testbed/survey/sample.ts";
import { loadSurveyModels, type SurveyModels } from "../../../src/testbed/survey/survey-models.ts";

let models: SurveyModels;
beforeAll(async () => {
  models = await loadSurveyModels(join(import.meta.dirname, "../../../data/survey"));
});

const none = (levels: readonly string[]) => levels.indexOf(NOT_APPLICABLE);
const utah = STATES.findIndex((state) => state.name === "Utah");
const bachelor = EDUCATION.indexOf("Bachelor's degree");
const adult = { age: 45, sex: 1, race: 0, hispanic: 0, education: bachelor, state: utah };

test("nobody is given an answer outside the question's universe", () => {
  const respondents = fc.record({
    age: fc.integer({ min: 0, max: 99 }),
    sex: fc.integer({ min: 0, max: 1 }),
    race: fc.integer({ min: 0, max: 6 }),
    hispanic: fc.integer({ min: 0, max: 10 }),
    education: fc.integer({ min: 0, max: 14 }),
    state: fc.integer({ min: 0, max: 50 }),
  });
  fc.assert(
    fc.property(respondents, fc.integer(), (respondent, seed) => {
      const { religion, party, ideology } = sampleBeliefs(models, respondent, seeded(seed));
      expect(religion === none(RELIGION)).toBe(respondent.age < 15);
      expect(party === none(PARTY)).toBe(respondent.age < 18);
      expect(ideology === none(IDEOLOGY)).toBe(respondent.age < 18);
      const traits = new Uint8Array(TRAITS.length);
      sampleTraits(models, respondent, ideology, seeded(seed), traits);
      for (const level of traits) expect(level).toBeLessThan(TRAIT_LEVELS.length);
    }),
  );
});

test("the same seed draws the same answers", () => {
  const run = () => {
    const random = seeded(7);
    return Array.from({ length: 50 }, () => {
      const beliefs = sampleBeliefs(models, adult, random);
      const traits = new Uint8Array(TRAITS.length);
      sampleTraits(models, adult, beliefs.ideology, random, traits);
      return [...Object.values(beliefs), ...traits].join("");
    });
  };
  expect(run()).toEqual(run());
  expect(new Set(run()).size).toBeGreaterThan(40);
});

test("draws have the table's probabilities", () => {
  const n = 40_000;
  const counts = new Float64Array(models.religion.classes);
  const random = seeded(11);
  for (let i = 0; i < n; i++) counts[sampleBeliefs(models, adult, random).religion]++;
  const p = new Float64Array(models.religion.classes);
  classProbabilities(models.religion, cellOfRespondent(adult), utah, p);
  // Five standard errors.
  p.forEach((share, k) => {
    expect(Math.abs(counts[k] / n - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / n));
  });
});

/** Levels of many people of one kind, standardised level numbers by trait. */
function levelsOf(n: number, ideologyOf: (i: number) => number, seed: number): number[][] {
  const random = seeded(seed);
  const out = new Uint8Array(TRAITS.length);
  return Array.from({ length: n }, (_, i) => {
    sampleTraits(models, adult, ideologyOf(i), random, out);
    return [...out];
  });
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  const cov = mean(x.map((xi, i) => (xi - mx) * (y[i] - my)));
  return cov / Math.sqrt(mean(x.map((a) => (a - mx) ** 2)) * mean(y.map((b) => (b - my) ** 2)));
}

test("levels correlate as the traits do, somewhat weakened by the cuts", () => {
  const rows = levelsOf(40_000, () => none(IDEOLOGY), 3);
  for (let a = 0; a < TRAITS.length; a++) {
    for (let b = 0; b < a; b++) {
      const r = models.traits.correlations[a * TRAITS.length + b];
      const drawn = correlation(
        rows.map((row) => row[a]),
        rows.map((row) => row[b]),
      );
      // Five levels keep about 0.9 of a correlation (Cohen 1983); 0.02 for chance.
      expect(Math.abs(drawn - 0.9 * r)).toBeLessThan(0.02 + 0.05 * Math.abs(r));
    }
  }
});

test("a sex and age band has the levels that its norms and the cuts give", () => {
  const n = 40_000;
  const rows = levelsOf(n, () => none(IDEOLOGY), 5);
  const group = 1 * 4 + 2;
  TRAITS.forEach((_, t) => {
    const cuts = models.traits.cuts.subarray((group * 5 + t) * 4, (group * 5 + t) * 4 + 4);
    for (let level = 0; level < 4; level++) {
      const below = rows.filter((row) => row[t] <= level).length / n;
      expect(below).toBeCloseTo(normalProbability(cuts[level]), 1.8);
    }
  });
});

test("openness falls and conscientiousness rises towards the conservative side", () => {
  const mean = (level: number, trait: number) => {
    const rows = levelsOf(20_000, () => level, 9);
    return rows.reduce((sum, row) => sum + row[trait], 0) / rows.length;
  };
  const [liberal, conservative] = [IDEOLOGY.indexOf("Liberal"), IDEOLOGY.indexOf("Conservative")];
  expect(mean(liberal, 0)).toBeGreaterThan(mean(conservative, 0) + 0.2);
  expect(mean(liberal, 1)).toBeLessThan(mean(conservative, 1) - 0.05);
});

test("drawing a person takes a few microseconds at most", () => {
  const random = seeded(1);
  const traits = new Uint8Array(TRAITS.length);
  const start = performance.now();
  for (let i = 0; i < 200_000; i++) {
    const { ideology } = sampleBeliefs(models, adult, random);
    sampleTraits(models, adult, ideology, random, traits);
  }
  // Measured 0.05 s by itself; other work may share the machine.
  expect(performance.now() - start).toBeLessThan(2000);
});
