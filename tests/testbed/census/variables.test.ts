import { describe, expect, test } from "vitest";
import { binOf } from "../../../src/schema/attribute.ts";
import { attributeOf } from "../../../src/schema/attributes.ts";
import { BIRTH_REGIONS, BIRTHPLACE_LEVELS } from "../../../src/schema/birthplaces.ts";
import { DIVISIONS, STATES } from "../../../src/schema/places.ts";
import {
  AGE_BAND_OF,
  AGE_BANDS,
  COARSE_AGE_BANDS,
  COARSE_OF_AGE_BAND,
} from "../../../src/testbed/census/age-bands.ts";
import { PLACES_WITHIN, YEARS_IN_BAND } from "../../../src/testbed/census/details.ts";
import {
  RELATIVE_BIRTHPLACES,
  relativeBirthplace,
  VARIABLES,
} from "../../../src/testbed/census/variables.ts";

const AGES = Array.from({ length: 100 }, (_, age) => age);
/** First ages of, or first ages beyond, the universes of census questions. */
const UNIVERSE_BREAKS = [3, 5, 15, 16, 17, 18, 51];

describe("age bands", () => {
  test("an age lies in the band that begins at it or last before it", () => {
    for (const age of AGES) {
      const begun = AGE_BANDS.filter((start) => start <= age);
      expect(AGE_BAND_OF[age]).toBe(begun.length - 1);
    }
  });

  test("every band lies within one declared bin", () => {
    const age = attributeOf("age");
    for (const years of AGES) {
      const start = AGE_BANDS[AGE_BAND_OF[years]];
      expect(binOf(age, years)).toBe(binOf(age, start));
    }
  });

  test("bands, full and coarse, break where universes do", () => {
    for (const age of UNIVERSE_BREAKS) {
      expect(AGE_BANDS).toContain(age);
      expect(COARSE_AGE_BANDS).toContain(age);
    }
  });

  test("a coarse band holds whole bands", () => {
    AGE_BANDS.forEach((start, band) => {
      const coarse = COARSE_AGE_BANDS.filter((from) => from <= start).length - 1;
      expect(COARSE_OF_AGE_BAND[band]).toBe(coarse);
    });
    for (const start of COARSE_AGE_BANDS) expect(AGE_BANDS).toContain(start);
  });

  test("years within a band fit the table of ages, up to 99", () => {
    AGE_BANDS.forEach((start, band) => {
      const next = AGE_BANDS[band + 1] ?? 100;
      expect(next - start).toBeLessThanOrEqual(YEARS_IN_BAND);
    });
  });
});

describe("relative birthplaces", () => {
  test("a birthplace is within its relative birthplace, and only there", () => {
    const groupsOf = BIRTHPLACE_LEVELS.map((_, place) =>
      PLACES_WITHIN.flatMap((places, relative) => (places.includes(place) ? [relative] : [])),
    );
    const found = STATES.map((_, state) =>
      BIRTHPLACE_LEVELS.map((_, place) => [relativeBirthplace(place, state)]),
    );
    STATES.forEach((_, state) => {
      // Who stayed has a birthplace by the state, and so none in the lists.
      expect(found[state][state]).toEqual([0]);
      found[state][state] = groupsOf[state];
      expect(found[state]).toEqual(groupsOf);
    });
    expect(PLACES_WITHIN[0]).toEqual([]);
  });

  test("their order is: at home, the divisions, the islands, the world", () => {
    expect(RELATIVE_BIRTHPLACES).toHaveLength(1 + DIVISIONS.length + 2 + BIRTH_REGIONS.length);
    const texas = STATES.findIndex(({ postal }) => postal === "TX");
    const named = (place: string) =>
      RELATIVE_BIRTHPLACES[relativeBirthplace(BIRTHPLACE_LEVELS.indexOf(place), texas)];
    expect(named("Texas")).toBe("State of residence");
    expect(named("Oklahoma")).toBe("Another state in West South Central");
    expect(named("Maine")).toBe("Another state in New England");
    expect(named("Puerto Rico")).toBe("Puerto Rico");
    expect(named("Mexico")).toBe("Latin America");
    expect(named("Elsewhere in Oceania")).toBe("Oceania");
  });
});

describe("VARIABLES", () => {
  test("each comes after the parents that it requires", () => {
    const order = VARIABLES.map(({ key }) => key);
    expect(new Set(order).size).toBe(order.length);
    VARIABLES.forEach(({ required }, at) => {
      for (const name of required) {
        expect(order.indexOf(name.replace("~", ""))).toBeGreaterThanOrEqual(0);
        expect(order.indexOf(name.replace("~", ""))).toBeLessThan(at);
      }
    });
  });

  test("coarse levels cover every level, and are fewer", () => {
    for (const { key, levels, coarse } of VARIABLES) {
      if (!coarse) continue;
      expect(coarse.of, key).toHaveLength(levels);
      expect(new Set(coarse.of).size, key).toBe(coarse.levels);
      expect(Math.max(...coarse.of), key).toBe(coarse.levels - 1);
      expect(coarse.levels, key).toBeLessThan(levels);
    }
  });
});
