import { describe, expect, test } from "vitest";
import { levelRows, notableDifference } from "../../../src/components/personas/attribute-chart.ts";
import {
  baseOf,
  drawnOrder,
  everybodyShare,
  fitOf,
  populationOf,
  uncountedLevel,
} from "../../../src/components/personas/population.ts";
import { attributeOf } from "../../../src/schema/attributes.ts";
import type { Targets } from "../../../src/schema/targets.ts";
import { personasOf } from "../personas-of.ts";

const personas = personasOf(400, 5);
// Exact shares to check by hand: 100 of 400 women; 200 moderate, 100 extremely liberal, 100 without.
personas.codes.sex.fill(0).fill(1, 0, 100);
personas.codes.ideology.fill(7).fill(3, 0, 200).fill(0, 200, 300);

const targets: Targets = {
  sex: { source: "census", n: 1000, shares: [0.5, 0.5] },
  ideology: { source: "survey", n: 50, shares: [0.3, 0, 0, 0.7, 0, 0, 0, 0] },
};
const population = populationOf(personas, targets, "Simulated.");

describe("shares against targets", () => {
  test("a survey that does not count those it did not ask is held against the rest", () => {
    // 100 of 400 have no ideology; of the other 300, 200 are moderate and 100 extremely liberal.
    expect(uncountedLevel(population, "ideology")).toBe(7);
    expect(baseOf(population, "ideology")).toBe(300);
    expect(everybodyShare(population, "ideology", 3)).toBeCloseTo(2 / 3, 12);
    expect(uncountedLevel(population, "sex")).toBe(-1);
    expect(baseOf(population, "sex")).toBe(400);
  });

  test("the worst fit comes first, attributes without a target last", () => {
    const fits = fitOf(population);
    expect(fits.slice(0, 2).map(({ attribute }) => attribute.key)).toEqual(["sex", "ideology"]);
    expect(fits[0].worst).toMatchObject({ difference: 0.25, beyond: true });
    expect(fits[1].worst?.difference).toBeCloseTo(1 / 3 - 0.3, 12);
    expect(fits[1].levels).toHaveLength(7);
    expect(fits.at(-1)?.worst).toBeNull();
  });

  test("the table keeps those left out, with a count and no share", () => {
    const rows = levelRows(attributeOf("ideology"), population, {
      counts: population.counts.ideology,
      total: 300,
      filter: undefined,
      sliced: false,
      highlight: null,
    });
    expect(rows[7]).toMatchObject({ level: "Not applicable", n: 100, share: null });
    expect(rows[3]).toMatchObject({ n: 200, share: 2 / 3, target: 0.7 });
  });
});

test("a difference is labelled only beyond the interval", () => {
  // Wilson 95 % of 8 of 10: 0.490 to 0.943.
  expect(notableDifference(8, 10, 0.5)).toBeNull();
  expect(notableDifference(8, 10, 0.4)).toBeCloseTo(0.4, 12);
  expect(notableDifference(0, 0, 0.4)).toBeNull();
  expect(notableDifference(8, 10, null)).toBeNull();
});

describe("drawnOrder", () => {
  test("is by size for names, their own for scales, with those left out last", () => {
    const counts = [5, 9, 1, 7, 0, 0, 0];
    expect(drawnOrder(attributeOf("race"), counts).slice(0, 4)).toEqual([1, 3, 0, 2]);
    const party = attributeOf("political_views");
    expect(drawnOrder(party, new Array(9).fill(1))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(drawnOrder(attributeOf("fertility"), [1, 5, 9])).toEqual([0, 1, 2]);
  });
});
