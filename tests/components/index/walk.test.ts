import { expect, it } from "vitest";
import type { Layout } from "../../../src/components/index/layout.ts";
import { groupNeighbour, neighbour } from "../../../src/components/index/walk.ts";

// A cross of five dots around the first, the last two in a group of their own.
const layout: Layout = {
  x: Float32Array.of(50, 40, 60, 50, 50),
  y: Float32Array.of(50, 50, 50, 40, 60),
  radius: 4,
  groups: ["a", "empty", "b"].map((label) => ({
    label,
    box: { x: 0, y: 0, width: 1, height: 1 },
    where: [],
  })),
  groupOf: Int16Array.of(0, 0, 0, 2, 2),
  marks: [],
};

it("goes to the nearest dot in each direction and stays at the edge", () => {
  expect(neighbour(layout, 0, "left")).toBe(1);
  expect(neighbour(layout, 0, "right")).toBe(2);
  expect(neighbour(layout, 0, "up")).toBe(3);
  expect(neighbour(layout, 0, "down")).toBe(4);
  expect(neighbour(layout, 4, "down")).toBe(4);
});

it("skips groups without people", () => {
  expect(groupNeighbour(layout, 0, 1)).toBe(3);
  expect(groupNeighbour(layout, 4, -1)).toBe(0);
  expect(groupNeighbour(layout, 4, 1)).toBe(4);
});
