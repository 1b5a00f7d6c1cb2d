import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dimension } from "../../../src/components/index/grid-dimension.ts";
import { hexagons, type Layout, orderBy } from "../../../src/components/index/layout.ts";
import { arrangements } from "../../../src/components/index/layouts.ts";
import { stacking } from "../../../src/components/index/pyramid.ts";
import { filterMask } from "../../../src/components/slices/slice.ts";
import type { CodedPersonas } from "../../../src/schema/tables.ts";
import { crowdOf, PLACES } from "./crowd-of.ts";

const FRAMES = [
  { width: 1100, height: 560 },
  { width: 720, height: 560 },
  { width: 331, height: 520 },
];

/** The nearest two centres, found by cells of the dots' diameter. */
function nearestPair({ x, y, radius }: Layout): number {
  const size = radius * 2;
  const cells = new Map<string, number[]>();
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    const column = Math.floor(x[i] / size);
    const row = Math.floor(y[i] / size);
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const j of cells.get(`${column + dx},${row + dy}`) ?? [])
          nearest = Math.min(nearest, Math.hypot(x[i] - x[j], y[i] - y[j]));
    const key = `${column},${row}`;
    cells.set(key, [...(cells.get(key) ?? []), i]);
  }
  return nearest;
}

function matches(personas: CodedPersonas, layout: Layout, row: number): boolean {
  return layout.groups[layout.groupOf[row]].where.every(
    (filter) => filterMask(personas, filter)[row] === 1,
  );
}

describe.each(arrangements(PLACES))("the arrangement $name", ({ arrange }) => {
  const personas = crowdOf(1586);
  const order = orderBy(personas.codes.race);

  it.each(FRAMES)("places everyone inside $width x $height without overlap", (frame) => {
    const layout = arrange(personas, order, frame);
    expect(layout.x).toHaveLength(1586);
    expect(layout.radius).toBeGreaterThan(1);
    for (let i = 0; i < 1586; i++) {
      expect(layout.x[i]).toBeGreaterThanOrEqual(layout.radius);
      expect(layout.x[i]).toBeLessThanOrEqual(frame.width - layout.radius);
      expect(layout.y[i]).toBeGreaterThanOrEqual(layout.radius);
      expect(layout.y[i]).toBeLessThanOrEqual(frame.height - layout.radius);
    }
    expect(nearestPair(layout)).toBeGreaterThanOrEqual(2 * layout.radius);
  });

  it("gives the same places again", () => {
    expect(arrange(personas, order, FRAMES[0])).toEqual(arrange(personas, order, FRAMES[0]));
  });

  it("puts each persona in the group whose conditions it meets", () => {
    const layout = arrange(personas, order, FRAMES[0]);
    for (let row = 0; row < personas.n; row++) {
      if (layout.groups.length === 0) expect(layout.groupOf[row]).toBe(-1);
      else expect(matches(personas, layout, row)).toBe(true);
    }
  });

  it("holds for one person and for none", () => {
    for (const n of [0, 1]) {
      const few = crowdOf(n);
      const layout = arrange(few, orderBy(few.codes.sex), FRAMES[1]);
      expect([...layout.x, ...layout.y].every(Number.isFinite)).toBe(true);
    }
  });
});

it("orders by class and keeps ties in table order", () => {
  expect(orderBy([2, 0, 1, 0])).toEqual([1, 3, 2, 0]);
});

describe("hexagons", () => {
  // The first ring of a hexagonal lattice has 6 points, the second 12: 1 + 6 + 12 = 19.
  it("has no two points nearer than 1 and fills compactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), (n) => {
        const points = hexagons(n);
        let nearest = Number.POSITIVE_INFINITY;
        for (let i = 0; i < n; i++)
          for (let j = 0; j < i; j++)
            nearest = Math.min(
              nearest,
              Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]),
            );
        expect(nearest).toBeCloseTo(1, 9);
        // A disc of n unit-spaced points has area n * sqrt(3)/2; one more ring at most.
        const reach = Math.max(...points.map(([x, y]) => Math.hypot(x, y)));
        expect(reach).toBeLessThan(Math.sqrt((n * Math.sqrt(3)) / 2 / Math.PI) + 1);
      }),
    );
  });
});

describe("stacking", () => {
  it("finds the largest dots for which the longest band fits", () => {
    // 60 dots, 400 long, 28 across: 2 across -> 14 wide x 30 = 420 > 400, so 13.33; 3 across -> 9.33.
    expect(stacking(60, 400, 28).deep).toBe(2);
    expect(stacking(60, 400, 28).pitch).toBeCloseTo(400 / 30, 12);
  });
});

describe("dimension", () => {
  it("keeps the table within its space for any counts", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 12, maxLength: 12 }),
        (counts) => {
          const { widths, heights } = dimension(counts, 4, { width: 800, height: 400 });
          const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
          expect(sum(widths)).toBeLessThanOrEqual(800 + 1e-6);
          expect(sum(heights)).toBeLessThanOrEqual(400 + 1e-6);
        },
      ),
      { numRuns: 30 },
    );
  });
});
