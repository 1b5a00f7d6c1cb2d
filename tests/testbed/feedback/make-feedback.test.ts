import { expect, test } from "vitest";
import type { Response } from "../../../src/schema/feedback-tables.ts";
import { TRAITS } from "../../../src/schema/levels.ts";
import { CODED_KEYS, type CodedPersonas } from "../../../src/schema/tables.ts";
import { AXIS_KEYS } from "../../../src/schema/value-axes.ts";
import { seeded } from "../../../src/stats/random.ts";
import { makeFeedback, opposedAnswers } from "../../../src/testbed/feedback/make-feedback.ts";
import { normalDraws } from "../../../src/testbed/feedback/normal-draws.ts";
import { RESPONDENT_DEFAULTS } from "../../../src/testbed/feedback/settings.ts";
import type { Issue } from "../../../src/testbed/prompts/issue.ts";
import { PROMPTS, RESPONSES, SMALL_QUOTA } from "./small-feedback.ts";

const N = 600;
const random = seeded(8);
const personas = {
  n: N,
  codes: Object.fromEntries(
    CODED_KEYS.map((key) => [
      key,
      Uint8Array.from({ length: N }, () => (TRAITS.includes(key as never) ? random.below(5) : 1)),
    ]),
  ),
  numbers: {},
  texts: {},
} as CodedPersonas;

const ISSUES = Array.from({ length: 6 }, (_, k) => ({
  id: `issue-${k}`,
  stance: k % 2 ? { guns: 0.8 } : { economy: -0.5 },
})) as unknown as Issue[];
const axes = Object.fromEntries(AXIS_KEYS.map((axis, k) => [axis, normalDraws(N, seeded(3, k))]));
const structure = {
  ownShare: Object.fromEntries(AXIS_KEYS.map((axis) => [axis, 0.5])),
  levelSd: 0.8,
};
const make = (responses: readonly Response[] = RESPONSES, attributeShare = 0.1, seed = 1) =>
  makeFeedback(
    personas,
    ISSUES,
    PROMPTS,
    responses,
    { scores: { logits: {}, axes }, structure },
    { ...RESPONDENT_DEFAULTS, attributeShare },
    SMALL_QUOTA,
    seed,
  );
const made = make();

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (f: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + f(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

/** Utility and another number of each judgement of a prompt on an issue. */
const pairsOn = (issue: string, other: (persona: number, row: number) => number) =>
  [...made.feedback.choice.keys()].flatMap((row) =>
    PROMPTS[made.feedback.prompt[row]].issue === issue
      ? [[made.feedback.utility[row], other(made.feedback.persona[row], row)] as const]
      : [],
  );

test("the same seed repeats itself, another differs", () => {
  expect(make()).toEqual(made);
  expect(make(RESPONSES, 0.1, 2).feedback.utility).not.toEqual(made.feedback.utility);
});

test("scores and a persona's own pull in the direction of the stance", () => {
  expect(correlation(pairsOn("issue-1", (who) => axes.guns[who]))).toBeGreaterThan(0.15);
  expect(correlation(pairsOn("issue-0", (who) => axes.economy[who]))).toBeLessThan(-0.15);
  expect(correlation(pairsOn("issue-1", (who) => made.own.guns[who]))).toBeGreaterThan(0.3);
  expect(Math.abs(correlation(pairsOn("issue-1", (who) => axes.health[who])))).toBeLessThan(0.1);
});

test("a larger attribute share makes scores tell more", () => {
  const of = ({ feedback }: typeof made) =>
    correlation(
      [...feedback.choice.keys()].flatMap((row) =>
        PROMPTS[feedback.prompt[row]].issue === "issue-1"
          ? [[feedback.utility[row], axes.guns[feedback.persona[row]]] as const]
          : [],
      ),
    );
  expect(of(make(RESPONSES, 0.4))).toBeGreaterThan(of(made) + 0.1);
});

test("an agreeable persona leans to the warmer answer, by a quarter logit a level", () => {
  const warm = RESPONSES.map((response) => ({
    ...response,
    style: { ...response.style, warmth: response.position === 0 ? 1 : -1 },
  }));
  const other = make(warm);
  const shift = (level: number) => {
    const rows = [...other.feedback.choice.keys()].filter(
      (row) => personas.codes.agreeableness[other.feedback.persona[row]] === level,
    );
    const sum = rows.reduce(
      (total, row) => total + other.feedback.utility[row] - made.feedback.utility[row],
      0,
    );
    return sum / rows.length;
  };
  // Differences of style are 2 here and 0 or nothing before: 2 × 0.25 a level.
  expect(shift(4) - shift(0)).toBeCloseTo(4 * 2 * 0.25, 1);
});

test("retest repeats the choice as often as wanted", () => {
  const choices = new Map<string, number>();
  made.feedback.choice.forEach((choice, row) => {
    choices.set(`${made.feedback.persona[row]} ${made.feedback.prompt[row]}`, choice);
  });
  expect(made.retest.choice).toHaveLength(Math.round(0.02 * made.feedback.choice.length));
  expect(made.leanings.retest).toBeCloseTo(0.8, 2);
});

test("a prompt without two opposed answers is refused", () => {
  expect(() => opposedAnswers(PROMPTS, RESPONSES.slice(1))).toThrow("q0001 lacks two opposed");
});
