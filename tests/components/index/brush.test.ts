import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boxBetween,
  groupsWithin,
  rowsOf,
  selectionOf,
  sliceOf,
} from "../../../src/components/index/brush.ts";
import { orderBy } from "../../../src/components/index/layout.ts";
import { arrangements } from "../../../src/components/index/layouts.ts";
import { crowdOf, PLACES } from "./crowd-of.ts";

const FRAME = { width: 1000, height: 560 };
const personas = crowdOf(800);
const order = orderBy(personas.codes.sex);

describe.each(arrangements(PLACES).filter(({ name }) => name !== "crowd"))(
  "a rectangle over the arrangement $name",
  ({ arrange }) => {
    const layout = arrange(personas, order, FRAME);
    it("selects exactly the people of the groups that it touches", () => {
      const at = (size: number) => fc.double({ min: 0, max: size, noNaN: true });
      fc.assert(
        fc.property(at(1000), at(560), at(1000), at(560), (x1, y1, x2, y2) => {
          const groups = groupsWithin(layout, boxBetween(x1, y1, x2, y2));
          const touched = Array.from(personas.codes.sex.keys()).filter((row) =>
            groups.includes(layout.groupOf[row]),
          );
          if (groups.length === 0) return;
          const { filters, dots } = selectionOf(personas, layout, groups);
          expect(rowsOf(personas, filters, dots)).toEqual(touched);
        }),
      );
    });
  },
);

describe("sliceOf", () => {
  it("joins the levels that both a brush and the legend name", () => {
    const slice = sliceOf(
      personas,
      [
        { kind: "levels", key: "race", levels: [0, 1, 2] },
        { kind: "levels", key: "race", levels: [2, 3] },
        { kind: "range", key: "age", from: 20, to: null },
      ],
      null,
    );
    expect(slice.filters).toEqual([
      { kind: "levels", key: "race", levels: [2] },
      { kind: "range", key: "age", from: 20, to: null },
    ]);
    expect(slice.picked).toBeNull();
  });

  it("picks people one by one where one attribute has a range and levels", () => {
    const filters = [
      { kind: "range", key: "age", from: 10, to: 17 },
      { kind: "levels", key: "age", levels: [2] },
    ] as const;
    const slice = sliceOf(personas, filters, null);
    // Level 2 of age is 10 to 14, inside the range.
    const expected = Array.from(personas.numbers.age, (age) => (age >= 10 && age <= 14 ? 1 : 0));
    expect(slice.filters).toEqual([]);
    expect([...(slice.picked ?? [])]).toEqual(expected);
  });

  it("keeps the dots of a crowd", () => {
    const slice = sliceOf(personas, [], [1, 3]);
    expect(slice.picked?.subarray(0, 5)).toEqual(Uint8Array.of(0, 1, 0, 1, 0));
  });
});
