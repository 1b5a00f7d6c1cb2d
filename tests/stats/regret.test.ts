import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regrets } from "../../src/stats/regret.ts";
import { gapRows } from "./simulated-choices.ts";

describe("regret", () => {
  it("gives an answer worked by hand", () => {
    // One prompt; personas 0 1 2 of group 0 choose 0, persona 3 and 4 of group 1 choose 1: the
    // majority's answer is 0. Group 1 loses |−2| and |−1|; its own answer, 1, loses nothing.
    // Persona 2 of group 0 chose against its utility, and loses .5 under either.
    const [zero, one] = regrets(
      [0, 1, 2, 3, 4],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 1, 1],
      [3, 1, -0.5, -2, -1],
      1,
      [0, 0, 0, 1, 1],
      2,
    );
    expect(zero).toEqual({ majority: 0.5 / 3, ownGroup: 0.5 / 3, n: 3 });
    expect(one).toEqual({ majority: 1.5, ownGroup: 0, n: 2 });
  });

  it("gives position 0 on even votes, and counts a tie as no vote", () => {
    const of = (choice: number[]) => regrets([0, 1], [0, 0], choice, [-1, -3], 1, [0, 0], 1)[0];
    expect(of([0, 1]).majority).toBe(2);
    expect(of([2, 2]).majority).toBe(2);
    expect(of([2, 1]).majority).toBe(0);
  });

  it("lets personas without a group vote, and no more", () => {
    const [only] = regrets([0, 1, 2], [0, 0, 0], [1, 0, 0], [-1, 5, 5], 1, [0, -1, -1], 1);
    expect(only).toEqual({ majority: 1, ownGroup: 0, n: 1 });
  });

  it("is undefined for an empty group, and where a utility is not known", () => {
    const [, empty] = regrets([0], [0], [0], [1], 1, [0], 2);
    expect(empty).toEqual({ majority: Number.NaN, ownGroup: Number.NaN, n: 0 });
    expect(regrets([0], [0], [0], [Number.NaN], 1, [0], 1)[0].majority).toBeNaN();
    expect(regrets([], [], [], [], 0, [], 0)).toEqual([]);
  });

  const withUtility = gapRows.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.array(fc.integer({ min: -9, max: 9 }), {
        minLength: rows.persona.length,
        maxLength: rows.persona.length,
      }),
    ),
  );

  it("is never negative, and the same for one group as for all", () => {
    fc.assert(
      fc.property(withUtility, ([{ persona, prompt, choice, topic, group }, utility]) => {
        const all = regrets(persona, prompt, choice, utility, topic.length, group, 3);
        for (const { majority, ownGroup, n } of all) {
          if (n === 0) continue;
          expect(majority).toBeGreaterThanOrEqual(0);
          expect(ownGroup).toBeGreaterThanOrEqual(0);
        }
        const together = Array.from(group as number[], () => 0);
        const [one] = regrets(persona, prompt, choice, utility, topic.length, together, 1);
        if (one.n > 0) expect(one.ownGroup).toBe(one.majority);
      }),
    );
  });

  it("is least by the group's own answer where all utilities are alike in size", () => {
    // With |u| = 1 and choices that follow it, a loss is a minority vote: the group's own majority
    // loses least, prompt by prompt.
    fc.assert(
      fc.property(gapRows, ({ persona, prompt, choice, topic, group }) => {
        const sides = Array.from(choice as number[], (of) => of % 2);
        const utility = sides.map((of) => 1 - 2 * of);
        for (const { majority, ownGroup, n } of regrets(
          persona,
          prompt,
          sides,
          utility,
          topic.length,
          group,
          3,
        )) {
          if (n > 0) expect(ownGroup).toBeLessThanOrEqual(majority + 1e-12);
        }
      }),
    );
  });
});
