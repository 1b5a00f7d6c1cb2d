import fc from "fast-check";
import { expect, test } from "vitest";
import { jitteredWait, LIMITS, retryAfterMs } from "../../../src/testbed/lm/retry.ts";

test("Retry-After is seconds or a date; a date gone by is no wait", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const ask = (text: string) => retryAfterMs({ "retry-after": text }, now);
  expect(ask("3")).toBe(3000);
  expect(ask("0.5")).toBe(500);
  expect(ask("Thu, 01 Jan 2026 00:00:07 GMT")).toBe(7000);
  expect(ask("Wed, 31 Dec 2025 23:59:00 GMT")).toBe(0);
  expect(ask("soon")).toBeNull();
  expect(retryAfterMs({}, now)).toBeNull();
  expect(retryAfterMs(undefined, now)).toBeNull();
});

// 500 ms doubled: 500, 1000, 2000, ... up to 120,000; half of the bound where chance is a half.
test("the bound of a wait doubles up to the longest", () => {
  const waits = [0, 1, 2, 7, 8, 20].map((retry) => jitteredWait(retry, LIMITS, 0.5));
  expect(waits).toEqual([250, 500, 1000, 32_000, 60_000, 60_000]);
});

test("jitter is full: from nothing to the bound", () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat(40), chance, (retry, random) => {
      const wait = jitteredWait(retry, LIMITS, random);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(LIMITS.longestWaitMs);
    }),
  );
  expect(jitteredWait(5, LIMITS, 0)).toBe(0);
});
