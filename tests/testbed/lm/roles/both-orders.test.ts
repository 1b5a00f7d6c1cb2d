import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgePairwise } from "../../../../src/testbed/bench/lm/judges.ts";
import {
  orderConsistency,
  type PairItem,
  type PairJudged,
} from "../../../../src/testbed/lm/roles/both-orders.ts";
import { roleplay } from "../../../../src/testbed/lm/roles/roleplay.ts";
import { CASES } from "../../../schema/persona-cases.ts";
import { between, JUDGE, scriptedRunner } from "../scripted-runner.ts";

const pair = (first: string, second: string): PairItem => ({
  persona: CASES.worker,
  question: "Should buses be free?",
  answers: [first, second],
});
const says = (preferred: string, confidence = 0.8) => ({ preferred, confidence, reason: "so" });

/** Prefers the longer answer; the first shown of equally long ones. */
const longer = () =>
  scriptedRunner((call) => {
    const [a, b] = [between(call, "answer_a"), between(call, "answer_b")];
    return says(a.length >= b.length ? "a" : "b", a.length / 10);
  });

describe("a pair in both orders", () => {
  test("is a choice of an answer, whatever was shown first", async () => {
    const runner = longer();
    const outcomes = await roleplay(runner, JUDGE, [
      pair("longest", "short"),
      pair("no", "longer"),
      pair("same", "size"),
    ]);
    const judged = outcomes as PairJudged[];
    expect(judged.map(({ choice }) => choice)).toEqual([0, 1, "tie"]);
    expect(judged.map(({ isConsistent }) => isConsistent)).toEqual([true, true, false]);
    expect(judged[2].orders.map(({ choice }) => choice)).toEqual([0, 1]);
    // Confidences of the first pair 0.7 and 0.5; of the inconsistent one none is left.
    expect(judged[0].confidence).toBeCloseTo(0.6, 12);
    expect(judged[2].confidence).toBe(0);
    expect(runner.made).toHaveLength(6);
    expect(judged[0].keys).toHaveLength(2);
    expect([judged[0].tokensIn, judged[0].tokensOut]).toEqual([20, 10]);
    expect(new Set(runner.made.map(({ purpose }) => purpose))).toEqual(new Set(["roleplay"]));
  });

  test("keeps a tie of both orders, and fails where one order does", async () => {
    const items = [pair("tie", "tie too"), pair("half", "x"), pair("odd", "x"), pair("sure", "x")];
    const runner = scriptedRunner((call) => {
      const a = between(call, "answer_a");
      const both = a + between(call, "answer_b");
      if (both.includes("tie")) return says("tie", 0.2);
      if (both.includes("half")) return a === "half" ? says("a") : "I cannot choose.";
      if (both.includes("odd")) return says("c");
      return says("a", 1.2);
    });
    const outcomes = await judgePairwise(
      runner,
      JUDGE,
      items.map((item) => ({ ...item, authors: ["one", "two"] as const })),
    );
    expect(outcomes[0]).toMatchObject({ choice: "tie", isConsistent: true });
    expect((outcomes[0] as PairJudged).confidence).toBeCloseTo(0.2, 12);
    expect(outcomes.slice(1).map(({ kind }) => kind)).toEqual(["failed", "failed", "failed"]);
    expect(orderConsistency(outcomes)).toMatchObject({ pairs: 1, failed: 3, ties: 1 });
  });
});

describe("consistency of the orders", () => {
  /** Pairs with these choices of the two orders. */
  const judgedOf = (choices: readonly (readonly [0 | 1 | "tie", 0 | 1 | "tie"])[]) =>
    choices.map(
      ([one, other]): PairJudged => ({
        kind: "judged",
        orders: [one, other].map((choice) => ({
          choice,
          confidence: 1,
          reason: "",
          key: "",
        })) as never,
        isConsistent: one === other,
        choice: one === other ? one : "tie",
        confidence: 0,
        keys: [],
        tokensIn: 0,
        tokensOut: 0,
        latencyMs: 0,
      }),
    );

  test("worked by hand", () => {
    const found = orderConsistency(
      judgedOf([
        [0, 0],
        [1, 1],
        [0, 1],
        ["tie", "tie"],
        [0, "tie"],
      ]),
    );
    expect(found.same.mean).toBeCloseTo(3 / 5, 12);
    // Agreement 0.6; by chance (3/5)(1/5) + (1/5)(2/5) + (1/5)(2/5) = 0.28: 0.32 / 0.72.
    expect(found.kappa.value).toBeCloseTo(0.32 / 0.72, 12);
    // Answer 0 is first in the first order, 1 in the second: 0,1 are both for the first shown;
    // [0,0] and [1,1] one of two each; [0,tie] one of one: 5 of 7.
    expect(found.shownFirst.mean).toBeCloseTo(5 / 7, 12);
    expect(found.ties).toBeCloseTo(3 / 10, 12);
  });

  test("a judge of positions alone is never consistent, and always for the first shown", async () => {
    const runner = scriptedRunner(() => says("a"));
    const items = Array.from({ length: 20 }, (_, at) => pair(`one ${at}`, `two ${at}`));
    const found = orderConsistency(await roleplay(runner, JUDGE, items));
    expect(found.same.mean).toBe(0);
    expect(found.shownFirst.mean).toBe(1);
  });

  test("a judge that looks at the answers alone has no bias of position", () => {
    const choice = fc.constantFrom(0 as const, 1 as const);
    fc.assert(
      fc.property(fc.array(choice, { minLength: 2, maxLength: 40 }), (choices) => {
        const found = orderConsistency(judgedOf(choices.map((one) => [one, one] as const)));
        expect(found.same.mean).toBe(1);
        expect(found.shownFirst.mean).toBeCloseTo(0.5, 12);
      }),
    );
  });
});
