import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countPrompts } from "../../src/stats/prompt-shares.ts";
import { gapRows } from "./simulated-choices.ts";

describe("choices by prompt and group", () => {
  it("counts ties as half and leaves out personas without a group", () => {
    // Personas 0 and 1 are of group 0, 2 of group 1, 3 of none.
    const counts = countPrompts(
      [0, 1, 2, 3, 0, 2],
      [0, 0, 0, 0, 1, 1],
      [0, 2, 1, 0, 1, 0],
      2,
      [0, 0, 1, -1],
      2,
    );
    expect(counts).toMatchObject({ prompts: 2, groups: 2 });
    expect([...counts.n]).toEqual([2, 1, 1, 1]);
    expect([...counts.zero]).toEqual([1.5, 0, 0, 1]);
  });

  it("counts nothing without choices", () => {
    expect([...countPrompts([], [], [], 2, [0], 1).n]).toEqual([0, 0]);
  });

  it("loses no choice of a persona with a group, and mirrors under the other position", () => {
    fc.assert(
      fc.property(gapRows, ({ persona, prompt, choice, topic, group }) => {
        const { n, zero } = countPrompts(persona, prompt, choice, topic.length, group, 3);
        const kept = Array.from(persona as number[]).filter((who) => group[who] >= 0);
        expect(n.reduce((sum, of) => sum + of, 0)).toBe(kept.length);
        const turned = Array.from(choice as number[], (of) => [1, 0, 2][of]);
        const other = countPrompts(persona, prompt, turned, topic.length, group, 3);
        expect([...other.zero]).toEqual(Array.from(zero, (of, at) => n[at] - of));
      }),
    );
  });
});
