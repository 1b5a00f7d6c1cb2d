import { expect, test } from "vitest";
import { seeded } from "../../../src/stats/random.ts";
import { askAgain, choose, probability, utilities } from "../../../src/testbed/feedback/choose.ts";

const n = 40_000;
const assignment = {
  persona: Uint32Array.from({ length: n }, (_, row) => row >> 2),
  prompt: Uint16Array.from({ length: n }, (_, row) => row & 3),
  split: new Uint8Array(n),
  swapped: new Uint8Array(n),
};
const UTILITIES = [-2, -0.5, 0, 1.23456];
const judged = { ...assignment, ...utilities(assignment, (_, prompt) => UTILITIES[prompt]) };
const choices = choose(judged, seeded(4));

// Standard error at 10,000 choices: 0.005 at most.
test("position 0 is chosen with the logistic of the utility", () => {
  for (const [prompt, utility] of UTILITIES.entries()) {
    const rows = [...choices.choice.keys()].filter((row) => choices.prompt[row] === prompt);
    const share = rows.filter((row) => choices.choice[row] === 0).length / rows.length;
    expect(Math.abs(share - probability(utility))).toBeLessThan(0.02);
  }
  expect(probability(0)).toBe(0.5);
});

test("utilities and margins are whole thousandths", () => {
  expect(choices.utility[3]).toBe(Math.fround(1.235));
  for (let row = 0; row < 200; row++) {
    const thousandths = choices.margin[row] * 1000;
    expect(thousandths).toBeGreaterThanOrEqual(0);
    expect(Math.abs(thousandths - Math.round(thousandths))).toBeLessThan(1e-2);
  }
});

test("a share is asked again: each choice once at most, with the same utility and new noise", () => {
  const again = choose(askAgain(choices, 0.02, seeded(5)), seeded(6));
  expect(again.choice).toHaveLength(800);
  const keys = [...again.choice.keys()].map((row) => again.persona[row] * 4 + again.prompt[row]);
  expect(new Set(keys).size).toBe(800);
  expect(keys).toEqual([...keys].sort((a, b) => a - b));
  for (let row = 0; row < 800; row++) expect(again.utility[row]).toBe(choices.utility[keys[row]]);
  const even = [...again.choice.keys()].filter((row) => again.prompt[row] === 2);
  const same = even.filter((row) => again.choice[row] === choices.choice[keys[row]]).length;
  // Where nothing is preferred half the choices repeat; standard error at 200: 0.035.
  expect(Math.abs(same / even.length - 0.5)).toBeLessThan(0.15);
});
