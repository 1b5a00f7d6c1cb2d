import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  both,
  boxBetween,
  groupsWithin,
  rowsOf,
  selectionOf,
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
          const selected = groups.length ? rowsOf(personas, selectionOf(layout, groups)) : [];
          expect(selected).toEqual(touched);
        }),
      );
    });
  },
);

describe("both", () => {
  it("keeps the levels that both selections name", () => {
    const a = [{ key: "race", levels: [0, 1, 2] }];
    const b = [
      { key: "race", levels: [2, 3] },
      { key: "age", from: 20, to: 64 },
    ];
    expect(both(a, b)).toEqual([
      { key: "race", levels: [2] },
      { key: "age", from: 20, to: 64 },
    ]);
  });

  it("refuses an attribute selected in two ways", () => {
    expect(() => both([{ key: "age", levels: [3] }], [{ key: "age", from: 0, to: 9 }])).toThrow(
      /age/,
    );
  });
});
