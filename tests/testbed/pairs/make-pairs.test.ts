import { describe, expect, test } from "vitest";
import { PAIR_CONTROLS } from "../../../src/schema/feedback-tables.ts";
import { opposedAnswers } from "../../../src/testbed/feedback/make-feedback.ts";
import { makePairs } from "../../../src/testbed/pairs/make-pairs.ts";
import { feedbackOf, ISSUES, PHRASES, PROMPTS, personasOf, RESPONSES } from "./small-pairs.ts";

const N = 40;
const EACH = 12;
const feedback = feedbackOf(N, 80);
const sources = {
  issues: ISSUES,
  prompts: PROMPTS,
  responses: RESPONSES,
  feedback,
  phrases: PHRASES,
};
/** Everybody's traits are average, so that tastes are zero and the utility is content alone. */
const plain = { ...sources, personas: personasOf(N, () => 2) };
const { pairs, responses } = makePairs(plain, EACH, 1);
const rowsOf = (control: number) =>
  [...pairs.control.keys()].filter((row) => pairs.control[row] === control);
const stored = new Map(
  [...feedback.persona.keys()].map((row) => [
    `${feedback.persona[row]} ${feedback.prompt[row]}`,
    row,
  ]),
);
const judgement = (row: number) => stored.get(`${pairs.persona[row]} ${pairs.prompt[row]}`)!;

test("each persona has its pairs under every control, in the feedback's split", () => {
  expect(pairs.choice.length).toBe(3 * EACH * N);
  for (const control of PAIR_CONTROLS.keys()) expect(rowsOf(control)).toHaveLength(EACH * N);
  for (const row of pairs.choice.keys()) {
    expect(pairs.split[row]).toBe(feedback.split[judgement(row)]);
  }
});

describe("the truth, where no style matters", () => {
  test("a rewrite for oneself takes one's side and is worth half the utility's size more", () => {
    for (const row of [...rowsOf(0), ...rowsOf(1)]) {
      const u = feedback.utility[judgement(row)];
      expect(pairs.personalised[row].position).toBe(u > 0 ? 0 : 1);
      expect(pairs.agrees[row]).toBe(1);
      expect(pairs.utility[row]).toBeCloseTo(Math.abs(u) / 2, 2);
    }
  });

  test("a rewrite for another is worth as much more or less, by the side it takes", () => {
    for (const row of rowsOf(2)) {
      const u = feedback.utility[judgement(row)];
      const { position } = pairs.personalised[row];
      expect(pairs.utility[row]).toBeCloseTo((position === 0 ? u : -u) / 2, 2);
      expect(pairs.agrees[row]).toBe(pairs.utility[row] > 0 ? 1 : 0);
    }
  });
});

test("style adds each taste times the difference of style", () => {
  // Levels 0 and 4 by turns: the mean taste is zero, one's own is -0.5 or 0.5 logits a unit.
  const personas = personasOf(N, (i) => (i % 2) * 4);
  const styled = makePairs({ ...sources, personas }, EACH, 1).pairs;
  const answers = opposedAnswers(PROMPTS, RESPONSES);
  for (const row of styled.choice.keys()) {
    const taste = styled.persona[row] % 2 ? 0.5 : -0.5;
    const [p, g] = [styled.personalised[row], styled.generic[row]];
    const total = (r: typeof p) =>
      r.style.warmth + r.style.formality + r.style.hedging + r.words / 25;
    const [first, second] = answers[styled.prompt[row]];
    const at = stored.get(`${styled.persona[row]} ${styled.prompt[row]}`)!;
    const content = feedback.utility[at] - taste * (total(first) - total(second));
    const expected = ((p.position === 0 ? 1 : -1) * content) / 2 + taste * (total(p) - total(g));
    expect(styled.utility[row]).toBeCloseTo(expected, 2);
  }
});

test("the controls show what they say they show", () => {
  for (const [control] of PAIR_CONTROLS.entries()) {
    for (const row of rowsOf(control)) {
      const [p, g] = [pairs.personalised[row], pairs.generic[row]];
      const own = plain.personas.ids[pairs.persona[row]];
      expect([p.mode, g.mode]).toEqual(["personalised", "generic"]);
      expect([p.prompt_id, g.prompt_id]).toEqual(
        new Array(2).fill(PROMPTS[pairs.prompt[row]].prompt_id),
      );
      expect(p.persona_id === own).toBe(control !== 2);
      if (control === 0) continue;
      expect(Math.abs(p.words - g.words)).toBeLessThanOrEqual(0.05 * Math.max(p.words, g.words));
    }
  }
});

test("natural rewrites are shorter than most generic answers", () => {
  const shorter = rowsOf(0).filter(
    (row) => pairs.personalised[row].words < pairs.generic[row].words,
  );
  expect(shorter.length / (EACH * N)).toBeGreaterThan(0.85);
});

test("the same rewrites are judged under length_matched and mismatched", () => {
  const counts = [1, 2].map((control) =>
    rowsOf(control)
      .map((row) => pairs.personalised[row].response_id)
      .sort(),
  );
  // But for personas alone on their prompt among the pairs: 480 on 120 prompts, hardly any.
  const matched = new Set(counts[0]);
  expect(counts[1].filter((id) => matched.has(id)).length).toBeGreaterThan(0.95 * EACH * N);
});

test("numbers follow the opposed answers', and say nothing of the mode", () => {
  const ids = responses.map(({ response_id }) => response_id);
  expect(new Set(ids).size).toBe(ids.length);
  const byPrompt = new Map<string, number[]>();
  for (const { prompt_id, response_id } of responses) {
    const number = Number(response_id.slice(prompt_id.length + 1));
    byPrompt.set(prompt_id, [...(byPrompt.get(prompt_id) ?? []), number]);
  }
  for (const numbers of byPrompt.values()) {
    expect(numbers).toEqual(numbers.map((_, k) => k + 3));
  }
  const generic = responses.filter(({ mode }) => mode === "generic");
  expect(generic).toHaveLength(byPrompt.size);
  // Of the r answers to a prompt the generic one is first with chance 1 / r, under 0.2 here.
  const first = generic.filter(({ response_id }) => response_id.endsWith("-3"));
  expect(first.length / generic.length).toBeLessThan(0.35);
});

test("generic answers take no side and have no style; rewrites carry their side's stance", () => {
  for (const { mode, position, persona_id, stance, style } of responses) {
    if (mode === "generic") {
      expect([position, persona_id, stance]).toEqual([null, null, {}]);
      expect(style).toEqual({ hedging: 0, formality: 0, warmth: 0 });
    } else {
      expect(Object.values(stance).some((value) => value !== 0)).toBe(true);
    }
  }
});

test("the same seed gives the same pairs, another one others", () => {
  const again = makePairs(plain, EACH, 1);
  expect(again.pairs.choice).toEqual(pairs.choice);
  expect(again.responses).toEqual(responses);
  expect(makePairs(plain, EACH, 2).responses).not.toEqual(responses);
});
