import { describe, expect, test } from "vitest";
import { STATES } from "../../../src/schema/places.ts";
import type { Random } from "../../../src/stats/random.ts";
import { seeded } from "../../../src/stats/random.ts";
import { AGE_BAND_OF } from "../../../src/testbed/census/age-bands.ts";
import { birthStates, drawBirthState } from "../../../src/testbed/census/birth-state.ts";
import type { Donors } from "../../../src/testbed/census/donors.ts";
import {
  NATION,
  type PublishedTable,
  stateGeography,
} from "../../../src/testbed/census/published-table.ts";

const stateOf = (postal: string) => STATES.findIndex((state) => state.postal === postal);

const table = (figure: (geography: string, variable: string) => number): PublishedTable => ({
  get: figure,
  label: (variable) => variable,
});

/** Every state has 800 born in it who stayed, and 200 born elsewhere; Ohio has 600 and 400. */
const dp02 = table((geography, variable) => {
  const born = geography === stateGeography("39") ? 600 : 800;
  return variable === "DP02_0089E" ? born : 1000 - born;
});

/** Nationally 80 % live in the state of birth: 90 % of those under 5, 75 % of those of 75. */
const b06001 = table((geography, variable) => {
  expect(geography).toBe(NATION);
  const at = Number(variable.slice(7, 10));
  const isHome = at < 26;
  const age = at - (isHome ? 14 : 26);
  const shares = [0.9, ...new Array<number>(9).fill(0.8), 0.75];
  // Sizes such that all together are at 80 %: 0.1 too many of 50 against 0.05 of 100.
  const sizes = [50, ...new Array<number>(9).fill(100), 100];
  return sizes[age] * (isHome ? shares[age] : 1 - shares[age]);
});

/** Movers of New York: equal numbers from the division, the region and elsewhere. */
const movers = ["PA", "MA", "TX"].map(stateOf);
const donors: Donors = {
  n: 5,
  weights: Float64Array.of(1, 1, 1, 50, 70),
  age: new Int32Array(5),
  codes: {
    citizenship: Uint8Array.of(0, 0, 0, 0, 4),
    state: new Uint8Array(5).fill(stateOf("NY")),
    // The fourth stayed, the fifth is from abroad: neither is a mover.
    place_of_birth: Uint8Array.of(...movers, stateOf("NY"), 80),
  },
  language: new Uint8Array(5),
  misses: new Float64Array(0),
};
const birth = birthStates(dp02, b06001, donors);

describe("birthStates", () => {
  test("the share who stayed follows state and age on the logit scale", () => {
    const [ohio, utah] = ["OH", "UT"].map(stateOf);
    expect(birth.stayed[utah][AGE_BAND_OF[30]]).toBeCloseTo(0.8, 10);
    expect(birth.stayed[utah][AGE_BAND_OF[2]]).toBeCloseTo(0.9, 10);
    expect(birth.stayed[utah][AGE_BAND_OF[80]]).toBeCloseTo(0.75, 10);
    expect(birth.stayed[ohio][AGE_BAND_OF[30]]).toBeCloseTo(0.6, 10);
    // Odds of 9 against 4 for all: 1.5 x 2.25 = 3.375 of 4.375.
    expect(birth.stayed[ohio][AGE_BAND_OF[2]]).toBeCloseTo(3.375 / 4.375, 10);
  });

  test("nearness is movers over those expected by size", () => {
    // From New York by size: 2 states of the division, 6 more of the region, 42 elsewhere, with
    // 800 each (Ohio elsewhere, with 600). One mover from each: the factors are as 1 / size.
    const [division, region, elsewhere] = birth.nearness;
    expect(division).toBeCloseTo((42 * 800 - 200) / (2 * 800), 10);
    expect(region).toBeCloseTo((42 * 800 - 200) / (6 * 800), 10);
    expect(elsewhere).toBe(1);
  });

  test("movers come from another state, near ones more often", () => {
    STATES.forEach((_, state) => {
      const shares = birth.movedFrom[state];
      expect(shares[shares.length - 1]).toBeCloseTo(1, 10);
      expect(shares[state] - (state > 0 ? shares[state - 1] : 0)).toBe(0);
    });
    const fromNewYork = birth.movedFrom[stateOf("NY")];
    const share = (postal: string) =>
      fromNewYork[stateOf(postal)] - fromNewYork[stateOf(postal) - 1];
    // By size and nearness a third comes from the two states of the division.
    expect(share("PA") + share("NJ")).toBeCloseTo(1 / 3, 10);
    expect(share("TX")).toBeLessThan(share("MA"));
  });
});

describe("drawBirthState", () => {
  const sequence = (...values: number[]): Random => ({
    next: () => values.shift()!,
    below: () => 0,
  });

  test("stays below the share, else takes the state where the draw falls", () => {
    const [utah, texas] = ["UT", "TX"].map(stateOf);
    const band = AGE_BAND_OF[30];
    expect(drawBirthState(birth, utah, band, sequence(0.79))).toBe(utah);
    const below = birth.movedFrom[utah][texas - 1];
    expect(drawBirthState(birth, utah, band, sequence(0.81, below + 1e-9))).toBe(texas);
    expect(drawBirthState(birth, utah, band, sequence(0.81, below - 1e-9))).toBe(texas - 1);
  });

  test("whoever moved was not born where they live", () => {
    const random = seeded(3);
    for (let i = 0; i < 3000; i++) {
      const state = i % STATES.length;
      const moved = sequence(0.9999, random.next());
      expect(drawBirthState(birth, state, AGE_BAND_OF[40], moved)).not.toBe(state);
    }
  });
});
