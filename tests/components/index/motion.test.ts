import { expect, it } from "vitest";
import { ease, MOVE, placesAt, wave } from "../../../src/components/index/motion.ts";

const from = { x: Float32Array.of(0, 100), y: Float32Array.of(0, 0), radius: 2 };
const to = { x: Float32Array.of(100, 0), y: Float32Array.of(50, 50), radius: 4 };

it("starts at one arrangement and ends at the other within a second", () => {
  const now = { x: new Float32Array(2), y: new Float32Array(2) };
  const delay = wave(to, 100);
  expect(MOVE.all).toBeLessThan(1000);
  expect(placesAt(from, to, delay, 0, now)).toBe(2);
  expect([...now.x]).toEqual([0, 100]);
  expect(placesAt(from, to, delay, MOVE.all, now)).toBe(4);
  expect([...now.x, ...now.y]).toEqual([100, 0, 50, 50]);
});

it("moves the left before the right", () => {
  const now = { x: new Float32Array(2), y: new Float32Array(2) };
  placesAt(from, to, wave(to, 100), 300, now);
  expect(now.y[1]).toBeGreaterThan(now.y[0]);
});

it("eases symmetrically", () => {
  // Cubic in and out: 4 t^3 below the middle, its mirror above.
  expect(ease(0.25)).toBeCloseTo(0.0625, 12);
  expect(ease(0.75)).toBeCloseTo(0.9375, 12);
});
