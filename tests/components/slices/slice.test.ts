import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PersonasTable } from "../../../src/components/personas-table.ts";
import {
  countSlice,
  EVERYBODY,
  type Filter,
  filterMask,
  indicesOf,
  isEverybody,
  levelsFilter,
  type Slice,
  toggleLevel,
  toggleLevels,
  withFilter,
} from "../../../src/components/slices/slice.ts";
import { attributeOf, COUNTABLE } from "../../../src/schema/attributes.ts";
import { NO_NUMBER } from "../../../src/schema/tables.ts";
import { personasOf } from "../personas-of.ts";
import { slices } from "./slices.ts";

const N = 60;
const personas = personasOf(N, 11);

/** One person and one filter at a time, from the definition. */
function passes(table: PersonasTable, person: number, filter: Filter): boolean {
  if (filter.kind === "levels") return filter.levels.includes(table.codes[filter.key][person]);
  const value = table.numbers[filter.key][person];
  if (value === NO_NUMBER) return false;
  return (
    (filter.from === null || value >= filter.from) && (filter.to === null || value <= filter.to)
  );
}

function inside(person: number, slice: Slice, condition: Uint8Array | null, without?: string) {
  if (slice.adults && personas.numbers.age[person] < 18) return false;
  if (slice.picked && !slice.picked[person]) return false;
  if (condition && !condition[person]) return false;
  return slice.filters.every(
    (filter) => filter.key === without || passes(personas, person, filter),
  );
}

describe("countSlice", () => {
  const conditions = fc.option(
    fc.array(fc.nat(1), { minLength: N, maxLength: N }).map((bits) => Uint8Array.from(bits)),
  );

  test("equals counting one person at a time", () => {
    fc.assert(
      fc.property(slices(N), conditions, (slice, condition) => {
        const counted = countSlice(personas, slice, condition);
        const people = Array.from({ length: N }, (_, i) => i);
        expect(Array.from(indicesOf(counted.mask))).toEqual(
          people.filter((person) => inside(person, slice, condition)),
        );
        expect(counted.n).toBe(indicesOf(counted.mask).length);
        for (const { key, levels } of COUNTABLE) {
          const expected = new Array(levels.length).fill(0);
          for (const person of people) {
            if (inside(person, slice, condition, key)) expected[personas.codes[key][person]]++;
          }
          expect(Array.from(counted.counts[key])).toEqual(expected);
          expect(counted.totals[key]).toBe(expected.reduce((sum, count) => sum + count, 0));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("counts everybody without filters", () => {
    const { n, counts } = countSlice(personas, EVERYBODY);
    expect(n).toBe(N);
    expect(counts.sex[0] + counts.sex[1]).toBe(N);
  });
});

describe("changing a slice", () => {
  test("keeps filters in the attributes' order, whatever the order of choosing", () => {
    const a = toggleLevel(toggleLevel(EVERYBODY, "religion", 1), "sex", 0);
    const b = toggleLevel(toggleLevel(EVERYBODY, "sex", 0), "religion", 1);
    expect(a).toEqual(b);
  });

  test("a level chosen twice is not chosen", () => {
    expect(isEverybody(toggleLevel(toggleLevel(EVERYBODY, "race", 3), "race", 3))).toBe(true);
  });

  test("a group is taken away only when all of it is in", () => {
    const one = toggleLevel(EVERYBODY, "state", 4);
    const three = toggleLevels(one, "state", [3, 4, 5]);
    expect(three.filters).toEqual([{ kind: "levels", key: "state", levels: [3, 4, 5] }]);
    expect(toggleLevels(three, "state", [3, 4, 5]).filters).toEqual([]);
  });

  test("an open filter is no filter", () => {
    const open: Filter = { kind: "range", key: "age", from: null, to: null };
    expect(withFilter(EVERYBODY, "age", open).filters).toEqual([]);
  });
});

describe("levelsFilter", () => {
  test("is a range of whole numbers for neighbouring bins", () => {
    // Bins 65-69 to 85+ are levels 14 to 18 of age.
    expect(levelsFilter(attributeOf("age"), [14, 15, 16, 17, 18])).toEqual({
      kind: "range",
      key: "age",
      from: 65,
      to: null,
    });
  });

  test("lets the same people through as the levels", () => {
    const keys = ["age", "income", "household_income", "race"];
    fc.assert(
      fc.property(
        fc.constantFrom(...keys).chain((key) => {
          const levels = attributeOf(key).levels.length;
          return fc.tuple(
            fc.constant(key),
            fc.uniqueArray(fc.nat(levels - 1), { minLength: 1, maxLength: 5 }),
          );
        }),
        ([key, levels]) => {
          const direct = filterMask(personas, { kind: "levels", key, levels });
          expect(filterMask(personas, levelsFilter(attributeOf(key), levels))).toEqual(direct);
        },
      ),
    );
  });
});
