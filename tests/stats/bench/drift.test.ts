import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drift } from "../../../src/stats/bench/drift.ts";
import { clusteredMean } from "../../../src/stats/clustered-mean.ts";
import { seeded } from "../../../src/stats/random.ts";
import { coverage, type JudgedRow, judged } from "./judged.ts";

const TURNS = [1, 2, 3, 4];

/** Rows of personas that judge four questions: all take side 0 afresh. */
function rowsOf(sides: {
  readonly sequence: readonly (readonly number[])[];
  readonly anchored?: readonly (readonly number[])[];
  readonly reworded?: readonly number[];
}): JudgedRow[] {
  const asked = (persona: number, turn: number) => ({
    persona,
    prompt: 4 * persona + turn,
    passed: 1,
  });
  const personas = sides.sequence.map((_, persona) => persona);
  const inTurn = (variant: string, of: readonly (readonly number[])[]) =>
    of.flatMap((list, persona) =>
      list.map((position, at) => ({
        ...asked(persona, at + 1),
        ...{ variant, position, attempt: at + 1 },
      })),
    );
  return [
    ...personas.flatMap((persona) =>
      TURNS.map((turn) => ({ ...asked(persona, turn), position: 0 })),
    ),
    ...(sides.reworded ?? []).map((position, at) => ({
      ...asked(at >> 2, (at % 4) + 1),
      ...{ variant: ["format", "key-order", "paraphrase"][at % 3], position },
    })),
    ...inTurn("sequence", sides.sequence),
    ...inTurn("re-anchored every 2", sides.anchored ?? []),
  ];
}

const found = (rows: readonly JudgedRow[]) =>
  Object.fromEntries(drift(judged(rows)).map((estimate) => [estimate.group, estimate]));

