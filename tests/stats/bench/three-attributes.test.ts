import { describe, expect, it } from "vitest";
import { threeAttributeKappas } from "../../../src/stats/bench/three-attributes.ts";
import { cohenKappa } from "../../../src/stats/cohen-kappa.ts";
import { type JudgedRow, judged } from "./judged.ts";

/** Sides with and without an attribute, question by question; two questions a persona. */
const asked = (
  attribute: string,
  sides: readonly (readonly [number, number])[],
  others = "sex, race, income",
): JudgedRow[] =>
  sides.flatMap(([shown, without], at) => {
    const question = { persona: at >> 1, prompt: at, passed: 1 };
    return [
      { ...question, variant: `with ${attribute}: ${others}`, position: shown },
      { ...question, variant: `without ${attribute}: ${others}`, position: without },
    ];
  });

describe("leave one out of three", () => {
  it("is the kappa of the sides with and without, the most influence first", () => {
    const rows = judged([
      ...asked("age", [
        [0, 0],
        [1, 1],
        [0, 0],
        [1, 1],
      ]),
      ...asked("religion", [
        [0, 1],
        [1, 1],
        [0, 0],
        [1, 0],
      ]),
      ...asked("political_views", [
        [0, 1],
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    ]);
    const found = threeAttributeKappas(rows);
    expect(found.map(({ group, n }) => [group, n])).toEqual([
      ["political_views", 4],
      ["religion", 4],
      ["age", 4],
    ]);
    // Party: sides agree in 1 of 4; first 2 and 2, second 1 and 3: chance 1/2; (1/4 - 1/2) / (1/2).
    expect(found[0].estimate).toBeCloseTo(-0.5, 12);
    expect(found[0].estimate).toBeCloseTo(cohenKappa([0, 2, 1, 1], 2).value, 12);
    expect(found[1].estimate).toBeCloseTo(0, 12);
    expect(found[2].estimate).toBeCloseTo(1, 12);
  });

  it("takes questions of one attribute together, whatever else was shown", () => {
    const rows = judged([
      ...asked("age", [
        [0, 0],
        [1, 0],
      ]),
      ...asked(
        "age",
        [
          [0, 1],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
        "religion, income, sex",
      ).map((row) => ({ ...row, persona: row.persona + 7, prompt: row.prompt + 9 })),
    ]);
    const [age, ...rest] = threeAttributeKappas(rows);
    expect(rest).toEqual([]);
    expect(age.n).toBe(6);
    expect(age.estimate).toBeCloseTo(cohenKappa([2, 1, 1, 2], 2).value, 12);
  });

  it("leaves out questions without a side, and puts what has no kappa last", () => {
    const rows = judged([
      ...asked("income", [
        [0, 0],
        [0, 0],
      ]),
      ...asked("age", [
        [0, Number.NaN],
        [Number.NaN, 1],
        [0, 0],
        [1, 0],
        [1, 1],
      ]),
    ]);
    const found = threeAttributeKappas(rows);
    expect(found.map(({ group, n }) => [group, n])).toEqual([
      ["age", 3],
      ["income", 2],
    ]);
    expect(found[1].estimate).toBeNaN();
  });
});
