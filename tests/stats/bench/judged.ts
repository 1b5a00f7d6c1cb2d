/** Judged answers for tests: made by hand, and simulated with effects of personas and prompts. */
import fc from "fast-check";
import type { JudgedRows } from "../../../src/stats/bench/rows.ts";
import type { Random } from "../../../src/stats/random.ts";

export interface JudgedRow {
  readonly persona: number;
  readonly prompt: number;
  readonly attempt?: number;
  readonly variant?: string;
  readonly passed: number;
  readonly position?: number;
}

/** Rows as columns; variants in the order in which they first occur, the plain case first. */
export function judged(list: readonly JudgedRow[]): JudgedRows {
  const variants = [...new Set(["", ...list.map(({ variant = "" }) => variant)])];
  return {
    n: list.length,
    persona: list.map(({ persona }) => persona),
    prompt: list.map(({ prompt }) => prompt),
    attempt: list.map(({ attempt = 0 }) => attempt),
    variant: list.map(({ variant = "" }) => variants.indexOf(variant)),
    variants,
    passed: list.map(({ passed }) => passed),
    position: list.map(({ position = Number.NaN }) => position),
  };
}

/** Few personas and prompts, some asked twice, some failed. */
export const judgedRows: fc.Arbitrary<JudgedRows> = fc
  .array(
    fc.record({
      persona: fc.nat(7),
      prompt: fc.nat(4),
      attempt: fc.nat(1),
      passed: fc.constantFrom(0, 0, 1, 1, Number.NaN),
    }),
    { minLength: 1, maxLength: 60, size: "max" },
  )
  .map(judged);

export interface World {
  readonly personas: number;
  readonly prompts: number;
  /** Prompts of each persona, dealt in turn from shuffled decks. */
  readonly each: number;
  readonly rate: number;
  /** Half-widths of the uniform effects of a persona and of a prompt on its chance to pass. */
  readonly personaEffect: number;
  readonly promptEffect: number;
  /** Added to the chance of a persona. */
  readonly gap: (persona: number) => number;
}

export function simulateJudged(world: World, random: Random): JudgedRows {
  const { personas, prompts, each, rate, personaEffect, promptEffect, gap } = world;
  const effect = (half: number) => half * (2 * random.next() - 1);
  const ofPrompt = Array.from({ length: prompts }, () => effect(promptEffect));
  const rows: JudgedRow[] = [];
  let deck: number[] = [];
  for (let persona = 0; persona < personas; persona++) {
    const own = effect(personaEffect);
    if (deck.length < each) deck = shuffled(prompts, random);
    for (const prompt of deck.splice(0, each)) {
      const chance = rate + gap(persona) + own + ofPrompt[prompt];
      rows.push({ persona, prompt, passed: random.next() < chance ? 1 : 0 });
    }
  }
  return judged(rows);
}

function shuffled(n: number, random: Random): number[] {
  const deck = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [deck[i], deck[j]] = [deck[j], deck[i]];
  }
  return deck;
}

/** Share of intervals that hold a truth. */
export function coverage(
  intervals: readonly { readonly low: number; readonly high: number }[],
  truth: number,
): number {
  return (
    intervals.filter(({ low, high }) => low <= truth && truth <= high).length / intervals.length
  );
}
