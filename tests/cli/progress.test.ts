import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { plainProgress } from "../../src/cli/progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("plain lines come after a second, every two seconds, and at the end", () => {
  const lines: string[] = [];
  const progress = plainProgress((line) => lines.push(line));
  progress.begin("Personas", 1_000_000);
  for (let second = 0; second < 5; second++) {
    vi.advanceTimersByTime(1000);
    progress.advance(200_000);
  }
  progress.end("1,000,000 written");
  expect(lines).toEqual([
    "Personas ...",
    "Personas: 400,000 of 1,000,000",
    "Personas: 800,000 of 1,000,000",
    "Personas: 1,000,000 written (5.0 s)",
  ]);
});

test("a note is said with the count, and without one", () => {
  const lines: string[] = [];
  const progress = plainProgress((line) => lines.push(line));
  progress.note?.("nobody hears it");
  progress.begin("ask models", 20);
  vi.advanceTimersByTime(3000);
  progress.note?.("no worker");
  progress.note?.("4.2 calls/s");
  vi.advanceTimersByTime(2000);
  progress.advance(5);
  progress.end();
  expect(lines).toEqual([
    "ask models ...",
    "ask models: 0 of 20, no worker",
    "ask models: 5 of 20, 4.2 calls/s",
    "ask models: done (5.0 s)",
  ]);
});

test("a step ends when the next begins, and nothing is said between steps", () => {
  const lines: string[] = [];
  const progress = plainProgress((line) => lines.push(line));
  progress.advance();
  progress.begin("A");
  progress.begin("B");
  progress.end();
  progress.end();
  vi.advanceTimersByTime(5000);
  expect(lines).toEqual(["A: done (0.0 s)", "B: done (0.0 s)"]);
});

test("a step that fails within a second has said nothing", () => {
  const lines: string[] = [];
  plainProgress((line) => lines.push(line)).begin("Reading figures");
  vi.advanceTimersByTime(900);
  expect(lines).toEqual([]);
});