describe("drift over a conversation", () => {
  // Two personas: agreement 1, 1, 1/2, 1/2 over the turns; slope of (1, 1, .5, .5) on 1 to 4:
  // Σ (t - 2.5) y / Σ (t - 2.5)² = (-1.5 - 0.5 + 0.25 + 0.75) / 5 = -0.2.
  const sides = {
    sequence: [
      [0, 0, 0, 1],
      [0, 0, 1, 0],
    ],
    anchored: [
      [0, 0, 0, 0],
      [0, 1, 0, 0],
    ],
    reworded: [0, 0, 1, 0, 0, 1, 0, 0],
  };

  it("is the share that takes the fresh side by turn, and what is lost a turn", () => {
    const all = found(rowsOf(sides));
    TURNS.forEach((turn, at) => {
      expect(all[`sequence: turn ${turn}`]).toMatchObject({ n: 2, estimate: [1, 1, 0.5, 0.5][at] });
    });
    expect(all["sequence: drift per turn"]).toMatchObject({ n: 8 });
    expect(all["sequence: drift per turn"].estimate).toBeCloseTo(0.2, 12);
    // (1, .5, 1, 1): (-1.5 - 0.25 + 0.5 + 1.5) / 5 = 0.05 gained.
    expect(all["re-anchored every 2: drift per turn"].estimate).toBeCloseTo(-0.05, 12);
    expect(all["re-anchored every 2: drift less"].estimate).toBeCloseTo(0.25, 12);
    expect(all.perturbation).toMatchObject({ n: 8, estimate: 0.25 });
    expect(all["sequence: inertia"].estimate).toBeCloseTo(1 - 0.2 / 0.25, 12);
    expect(all["re-anchored every 2: inertia"].estimate).toBeCloseTo(1 + 0.05 / 0.25, 12);
  });

  it("has the interval of a regression whose rows are alike within personas and prompts", () => {
    // Influence on the slope: (t - 2.5) (y - ŷ) / 5 by row, ŷ = 0.75 - 0.2 (t - 2.5).
    const y = [1, 1, 1, 0, 1, 1, 0, 1];
    const turn = (at: number) => (at % 4) + 1 - 2.5;
    const influence = y.map((value, at) => (turn(at) * (value - 0.75 + 0.2 * turn(at))) / 5 / 2);
    const { low, high } = clusteredMean(
      influence.map((one) => one * 8),
      [y.map((_, at) => at >> 2), y.map((_, at) => at)],
    );
    const slope = found(rowsOf(sides))["sequence: drift per turn"];
    expect(slope.high - slope.estimate).toBeCloseTo(high, 10);
    expect(slope.estimate - slope.low).toBeCloseTo(-low, 10);
  });

  it("is nothing where all turns are as afresh, and has no inertia without perturbation", () => {
    const all = found(
      rowsOf({
        sequence: [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
        ],
        reworded: Array(8).fill(0),
      }),
    );
    expect(all["sequence: drift per turn"].estimate).toBeCloseTo(0, 12);
    expect(all.perturbation.estimate).toBe(0);
    expect(all["sequence: inertia"].estimate).toBeNaN();
  });

  it("is not tilted by conversations that end early on another level", () => {
    // The first is always on the fresh side; the second never, and ends after two turns.
    const all = found(
      rowsOf({
        sequence: [
          [0, 0, 0, 0],
          [1, 1, Number.NaN, Number.NaN],
        ],
      }),
    );
    expect(all["sequence: turn 2"].estimate).toBe(0.5);
    expect(all["sequence: turn 3"]).toMatchObject({ n: 1, estimate: 1 });
    expect(all["sequence: drift per turn"].estimate).toBeCloseTo(0, 12);
  });

  it("is not taken for certain where nothing varies", () => {
    const all = found(
      rowsOf({
        sequence: [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
        ],
        reworded: [0, 1, 0, 1],
      }),
    );
    expect(all["sequence: drift per turn"].estimate).toBeCloseTo(0, 12);
    for (const group of ["sequence: drift per turn", "sequence: inertia"]) {
      expect(all[group].low).toBeNaN();
      expect(all[group].high).toBeNaN();
    }
  });

  it("does not count what failed, in turn or afresh", () => {
    const [fresh, ...others] = rowsOf(sides);
    const without = found([{ ...fresh, position: Number.NaN }, ...others]);
    expect(without["sequence: turn 1"]).toMatchObject({ n: 1 });
    expect(without["sequence: drift per turn"]).toMatchObject({ n: 7 });
    expect(without.perturbation).toMatchObject({ n: 7 });
    const failed = found(
      rowsOf({ ...sides, sequence: [[0, 0, Number.NaN, Number.NaN], sides.sequence[1]] }),
    );
    expect(failed["sequence: turn 4"]).toMatchObject({ n: 1, estimate: 1 });
  });

  it("is no other for sides turned around", () => {
    const side = fc.constantFrom(0, 1);
    const list = fc.array(fc.tuple(side, side, side, side), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(list, (sequence) => {
        const rows = rowsOf({ sequence, reworded: [1, 0, 1] });
        const turned = rows.map((row) => ({ ...row, position: 1 - (row.position as number) }));
        const [one, other] = [drift(judged(rows)), drift(judged(turned))];
        expect(other).toEqual(one);
        for (const { low, high, estimate } of one) {
          if (Number.isNaN(low)) continue;
          expect(low).toBeLessThanOrEqual(estimate + 1e-12);
          expect(high).toBeGreaterThanOrEqual(estimate - 1e-12);
        }
      }),
    );
  });

  it("holds the truth as often as it says, where who drifts goes on drifting", () => {
    // From a turn on that differs by persona, sides are drawn: coherence 1 - F(t) / 2.
    const [personas, turns, chance] = [60, 10, 0.08];
    const coherence = Array.from({ length: turns }, (_, at) => (1 + (1 - chance) ** at) / 2);
    const middle = (turns + 1) / 2;
    const slope =
      coherence.reduce((sum, y, at) => sum + (at + 1 - middle) * y, 0) /
      coherence.reduce((sum, _, at) => sum + (at + 1 - middle) ** 2, 0);
    const changed = 0.2;
    const rounds = Array.from({ length: 200 }, (_, seed) => {
      const random = seeded(seed, 9);
      const rows: JudgedRow[] = [];
      for (let persona = 0; persona < personas; persona++) {
        let isLost = false;
        for (let turn = 1; turn <= turns; turn++) {
          const question = { persona, prompt: random.below(400), passed: 1 };
          if (turn > 1 && random.next() < chance) isLost = true;
          const position = isLost ? random.below(2) : 0;
          rows.push({ ...question, position: 0 });
          rows.push({ ...question, variant: "sequence", attempt: turn, position });
          const reworded = random.next() < changed ? 1 : 0;
          rows.push({ ...question, variant: "format", position: reworded });
        }
      }
      return found(rows);
    });
    const held = (group: string, truth: number) =>
      coverage(
        rounds.map((all) => all[group]),
        truth,
      );
    // 200 rounds of 95 % have a standard deviation of 1.5 points; three of them are allowed.
    for (const [group, truth] of [
      ["sequence: drift per turn", -slope],
      ["sequence: inertia", 1 + slope / changed],
      ["sequence: turn 10", coherence[9]],
      ["perturbation", changed],
    ] as const) {
      expect(held(group, truth), group).toBeGreaterThan(0.905);
      expect(held(group, truth), group).toBeLessThan(0.995);
    }
  });
});
