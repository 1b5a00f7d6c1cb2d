import { expect, test } from "vitest";
import type { Response } from "../../../src/schema/feedback-tables.ts";
import type { Pairs } from "../../../src/testbed/pairs/make-pairs.ts";
import { pairFigures, specificity } from "../../../src/testbed/pairs/pair-figures.ts";

/** By persona and prompt: choice under each control, words of both answers, who agrees. */
function pairsOf(
  rows: readonly (readonly [control: number, choice: number, words: number, agrees: number])[],
): Pairs {
  const of = (k: number) => Uint8Array.from(rows, (row) => row[k]);
  const answer = (words: number) => ({ words }) as Response;
  return {
    persona: Uint32Array.from(rows, (_, k) => Math.floor(k / 3)),
    prompt: Uint16Array.from(rows, (_, k) => Math.floor(k / 3) % 2),
    split: Uint8Array.from(rows, (_, k) => (k < 6 ? 0 : 1)),
    swapped: new Uint8Array(rows.length),
    utility: new Float32Array(rows.length),
    margin: new Float32Array(rows.length),
    control: of(0),
    choice: of(1),
    agrees: of(3),
    personalised: rows.map(([, , words]) => answer(words)),
    generic: rows.map(() => answer(80)),
  };
}

// Four personas; choice 0 is the personalised answer. The first two are train rows.
const pairs = pairsOf([
  [0, 0, 70, 1],
  [1, 0, 80, 1],
  [2, 1, 80, 0],
  [0, 0, 75, 1],
  [1, 0, 80, 1],
  [2, 0, 80, 1],
  [0, 0, 60, 1],
  [1, 1, 80, 1],
  [2, 1, 80, 0],
  [0, 1, 70, 1],
  [1, 0, 80, 1],
  [2, 0, 80, 0],
]);

test("shares, lengths and accuracies by control", () => {
  const [none, matched, mismatched] = pairFigures(pairs);
  expect([none, matched, mismatched].map(({ control }) => control)).toEqual([
    "none",
    "length_matched",
    "mismatched",
  ]);
  expect([none, matched, mismatched].map(({ personalised }) => personalised.mean)).toEqual([
    0.75, 0.75, 0.5,
  ]);
  expect(none.truth).toBe(0.5);
  expect(none.shorter).toBe(1);
  expect(none.words).toEqual({ personalised: 68.75, generic: 80 });
  // The shorter one won both train choices; of the two test choices it wins one.
  expect(none.length.sign).toBe(-1);
  expect(none.length.mean).toBe(0.5);
  expect(matched.length.equal).toBe(2);
  expect(matched.length.mean).toBe(0.5);
  expect([mismatched.ownSide.mean, mismatched.otherSide.mean]).toEqual([1, 1 / 3]);
  expect(matched.otherSide.n).toBe(0);
});

test("specificity is the difference of shares, by judgement", () => {
  // Own less other's: 1 - 0, 1 - 1, 0 - 0, 1 - 1.
  expect(specificity(pairs).mean).toBe(0.25);
});
